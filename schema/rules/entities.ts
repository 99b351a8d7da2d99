import {
  Kind,
  parse,
  type ConstDirectiveNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
} from 'graphql';
import type { SubgraphSdl } from '../subgraphs.ts';

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

const textArgument = (directive: ConstDirectiveNode, name: string): string => {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : '';
};

const objectsOf = ({ sdl }: SubgraphSdl): ObjectNode[] =>
  parse(sdl).definitions.filter(
    (definition): definition is ObjectNode =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION,
  );

/**
 * Returns a problem for each non-null field, except keys, of an entity with several subgraphs. While one subgraph is unavailable,
 * a null in such a field would remove the data of the other subgraphs too.
 */
export function nonNullContributions(subgraphs: readonly SubgraphSdl[]): string[] {
  const keys = new Map<string, Set<string>>();
  const contributors = new Map<string, Set<string>>();
  for (const subgraph of subgraphs) {
    for (const type of objectsOf(subgraph)) {
      const name = type.name.value;
      contributors.set(name, (contributors.get(name) ?? new Set<string>()).add(subgraph.name));
      for (const directive of type.directives ?? []) {
        if (directive.name.value !== 'key') continue;
        const fields = textArgument(directive, 'fields').split(/\s+/);
        keys.set(name, new Set([...(keys.get(name) ?? []), ...fields]));
      }
    }
  }
  return subgraphs.flatMap((subgraph) =>
    objectsOf(subgraph).flatMap((type) => {
      const name = type.name.value;
      const key = keys.get(name);
      if (!key || (contributors.get(name)?.size ?? 0) < 2) return [];
      return (type.fields ?? [])
        .filter((field) => field.type.kind === Kind.NON_NULL_TYPE && !key.has(field.name.value))
        .map(
          (field) =>
            `${subgraph.name}: ${name}.${field.name.value} must be nullable: other subgraphs add fields to this entity`,
        );
    }),
  );
}

/** Returns a problem for each shareable field with scopes. Composition would silently apply them to every subgraph that shares it. */
export const scopedShareables = (subgraphs: readonly SubgraphSdl[]): string[] =>
  subgraphs.flatMap((subgraph) =>
    objectsOf(subgraph).flatMap((type) =>
      (type.fields ?? [])
        .filter((field) =>
          ['shareable', 'requiresScopes'].every((name) =>
            field.directives?.some((directive) => directive.name.value === name),
          ),
        )
        .map(
          (field) =>
            `${subgraph.name}: ${type.name.value}.${field.name.value} must not require scopes: it is shareable`,
        ),
    ),
  );
