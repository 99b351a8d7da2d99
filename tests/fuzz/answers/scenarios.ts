import { readFileSync } from 'node:fs';
import {
  Kind,
  parse,
  print,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';

/** A query of one part of the graph. */
export interface Scenario {
  readonly name: string;
  readonly query: string;
}

const everyField = new URL('../../queries/every-field.graphql', import.meta.url);

/** Fields that are split further, and depth to which they are. */
const wide: ReadonlySet<string> = new Set(['account', 'billing', 'support', 'viewer', 'helpCenter']);

/** Splits the query of every field into small ones: a variant costs only the part that it stands in. */
export function scenarios(): Scenario[] {
  const document = parse(readFileSync(everyField, 'utf8'));
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const fragments = document.definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  if (!operation) throw new Error('every-field.graphql has no operation');
  const fieldsOf = (node: { readonly selectionSet?: FieldNode['selectionSet'] }): FieldNode[] =>
    (node.selectionSet?.selections ?? []).flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      const fragment = fragments.find(
        ({ name }) => selection.kind === Kind.FRAGMENT_SPREAD && name.value === selection.name.value,
      );
      return fragment ? fieldsOf(fragment) : [];
    });
  const split = (field: FieldNode): FieldNode[] => {
    if (!wide.has(field.name.value)) return [field];
    const inner = fieldsOf(field);
    const leaves = inner.filter(({ selectionSet }) => !selectionSet);
    const parts = inner.filter(({ selectionSet }) => selectionSet).flatMap(split);
    const of = (selections: readonly FieldNode[]): FieldNode => ({
      ...field,
      selectionSet: { kind: Kind.SELECTION_SET, selections },
    });
    const id = leaves.filter(({ name }) => name.value === 'id');
    return [...(leaves.length > id.length ? [of(leaves)] : []), ...parts.map((part) => of([...id, part]))];
  };
  return fieldsOf(operation)
    .flatMap(split)
    .map((field) => ({ name: nameOf(field), query: print(documentOf(operation, field, fragments)) }));
}

function nameOf(field: FieldNode): string {
  const inner = (field.selectionSet?.selections ?? []).filter((each) => each.kind === Kind.FIELD);
  const last = inner.at(-1);
  const own = field.alias?.value ?? field.name.value;
  return wide.has(field.name.value) && last?.selectionSet ? `${own}.${nameOf(last)}` : own;
}

/** An operation of one root field, with only the fragments and variables that it uses. */
function documentOf(
  operation: OperationDefinitionNode,
  field: FieldNode,
  fragments: readonly FragmentDefinitionNode[],
): DocumentNode {
  const used = new Map<string, FragmentDefinitionNode>();
  const variables = new Set<string>();
  const collect = (node: FieldNode | FragmentDefinitionNode): void => {
    visit(node, {
      Variable: ({ name }) => void variables.add(name.value),
      FragmentSpread({ name }) {
        const fragment = fragments.find((each) => each.name.value === name.value);
        if (!fragment || used.has(name.value)) return;
        used.set(name.value, fragment);
        collect(fragment);
      },
    });
  };
  collect(field);
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        ...operation,
        variableDefinitions:
          operation.variableDefinitions?.filter(({ variable }) => variables.has(variable.name.value)) ?? [],
        selectionSet: { kind: Kind.SELECTION_SET, selections: [field] },
      },
      ...used.values(),
    ],
  };
}
