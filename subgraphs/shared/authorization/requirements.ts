import { Kind, type ConstDirectiveNode, type DocumentNode, type TypeNode } from 'graphql';

/** What must hold for a field to be answered. */
export interface Requirement {
  readonly authenticated: boolean;
  /** All of these must hold, each by at least one of its sets, a set by all of its scopes. */
  readonly scopes: readonly (readonly (readonly string[])[])[];
}

/** What the SDL demands of each field, by "Type.field": on the field, on its type, and on the type that it leads to. */
export type Requirements = ReadonlyMap<string, Requirement>;

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

/** `@requiresScopes(scopes: [["a", "b"], ["c"]])` as its argument. */
function scopesOf(directive: ConstDirectiveNode): string[][] {
  const value = directive.arguments?.find(({ name }) => name.value === 'scopes')?.value;
  if (value?.kind !== Kind.LIST) throw new Error('@requiresScopes without a list of scopes');
  return value.values.map((set) => {
    if (set.kind !== Kind.LIST) throw new Error('@requiresScopes without a list of lists of scopes');
    return set.values.map((scope) => {
      if (scope.kind !== Kind.STRING) throw new Error('@requiresScopes with something that is no scope');
      return scope.value;
    });
  });
}

const requirementOf = (directives: readonly ConstDirectiveNode[] = []): Requirement => {
  const scopes = directives.filter(({ name }) => name.value === 'requiresScopes').map(scopesOf);
  return { authenticated: scopes.length > 0 || directives.some(({ name }) => name.value === 'authenticated'), scopes };
};

const both = (a: Requirement, b: Requirement): Requirement => ({
  authenticated: a.authenticated || b.authenticated,
  scopes: [...a.scopes, ...b.scopes],
});

const nothing: Requirement = { authenticated: false, scopes: [] };

/** Reads a subgraph's SDL or a supergraph's: both carry the directives under their own names. */
export function readRequirements(sdl: DocumentNode): Requirements {
  const types = sdl.definitions.filter(
    (definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION,
  );
  const byType = new Map<string, Requirement>();
  for (const type of types) {
    byType.set(type.name.value, both(byType.get(type.name.value) ?? nothing, requirementOf(type.directives)));
  }
  return new Map(
    types.flatMap((type) =>
      (type.fields ?? []).map((field): [string, Requirement] => [
        `${type.name.value}.${field.name.value}`,
        both(
          both(byType.get(type.name.value) ?? nothing, requirementOf(field.directives)),
          byType.get(namedType(field.type)) ?? nothing,
        ),
      ]),
    ),
  );
}
