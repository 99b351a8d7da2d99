import {
  buildASTSchema,
  getNamedType,
  isAbstractType,
  isIntrospectionType,
  isLeafType,
  isListType,
  isObjectType,
  isScalarType,
  Kind,
  parse,
  printSchema,
  visit,
  type FieldDefinitionNode,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  type TypeNode,
} from 'graphql';
import { scopesInSubsidiaries, type Scope } from '../../subgraphs/shared/roles.ts';
import { scalarResolvers } from '../../subgraphs/shared/scalars.ts';
import { accountOfMutation } from '../../subgraphs/shared/authorization/shield.ts';
import { accessCaller } from './caller.ts';
import type { Access } from '../access/access.ts';

/** What stands for an object while an operation is tried out: what the caller may do there. */
export interface Placeholder {
  readonly scopes: readonly Scope[];
}

export interface ProbeContext {
  readonly access: Access;
}

type ProbeResolver = GraphQLFieldResolver<Placeholder, ProbeContext, Record<string, unknown>>;

/** Where what the caller may do changes by a look-up: on the way into an account. */
export const entrances: Readonly<
  Record<string, (given: Record<string, unknown>, access: Access) => Promise<Placeholder | null>>
> = {
  'Query.account': ({ id }, access) => access.account(String(id)),
  'Query.viewer': async (_given, access) => ({ scopes: (await access.viewerAccount())?.scopes ?? access.scopes }),
  // Whose operation it is stands in the operation: the subgraph decides by the accounts that the caller belongs to.
  'Query.operation': async (_given, access) => ({ scopes: (await access.viewerAccount())?.scopes ?? access.scopes }),
  'Viewer.account': (_given, access) => access.viewerAccount(),
};

const placeholders: Readonly<Record<string, ProbeResolver>> = {
  ...Object.fromEntries(
    Object.entries(entrances).map(([coordinate, enter]): [string, ProbeResolver] => [
      coordinate,
      (_parent, given, { access }) => enter(given, access),
    ]),
  ),
  'Account.subsidiaries': ({ scopes }, _given, { access }) => ({ scopes: scopesInSubsidiaries(access.kind, scopes) }),
};

const within = (type: GraphQLOutputType, schema: GraphQLSchema): ProbeResolver => {
  const named = getNamedType(type);
  if (isLeafType(named)) return () => null;
  // One of each kind: what one of them is denied is found whichever it will turn out to be.
  const names = isAbstractType(named) ? schema.getPossibleTypes(named).map(({ name }) => name) : [named.name];
  return isListType(type)
    ? ({ scopes }) => names.map((__typename) => ({ __typename, scopes }))
    : ({ scopes }) => ({ scopes });
};

/** What a mutation answers is of the account that it names. The shield before it has let through none that is not the caller's. */
const intoMutation: ProbeResolver = async (_parent, given, context) => ({
  scopes: (await accessCaller.scopesFor(accountOfMutation(given), context)) ?? [],
});

/** The API without a system behind it: every object is a placeholder, and nothing is demanded to be there. */
export function createPlaceholderSchema(apiSchema: GraphQLSchema): GraphQLSchema {
  const nullable = (type: TypeNode): TypeNode => {
    if (type.kind === Kind.NON_NULL_TYPE) return nullable(type.type);
    return type.kind === Kind.LIST_TYPE ? { ...type, type: nullable(type.type) } : type;
  };
  const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));
  const placeholderType = (type: TypeNode): TypeNode => {
    const name = nameOf(type);
    if (!isAbstractType(apiSchema.getType(name))) return nullable(type);
    return { kind: Kind.LIST_TYPE, type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } } };
  };
  // A denied field that is non-null would hide its siblings' verdicts behind the first.
  const sdl = visit(parse(printSchema(apiSchema)), {
    FieldDefinition: (field): FieldDefinitionNode => ({ ...field, type: placeholderType(field.type) }),
  });
  const schema = buildASTSchema(sdl, { assumeValid: true });
  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type) && type.name in scalarResolvers) {
      const { parseValue, parseLiteral } = scalarResolvers[type.name as keyof typeof scalarResolvers];
      Object.assign(type, { parseValue, parseLiteral });
    }
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = (
        type === schema.getMutationType() && !isLeafType(getNamedType(field.type))
          ? intoMutation
          : (placeholders[`${type.name}.${field.name}`] ?? within(field.type, schema))
      ) as GraphQLFieldResolver<unknown, unknown>;
    }
  }
  return schema;
}
