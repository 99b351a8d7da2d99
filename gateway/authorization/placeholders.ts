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
import { accountOfMutation } from '@customer-graph/authorization/shield';
import { scopesInSubsidiaries } from '@customer-graph/protocol/roles';
import { refuseMalformedArguments } from '@customer-graph/subgraph-kit/malformed-input';
import { scalarResolvers } from '@customer-graph/subgraph-kit/scalars';
import { accessCaller } from './caller.ts';
import type { Placeholder, ProbeContext } from './probe-context.ts';
import { rootAccountFields } from './root-accounts.ts';

type ProbeResolver = GraphQLFieldResolver<Placeholder, ProbeContext, Record<string, unknown>>;

/** Resolvers of fields at which the caller's scopes change. */
const scopeChanges: Readonly<Record<string, ProbeResolver>> = {
  ...Object.fromEntries(
    Object.entries(rootAccountFields).map(([coordinate, enter]): [string, ProbeResolver] => [
      coordinate,
      (_parent, args, { access }) => enter(args, access),
    ]),
  ),
  'Account.subsidiaries': ({ scopes }, _args, { access }) => ({ scopes: scopesInSubsidiaries(access.kind, scopes) }),
};

/** The payload of a mutation belongs to the account that its input names. The shield before it checks the access. */
const resolveMutation: ProbeResolver = async (_parent, args, context) => ({
  scopes: (await accessCaller.scopesFor(accountOfMutation(args), context)) ?? [],
});

function resolverOf(type: GraphQLOutputType, schema: GraphQLSchema): ProbeResolver {
  const named = getNamedType(type);
  if (isLeafType(named)) return () => null;
  // One object of each possible type: the runtime type is not known before the fetch.
  const names = isAbstractType(named) ? schema.getPossibleTypes(named).map(({ name }) => name) : [named.name];
  return isListType(type)
    ? ({ scopes }) => names.map((__typename) => ({ __typename, scopes }))
    : ({ scopes }) => ({ scopes });
}

/** The API schema with placeholders for all objects, and with nullable fields. Executing it runs the shield and no I/O. */
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
  // A denied non-null field would null its parent, and hide the decisions on its siblings.
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
      const isMutation = type === schema.getMutationType() && !isLeafType(getNamedType(field.type));
      const resolve = isMutation
        ? resolveMutation
        : (scopeChanges[`${type.name}.${field.name}`] ?? resolverOf(field.type, schema));
      field.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
    }
  }
  return refuseMalformedArguments(schema);
}
