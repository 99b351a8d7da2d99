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

/** The requirement of one field. */
export interface Requirement {
  readonly authenticated: boolean;
  /** One entry per `@requiresScopes`. The caller needs all scopes of one set in each entry. */
  readonly scopes: readonly (readonly (readonly string[])[])[];
}

/** Requirements by `Type.field`: those of the field, of its parent type and of its own type together. */
export type Requirements = ReadonlyMap<string, Requirement>;

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

/** The argument of `@requiresScopes(scopes: [["a", "b"], ["c"]])`. */
function scopesOf(directive: ConstDirectiveNode): string[][] {
  const value = directive.arguments?.find(({ name }) => name.value === 'scopes')?.value;
  if (value?.kind !== Kind.LIST) throw new Error('@requiresScopes: scopes must be a list of lists of strings');
  return value.values.map((set) => {
    if (set.kind !== Kind.LIST) throw new Error('@requiresScopes: each element of scopes must be a list of strings');
    return set.values.map((scope) => {
      if (scope.kind !== Kind.STRING) throw new Error('@requiresScopes: each scope must be a string');
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

const combine = (a: Requirement, b: Requirement): Requirement => ({
  authenticated: a.authenticated || b.authenticated,
  scopes: [...a.scopes, ...b.scopes],
});

const noRequirement: Requirement = { authenticated: false, scopes: [] };

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;
type LeafNode = ScalarTypeDefinitionNode | EnumTypeDefinitionNode;

const isObject = (definition: DefinitionNode): definition is ObjectNode =>
  definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION;
const isLeaf = (definition: DefinitionNode): definition is LeafNode =>
  definition.kind === Kind.SCALAR_TYPE_DEFINITION || definition.kind === Kind.ENUM_TYPE_DEFINITION;

/**
 * Reads the requirements of all object fields from the SDL of a subgraph or supergraph. Interfaces are left out: subgraphs
 * may not put rules on them, and in a supergraph they only repeat those of their implementations.
 *
 * @throws Error for `@requiresScopes` with a malformed argument
 * @example
 * const requirements = readRequirements(parse(sdl));
 * requirements.get('Account.billing'); // { authenticated: true, scopes: [[['billing:read']]] }
 */
export function readRequirements(sdl: DocumentNode): Requirements {
  const requirementOf = createRequirementOf(readDirectiveNames(sdl));
  const objects = sdl.definitions.filter(isObject);
  const byType = new Map<string, Requirement>();
  for (const { name, directives } of [...objects, ...sdl.definitions.filter(isLeaf)])
    byType.set(name.value, combine(byType.get(name.value) ?? noRequirement, requirementOf(directives)));

  const requirements = new Map<string, Requirement>();
  for (const type of objects) {
    for (const field of type.fields ?? []) {
      const coordinate = `${type.name.value}.${field.name.value}`;
      const parts = [
        requirementOf(field.directives),
        byType.get(type.name.value) ?? noRequirement,
        byType.get(namedType(field.type)) ?? noRequirement,
      ];
      requirements.set(coordinate, parts.reduce(combine, requirements.get(coordinate) ?? noRequirement));
    }
  }
  return requirements;
}
