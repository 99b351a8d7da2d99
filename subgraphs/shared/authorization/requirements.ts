import {
  Kind,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type ScalarTypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import { readDirectiveNames, type DirectiveNames } from './directive-names.ts';

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

const createRequirementOf =
  (names: DirectiveNames) =>
  (directives: readonly ConstDirectiveNode[] = []): Requirement => {
    const scopes = directives.filter(({ name }) => names.requiresScopes.has(name.value)).map(scopesOf);
    return {
      authenticated: scopes.length > 0 || directives.some(({ name }) => names.authenticated.has(name.value)),
      scopes,
    };
  };

const both = (a: Requirement, b: Requirement): Requirement => ({
  authenticated: a.authenticated || b.authenticated,
  scopes: [...a.scopes, ...b.scopes],
});

const nothing: Requirement = { authenticated: false, scopes: [] };

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;
type LeafNode = ScalarTypeDefinitionNode | EnumTypeDefinitionNode;

const isObject = ({ kind }: DefinitionNode): boolean =>
  kind === Kind.OBJECT_TYPE_DEFINITION || kind === Kind.OBJECT_TYPE_EXTENSION;
const isLeaf = ({ kind }: DefinitionNode): boolean =>
  kind === Kind.SCALAR_TYPE_DEFINITION || kind === Kind.ENUM_TYPE_DEFINITION;

/**
 * Reads a subgraph's SDL or a supergraph's. Rules stand on objects alone: composition takes none on interfaces, and graphql-shield ignores them there; what it writes
 * on an interface of the supergraph sums up those of the types that implement it.
 */
export function readRequirements(sdl: DocumentNode): Requirements {
  const requirementOf = createRequirementOf(readDirectiveNames(sdl));
  const types = sdl.definitions.filter((definition): definition is ObjectNode => isObject(definition));
  const leaves = sdl.definitions.filter((definition): definition is LeafNode => isLeaf(definition));
  const byType = new Map<string, Requirement>();
  for (const type of [...types, ...leaves]) {
    byType.set(type.name.value, both(byType.get(type.name.value) ?? nothing, requirementOf(type.directives)));
  }
  const demanded = new Map<string, Requirement>();
  for (const type of types) {
    for (const field of type.fields ?? []) {
      const coordinate = `${type.name.value}.${field.name.value}`;
      const own = [
        requirementOf(field.directives),
        byType.get(type.name.value) ?? nothing,
        byType.get(namedType(field.type)) ?? nothing,
      ];
      demanded.set(coordinate, own.reduce(both, demanded.get(coordinate) ?? nothing));
    }
  }
  return demanded;
}
