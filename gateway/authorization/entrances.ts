import {
  getArgumentValues,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { accountOfMutation } from '../../subgraphs/shared/authorization/shield.ts';
import type { Scope } from '../../subgraphs/shared/roles.ts';
import type { Access } from '../access/access.ts';
import { accessCaller } from './caller.ts';
import { entrances as coordinates } from './placeholders.ts';

/** A place of an operation where what the caller may do depends on a look-up: the way into an account, or a mutation that names one. */
export interface Entrance {
  readonly coordinate: string;
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
}

/** What the caller may do beyond an entrance; null where it leads nowhere. */
export type Entered = readonly (readonly Scope[] | null)[];

export function findEntrances(schema: GraphQLSchema, operation: OperationDefinitionNode): Entrance[] {
  const found: Entrance[] = [];
  const types = new TypeInfo(schema);
  visit(
    operation,
    visitWithTypeInfo(types, {
      Field(node) {
        const parent = types.getParentType();
        const field = types.getFieldDef();
        if (!parent || !field) return;
        const coordinate = `${parent.name}.${field.name}`;
        if (Object.hasOwn(coordinates, coordinate) || parent.name === 'Mutation')
          found.push({ coordinate, node, field });
      },
    }),
  );
  return found;
}

/** What the caller may do beyond each; undefined where that cannot be told now: a look-up failed, or an argument is none. */
export async function enter(
  entrances: readonly Entrance[],
  variables: Record<string, unknown>,
  access: Access,
): Promise<Entered | undefined> {
  try {
    return await Promise.all(
      entrances.map(async ({ coordinate, node, field }) => {
        const given = getArgumentValues(field, node, variables);
        const beyond = coordinates[coordinate];
        if (beyond) return (await beyond(given, access))?.scopes ?? null;
        return accessCaller.scopesFor(accountOfMutation(given), { access });
      }),
    );
  } catch {
    // The probe meets the same, and says where.
    return undefined;
  }
}
