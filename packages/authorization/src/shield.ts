import { isIntrospectionType, isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { applyMiddleware } from 'graphql-middleware';
import { allow, deny, rule, shield, type IRules } from 'graphql-shield';
import { GraphError } from '@customer-graph/protocol/errors';
import type { Scope } from '@customer-graph/protocol/roles';
import { createPassedRules, resolveRulesOnce, scopesFor, type QueryCaller } from './passed-rules.ts';
import type { Requirement, Requirements } from './requirements.ts';

/** Reads the caller's permissions from a schema's context and parent objects. */
export interface Caller<Context> extends QueryCaller<Context> {
  /** The caller's scopes in the account of a mutation; for null, in their own account. Null: the account is not theirs. */
  scopesFor(accountId: string | null, context: Context): Promise<readonly Scope[] | null>;
}

/** The account that a mutation acts on: `input.accountId`, by the API's convention. Null: the input names none. */
export function accountOfMutation({ input }: Readonly<Record<string, unknown>>): string | null {
  if (typeof input !== 'object' || input === null || !('accountId' in input)) return null;
  return typeof input.accountId === 'string' ? input.accountId : null;
}

const isSatisfied = ({ scopes }: Requirement, granted: readonly string[]): boolean =>
  scopes.every((sets) => sets.some((set) => set.every((scope) => granted.includes(scope))));

/** Federation adds these. Entity references check their own access, and the rest discloses no customer data. */
const federationTypes = new Set(['_Service', '_Entity']);
const federationFields = new Set(['Query._entities', 'Query._service']);

/**
 * Wraps a schema in graphql-shield. Each field requires its entry in `requirements`; fields and mutations without one are
 * denied. A denied field is null with UNAUTHENTICATED, FORBIDDEN or, for a mutation in a foreign account, NOT_FOUND.
 *
 * @example
 * const schema = shieldSchema(buildSubgraphSchema(modules), readRequirements(typeDefs), caller);
 */
export function shieldSchema<Context>(
  schema: GraphQLSchema,
  requirements: Requirements,
  caller: Caller<Context>,
): GraphQLSchema {
  const passed = createPassedRules();

  // Rules depend on the parent object. A cached result would apply to other objects of the same field.
  const queryRule = (coordinate: string, requirement: Requirement) => {
    if (!requirement.authenticated) return allow;
    return rule(coordinate, { cache: 'no_cache' })((parent: unknown, _arguments: unknown, context: Context) => {
      if (!caller.isAuthenticated(context)) return new GraphError('UNAUTHENTICATED');
      const granted = scopesFor(requirement, caller, parent, context);
      if (!isSatisfied(requirement, granted)) return new GraphError('FORBIDDEN');
      passed.add(granted, coordinate);
      return true;
    });
  };

  // A mutation without requirements is denied: rules on its payload would only hide the result of a write.
  const mutationRule = (coordinate: string, requirement: Requirement) => {
    if (!requirement.authenticated) return deny;
    return rule(coordinate, { cache: 'no_cache' })(
      async (_parent: unknown, args: Record<string, unknown>, context: Context) => {
        if (!caller.isAuthenticated(context)) return new GraphError('UNAUTHENTICATED');
        try {
          const granted = await caller.scopesFor(accountOfMutation(args), context);
          // A foreign account looks the same as one that does not exist.
          if (granted === null) return new GraphError('NOT_FOUND');
          return isSatisfied(requirement, granted) || new GraphError('FORBIDDEN');
        } catch (error) {
          return error instanceof GraphError ? error : new GraphError('INTERNAL', { cause: error });
        }
      },
    );
  };

  const ruleOf = (type: GraphQLObjectType, field: string) => {
    const coordinate = `${type.name}.${field}`;
    if (federationFields.has(coordinate)) return allow;
    const requirement = requirements.get(coordinate);
    if (!requirement) return deny;
    return type === schema.getMutationType()
      ? mutationRule(coordinate, requirement)
      : queryRule(coordinate, requirement);
  };

  const rules: Record<string, IRules> = {};
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type) || federationTypes.has(type.name)) continue;
    rules[type.name] = Object.fromEntries(Object.keys(type.getFields()).map((field) => [field, ruleOf(type, field)]));
  }
  if (schema.getType('_Service')) rules._Service = allow;
  const shielded = applyMiddleware(
    schema,
    shield(rules as IRules, {
      fallbackRule: deny,
      fallbackError: () => new GraphError('FORBIDDEN'),
      allowExternalErrors: true,
    }),
  );
  resolveRulesOnce(shielded, schema, { caller, requirements, passed });
  return shielded;
}
