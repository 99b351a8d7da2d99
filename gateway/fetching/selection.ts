import {
  Kind,
  valueFromASTUntyped,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../authorization/inline.ts';

/** The fields that one fetch requests of a subgraph. */
export interface FetchedSelection {
  readonly root: SelectionSetNode | undefined;
  /** The fields of a selection set, fragments inlined, without those that `@skip` and `@include` exclude. */
  readonly fieldsOf: (set: SelectionSetNode | undefined) => readonly FieldNode[];
  readonly argument: (node: FieldNode | DirectiveNode, name: string) => unknown;
}

/** A field with the directives on it and on the fragments around it. */
interface ConditionalField {
  readonly field: FieldNode;
  readonly conditions: readonly DirectiveNode[];
}

/** The part that does not depend on variables. */
interface PreparedSelection {
  readonly root: SelectionSetNode | undefined;
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly fieldsOf: (set: SelectionSetNode) => SelectedFields;
}

/** The fields of one selection set; `plain`, if no variable decides about any of them. */
interface SelectedFields {
  readonly plain: readonly FieldNode[] | null;
  readonly fields: readonly ConditionalField[];
}

export const fetchedKey = (field: FieldNode): string => field.alias?.value ?? field.name.value;

const prepared = new WeakMap<DocumentNode, PreparedSelection>();

/** Reads a document once: those of query plans stay the same for many requests. */
function prepare(document: DocumentNode): PreparedSelection {
  const known = prepared.get(document);
  if (known) return known;
  const fragments = fragmentsOf(document);
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const selected = new WeakMap<SelectionSetNode, SelectedFields>();

  const read = (set: SelectionSetNode | undefined, around: readonly DirectiveNode[]): ConditionalField[] =>
    (set?.selections ?? []).flatMap((selection) => {
      const conditions = [...around, ...(selection.directives ?? [])];
      if (selection.kind === Kind.FIELD) return [{ field: selection, conditions }];
      if (selection.kind === Kind.INLINE_FRAGMENT) return read(selection.selectionSet, conditions);
      return read(fragments.get(selection.name.value)?.selectionSet, conditions);
    });
  const selection: PreparedSelection = {
    root: operation?.selectionSet,
    defaults: defaultsOf(operation),
    fieldsOf(set) {
      let found = selected.get(set);
      if (!found) {
        const fields = read(set, []);
        const isPlain = fields.every(({ conditions }) => conditions.length === 0);
        found = { plain: isPlain ? fields.map(({ field }) => field) : null, fields };
        selected.set(set, found);
      }
      return found;
    },
  };
  prepared.set(document, selection);
  return selection;
}

/** Values of variables that the client left out: the operation's defaults. */
const defaultsOf = (operation: OperationDefinitionNode | undefined): Record<string, unknown> =>
  Object.fromEntries(
    (operation?.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );

/** Reads what a fetch asks with these variables. */
export function readSelection(document: DocumentNode, given: Readonly<Record<string, unknown>>): FetchedSelection {
  const { root, defaults, fieldsOf } = prepare(document);
  const variables = { ...defaults, ...given };
  const argument = (node: FieldNode | DirectiveNode, name: string): unknown => {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    return value && valueFromASTUntyped(value, variables);
  };
  const isIncluded = ({ conditions }: ConditionalField): boolean =>
    conditions.every((directive) => {
      const condition = argument(directive, 'if');
      return directive.name.value === 'skip'
        ? condition !== true
        : directive.name.value !== 'include' || condition !== false;
    });
  return {
    root,
    argument,
    fieldsOf(set) {
      if (!set) return [];
      const { plain, fields } = fieldsOf(set);
      return plain ?? fields.filter(isIncluded).map(({ field }) => field);
    },
  };
}
