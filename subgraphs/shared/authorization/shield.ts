import { isIntrospectionType, isObjectType, type GraphQLSchema } from 'graphql';
import { applyMiddleware } from 'graphql-middleware';
import { allow, deny, rule, shield, type IRules } from 'graphql-shield';
import { GraphError } from '../errors.ts';
import type { Scope } from '../roles.ts';
import type { Requirement, Requirements } from './requirements.ts';

/** How a schema's context and parents tell who is asking. */
export interface Caller<Context> {
  isAuthenticated(context: Context): boolean;
  /** What the caller may do with this parent: an account's scopes inside an account, the caller's own elsewhere. */
  scopesAt(parent: unknown, context: Context): readonly string[];
  /** What the caller may do in the account that a mutation names, or, where it names none, in their own; null where it is no account of theirs. */
  scopesFor(accountId: string | null, context: Context): Promise<readonly Scope[] | null>;
}

/** The account that a mutation acts on: `input.accountId`, by the API's convention. Null where its input names none. */
export function accountOfMutation({ input }: Readonly<Record<string, unknown>>): string | null {
  if (typeof input !== 'object' || input === null || !('accountId' in input)) return null;
  return typeof input.accountId === 'string' ? input.accountId : null;
}

const isSatisfied = ({ scopes }: Requirement, held: readonly string[]): boolean =>
  scopes.every((sets) => sets.some((set) => set.every((scope) => held.includes(scope))));

/** What federation itself adds to a subgraph. References check themselves, before any I/O; the rest says nothing of customers. */
const federationTypes = new Set(['_Service', '_Entity']);
const federationFields = new Set(['Query._entities', 'Query._service']);

/**
 * Puts graphql-shield around a schema: each field by what the SDL demands of it, everything that the SDL does not know denied.
 * The rules see their parents, so none may be cached: one alias that is allowed would admit another that is not.
 */
export function shieldSchema<Context>(
  schema: GraphQLSchema,
  requirements: Requirements,
  caller: Caller<Context>,
): GraphQLSchema {
  const ruleFor = (coordinate: string, requirement: Requirement) => {
    if (!requirement.authenticated) return allow;
    return rule(coordinate, { cache: 'no_cache' })((parent: unknown, _arguments: unknown, context: Context) => {
      if (!caller.isAuthenticated(context)) return new GraphError('UNAUTHENTICATED');
      if (requirement.scopes.length === 0) return true;
      return isSatisfied(requirement, caller.scopesAt(parent, context)) || new GraphError('FORBIDDEN');
    });
  };
  /** A mutation without a rule would write and only hide its answer: one that demands nothing is denied. */
  const mutationRuleFor = (coordinate: string, requirement: Requirement) => {
    if (!requirement.authenticated) return deny;
    return rule(coordinate, { cache: 'no_cache' })(
      async (_parent: unknown, given: Record<string, unknown>, context: Context) => {
        if (!caller.isAuthenticated(context)) return new GraphError('UNAUTHENTICATED');
        try {
          const held = await caller.scopesFor(accountOfMutation(given), context);
          // An account that is not theirs is one that there is not.
          if (held === null) return new GraphError('NOT_FOUND');
          return isSatisfied(requirement, held) || new GraphError('FORBIDDEN');
        } catch (error) {
          return error instanceof GraphError ? error : new GraphError('INTERNAL', { cause: error });
        }
      },
    );
  };
  const rules: Record<string, IRules> = {};
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type) || federationTypes.has(type.name)) continue;
    rules[type.name] = Object.fromEntries(
      Object.keys(type.getFields()).map((field) => {
        const coordinate = `${type.name}.${field}`;
        const requirement = requirements.get(coordinate);
        if (federationFields.has(coordinate)) return [field, allow];
        if (!requirement) return [field, deny];
        return [
          field,
          type === schema.getMutationType()
            ? mutationRuleFor(coordinate, requirement)
            : ruleFor(coordinate, requirement),
        ];
      }),
    );
  }
  if (schema.getType('_Service')) rules._Service = allow;
  return applyMiddleware(
    schema,
    shield(rules as IRules, {
      fallbackRule: deny,
      fallbackError: () => new GraphError('FORBIDDEN'),
      allowExternalErrors: true,
    }),
  );
}
