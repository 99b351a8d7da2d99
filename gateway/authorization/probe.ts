import {
  buildASTSchema,
  execute,
  getNamedType,
  GraphQLError,
  isIntrospectionType,
  isLeafType,
  isListType,
  isObjectType,
  isScalarType,
  Kind,
  parse,
  printSchema,
  validate,
  visit,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  type TypeNode,
} from 'graphql';
import { readRequirements } from '../../subgraphs/shared/authorization/requirements.ts';
import { shieldSchema } from '../../subgraphs/shared/authorization/shield.ts';
import { GraphError } from '../../subgraphs/shared/errors.ts';
import { scopesInSubsidiaries, type Scope } from '../../subgraphs/shared/roles.ts';
import { scalarResolvers } from '../../subgraphs/shared/scalars.ts';
import type { Access } from '../access/access.ts';

/** What may not be fetched: by the response keys that lead there, joined by dots, without list indices. */
export type Denied = ReadonlyMap<string, GraphError>;

export interface Verdict {
  readonly denied: Denied;
  /** The variables are not what the operation declares: nothing of it can be answered. */
  readonly invalid: readonly GraphQLError[];
}

export interface Operation {
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly variables: Record<string, unknown> | undefined;
}

/** What stands for an object while an operation is tried out: what the caller may do there. */
interface Placeholder {
  readonly scopes: readonly Scope[];
}

interface ProbeContext {
  readonly access: Access;
}

type ProbeResolver = GraphQLFieldResolver<Placeholder, ProbeContext, Record<string, unknown>>;

/** Where what the caller may do changes: on the way into an account. */
const entrances: Readonly<Record<string, ProbeResolver>> = {
  'Query.account': (_parent, { id }, { access }) => access.account(String(id)),
  'Query.viewer': async (_parent, _arguments, { access }) => {
    const account = await access.viewerAccount();
    return { scopes: account?.scopes ?? access.scopes };
  },
  'Viewer.account': (_parent, _arguments, { access }) => access.viewerAccount(),
  'Account.subsidiaries': ({ scopes }, _arguments, { access }) => ({ scopes: scopesInSubsidiaries(access.kind, scopes) }),
};

const within =
  (type: GraphQLOutputType): ProbeResolver =>
  (parent) =>
    isLeafType(getNamedType(type)) ? null : isListType(type) ? [{ scopes: parent.scopes }] : { scopes: parent.scopes };

/** The API without a system behind it: every object is a placeholder, and nothing is demanded to be there. */
function createPlaceholderSchema(apiSchema: GraphQLSchema): GraphQLSchema {
  const nullable = (type: TypeNode): TypeNode => {
    if (type.kind === Kind.NON_NULL_TYPE) return nullable(type.type);
    return type.kind === Kind.LIST_TYPE ? { ...type, type: nullable(type.type) } : type;
  };
  // A denied field that is non-null would hide its siblings' verdicts behind the first.
  const sdl = visit(parse(printSchema(apiSchema)), { FieldDefinition: (field) => ({ ...field, type: nullable(field.type) }) });
  const schema = buildASTSchema(sdl, { assumeValid: true });
  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type) && type.name in scalarResolvers) {
      const { parseValue, parseLiteral } = scalarResolvers[type.name as keyof typeof scalarResolvers];
      Object.assign(type, { parseValue, parseLiteral });
    }
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = (entrances[`${type.name}.${field.name}`] ?? within(field.type)) as GraphQLFieldResolver<unknown, unknown>;
    }
  }
  return schema;
}

/** `@skip` and `@include` taken out: what is denied is denied whether or not it would be left out this time. */
const unconditional = (document: DocumentNode): DocumentNode =>
  visit(document, { Directive: ({ name }) => (name.value === 'skip' || name.value === 'include' ? null : undefined) });

export interface Authorizer {
  /** Tries the operation out, before anything is planned or fetched. Looks up what the operation names, and only that. */
  authorize(operation: Operation, access: Access): Promise<Verdict>;
  /** Whether the API has all that the document asks. */
  knows(document: DocumentNode): boolean;
}

/** The rules of the supergraph's SDL as graphql-shield around placeholders, since @apollo/gateway never runs a shield around its own schema. */
export function createAuthorizer(supergraphSdl: DocumentNode, apiSchema: GraphQLSchema): Authorizer {
  const schema = shieldSchema<ProbeContext>(createPlaceholderSchema(apiSchema), readRequirements(supergraphSdl), {
    isAuthenticated: ({ access }) => access.kind !== 'ANONYMOUS',
    scopesAt: (parent) => (parent as Placeholder).scopes,
  });

  return {
    knows: (document) => validate(apiSchema, document).length === 0,

    async authorize({ document, operationName, variables }, access) {
      const { errors = [] } = await execute({
        schema,
        document: unconditional(document),
        operationName: operationName ?? null,
        variableValues: variables ?? {},
        rootValue: { scopes: access.scopes } satisfies Placeholder,
        contextValue: { access } satisfies ProbeContext,
      });
      const denied = new Map<string, GraphError>();
      for (const error of errors) {
        if (error.path) denied.set(error.path.filter((key) => typeof key === 'string').join('.'), toGraphError(error));
      }
      return { denied, invalid: errors.filter(({ path }) => !path) };
    },
  };
}

/** What lies underneath: an error of ours, or graphql-js speaking of an argument. That one's rule has not run, so its field is cut all the same. */
function toGraphError(error: GraphQLError): GraphError {
  let cause: Error = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  if (cause instanceof GraphError) return cause;
  return cause instanceof GraphQLError ? new GraphError('BAD_USER_INPUT', { message: cause.message }) : new GraphError('INTERNAL', { cause });
}
