import { isIntrospectionType, isObjectType, type GraphQLSchema } from 'graphql';
import { applyMiddleware } from 'graphql-middleware';
import { allow, deny, rule, shield, type IRules } from 'graphql-shield';
import { GraphError } from '../errors.ts';
import type { Requirement, Requirements } from './requirements.ts';

/** How a schema's context and parents tell who is asking. */
export interface Caller<Context> {
  isAuthenticated(context: Context): boolean;
  /** What the caller may do with this parent: an account's scopes inside an account, the caller's own elsewhere. */
  scopesAt(parent: unknown, context: Context): readonly string[];
}

/** What federation itself adds to a subgraph. References check themselves, before any I/O; the rest says nothing of customers. */
const federationTypes = new Set(['_Service', '_Entity']);
const federationFields = new Set(['Query._entities', 'Query._service']);

/**
 * Puts graphql-shield around a schema: each field by what the SDL demands of it, everything that the SDL does not know denied.
 * The rules see their parents, so none may be cached: one alias that is allowed would admit another that is not.
 */
export function shieldSchema<Context>(schema: GraphQLSchema, requirements: Requirements, caller: Caller<Context>): GraphQLSchema {
  const ruleFor = (coordinate: string, requirement: Requirement) => {
    if (!requirement.authenticated) return allow;
    return rule(coordinate, { cache: 'no_cache' })((parent: unknown, _arguments: unknown, context: Context) => {
      if (!caller.isAuthenticated(context)) return new GraphError('UNAUTHENTICATED');
      if (requirement.scopes.length === 0) return true;
      const held = caller.scopesAt(parent, context);
      const satisfied = requirement.scopes.every((sets) => sets.some((set) => set.every((scope) => held.includes(scope))));
      return satisfied || new GraphError('FORBIDDEN');
    });
  };
  const rules: Record<string, IRules> = {};
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type) || federationTypes.has(type.name)) continue;
    rules[type.name] = Object.fromEntries(
      Object.keys(type.getFields()).map((field) => {
        const coordinate = `${type.name}.${field}`;
        const requirement = requirements.get(coordinate);
        return [field, federationFields.has(coordinate) ? allow : requirement ? ruleFor(coordinate, requirement) : deny];
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
