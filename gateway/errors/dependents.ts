import { Kind, parse, type DocumentNode, type FieldDefinitionNode } from 'graphql';

/** The fields that require another field, by its coordinate. Coordinates are "Type.field". */
export type Dependents = ReadonlyMap<string, ReadonlySet<string>>;

/** The top-level names of the fields that a field requires, in any subgraph. */
const requiredBy = ({ directives = [] }: FieldDefinitionNode): string[] =>
  directives
    .filter(({ name }) => name.value === 'join__field')
    .flatMap(({ arguments: given = [] }) => given.filter(({ name }) => name.value === 'requires'))
    .flatMap(({ value }) => (value.kind === Kind.STRING ? parse(`{ ${value.value} }`).definitions : []))
    .flatMap((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : []))
    .flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : []));

/** Reads the requirements of a supergraph, from the required field to the fields that depend on it. */
export function readDependents(supergraph: DocumentNode): Dependents {
  const dependents = new Map<string, Set<string>>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const type = definition.name.value;
    for (const field of definition.fields ?? []) {
      for (const required of requiredBy(field)) {
        const coordinate = `${type}.${required}`;
        const known = dependents.get(coordinate) ?? new Set<string>();
        dependents.set(coordinate, known.add(`${type}.${field.name.value}`));
      }
    }
  }
  return dependents;
}
