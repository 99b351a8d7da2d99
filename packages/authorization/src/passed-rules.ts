import { defaultFieldResolver, isIntrospectionType, isObjectType, type GraphQLSchema } from 'graphql';
import type { Requirement, Requirements } from './requirements.ts';

/** The caller of the rules below the mutations. */
export interface QueryCaller<Context> {
  isAuthenticated(context: Context): boolean;
  /** The caller's scopes for fields of this parent: inside an account those of the account, elsewhere their own. */
  scopesAt(parent: unknown, context: Context): readonly string[];
}

/** The rules that graphql-shield let pass, by the scopes that it passed them for. */
export interface PassedRules {
  add(scopes: readonly string[], coordinate: string): void;
  has(scopes: readonly string[], coordinate: string): boolean;
}

/** Creates an empty list. Scopes are compared by identity, and never changed: an equal list is another one. */
export function createPassedRules(): PassedRules {
  const coordinates = new WeakMap<readonly string[], Set<string>>();
  return {
    add(scopes, coordinate) {
      const known = coordinates.get(scopes);
      if (known) known.add(coordinate);
      else coordinates.set(scopes, new Set([coordinate]));
    },
    has: (scopes, coordinate) => coordinates.get(scopes)?.has(coordinate) ?? false,
  };
}

/** The scopes of a rule without `@requiresScopes`. */
const noScopes: readonly string[] = [];

/** The caller's scopes that a rule for a field of this parent compares. */
export const scopesFor = <Context>(
  { scopes }: Requirement,
  caller: QueryCaller<Context>,
  parent: unknown,
  context: Context,
): readonly string[] => (scopes.length === 0 ? noScopes : caller.scopesAt(parent, context));

interface Options<Context> {
  readonly caller: QueryCaller<Context>;
  readonly requirements: Requirements;
  readonly passed: PassedRules;
}

/**
 * Lets fields below the root skip graphql-shield once it let the same rule pass for the same scopes: a rule depends on
 * nothing else, and shield takes several promises for each field of each object. A refusal is never remembered.
 *
 * @param shielded is changed in place
 * @param schema the same schema before shield wrapped it
 */
export function resolveRulesOnce<Context>(
  shielded: GraphQLSchema,
  schema: GraphQLSchema,
  { caller, requirements, passed }: Options<Context>,
): void {
  const hasPassed = (parent: unknown, context: Context, requirement: Requirement, coordinate: string): boolean => {
    try {
      return caller.isAuthenticated(context) && passed.has(scopesFor(requirement, caller, parent, context), coordinate);
    } catch {
      // The same error within shield denies the field.
      return false;
    }
  };
  for (const type of Object.values(shielded.getTypeMap())) {
    const own = schema.getType(type.name);
    if (!isObjectType(type) || !isObjectType(own) || isIntrospectionType(type)) continue;
    if (type === shielded.getMutationType()) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      const requirement = requirements.get(coordinate);
      const throughShield = field.resolve;
      if (!requirement || !throughShield) continue;
      const direct = own.getFields()[field.name]?.resolve ?? defaultFieldResolver;
      field.resolve = requirement.authenticated
        ? (parent, args, context: Context, info): unknown =>
            hasPassed(parent, context, requirement, coordinate)
              ? direct(parent, args, context, info)
              : throughShield(parent, args, context, info)
        : // Its rule is `allow`.
          direct;
    }
  }
}
