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
import { accountOfMutation } from '@customer-graph/authorization/shield';
import type { Scope } from '@customer-graph/protocol/roles';
import type { Access } from '../access/access.ts';
import { accessCaller } from './caller.ts';
import type { Placeholder } from './probe-context.ts';

type ReadScopes = (args: Record<string, unknown>, access: Access) => Promise<Placeholder | null>;

const viewerScopes: ReadScopes = async (_args, access) => ({
  scopes: (await access.viewerAccount())?.scopes ?? access.scopes,
});

/** Reads the caller's scopes for each field that leads into an account. Null: the caller has no access to the account. */
export const rootAccountFields: Readonly<Record<string, ReadScopes>> = {
  'Query.account': ({ id }, access) => access.account(String(id)),
  'Query.viewer': viewerScopes,
  // The account is known only once the operation is read, so its subgraph checks the caller's memberships.
  'Query.operation': viewerScopes,
  'Viewer.account': (_args, access) => access.viewerAccount(),
};

/** A field of an operation that leads into an account: one of `rootAccountFields`, or a mutation. */
export interface RootAccount {
  readonly coordinate: string;
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
}

/** The caller's scopes at each root account, in order; null for an account without access. */
export type RootAccountScopes = readonly (readonly Scope[] | null)[];

export function findRootAccounts(schema: GraphQLSchema, operation: OperationDefinitionNode): RootAccount[] {
  const found: RootAccount[] = [];
  const types = new TypeInfo(schema);
  visit(
    operation,
    visitWithTypeInfo(types, {
      Field(node) {
        const parent = types.getParentType();
        const field = types.getFieldDef();
        if (!parent || !field) return;
        const coordinate = `${parent.name}.${field.name}`;
        if (Object.hasOwn(rootAccountFields, coordinate) || parent === schema.getMutationType())
          found.push({ coordinate, node, field });
      },
    }),
  );
  return found;
}

/** Looks up the scopes at each root account. Undefined: a look-up failed, or an argument is invalid. */
export async function scopesAtRootAccounts(
  rootAccounts: readonly RootAccount[],
  variables: Record<string, unknown>,
  access: Access,
): Promise<RootAccountScopes | undefined> {
  try {
    return await Promise.all(
      rootAccounts.map(async ({ coordinate, node, field }) => {
        const args = getArgumentValues(field, node, variables);
        const readScopes = rootAccountFields[coordinate];
        if (readScopes) return (await readScopes(args, access))?.scopes ?? null;
        return accessCaller.scopesFor(accountOfMutation(args), { access });
      }),
    );
  } catch {
    // Probing the operation fails in the same way, and reports the error at its field.
    return undefined;
  }
}
