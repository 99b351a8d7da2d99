import {
  isSubtype,
  typenameFieldName,
  type CompositeType,
  type FieldSelection,
  type ObjectType,
  type SelectionSet,
  type Type,
} from '@apollo/federation-internals';
import { isSkipped } from '../conditions.ts';
import { NotCovered } from '../not-covered.ts';

/** A selection set with the type of its field. A field that is selected several times has several. */
export interface SelectionPart {
  readonly selectionSet: SelectionSet;
  readonly type: CompositeType;
}

/** A field of the answer, in the order of the answer. */
export interface CollectedField {
  readonly key: string;
  /** `__typename`: the type to which the selection belongs. Else null. */
  readonly typenameOf: CompositeType | null;
  readonly selections: FieldSelection[];
}

export interface CollectOptions {
  readonly parts: readonly SelectionPart[];
  /** The type that `__typename` of the object names; null: the object has none, and the types of the selections decide. */
  readonly runtime: ObjectType | null;
  /** Values of the variables of `@skip` and `@include`. */
  readonly conditions: Readonly<Record<string, boolean>>;
}

/** The fields that an object of the type has in the answer. Fragments apply as they do in @apollo/gateway. */
export function collectFields({ parts, runtime, conditions }: CollectOptions): CollectedField[] {
  const fields = new Map<string, CollectedField>();
  for (const { selectionSet, type } of parts) visit(selectionSet, type);
  return [...fields.values()];

  function visit(set: SelectionSet, parent: CompositeType): void {
    for (const selection of set.selections()) {
      if (isSkipped(selection.element, conditions)) continue;
      if (selection.kind === 'FieldSelection') {
        add(selection, parent);
        continue;
      }
      const { typeCondition } = selection.element;
      if (!typeCondition || isSubtype(typeCondition, runtime ?? parent))
        visit(selection.selectionSet, typeCondition ?? parent);
    }
  }

  function add(selection: FieldSelection, parent: CompositeType): void {
    const field = selection.element;
    if (field.definition.isSchemaIntrospectionField()) throw new NotCovered('INTROSPECTION');
    const key = field.responseName();
    const typenameOf = field.name === typenameFieldName ? parent : null;
    const known = fields.get(key);
    if (!known) {
      fields.set(key, { key, typenameOf, selections: [selection] });
      return;
    }
    const [first] = known.selections;
    if (!known.typenameOf !== !typenameOf || !first || !haveSameShape(typeOf(first), typeOf(selection)))
      throw new NotCovered('OVERLAPPING_FIELDS');
    known.selections.push(selection);
  }
}

export const typeOf = ({ element }: FieldSelection): Type => element.definition.type as Type;

/** Whether lists and non-nulls are the same, which validation requires of fields with one response name. */
function haveSameShape(one: Type, other: Type): boolean {
  if (one.kind === 'NonNullType' || one.kind === 'ListType')
    return one.kind === other.kind && haveSameShape(one.ofType as Type, other.ofType as Type);
  if (other.kind === 'NonNullType' || other.kind === 'ListType') return false;
  const isLeaf = ({ kind }: Type) => kind === 'ScalarType' || kind === 'EnumType';
  return isLeaf(one) === isLeaf(other) && (!isLeaf(one) || one === other);
}
