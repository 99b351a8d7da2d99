import type { FieldNode, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { fieldsOf, responseKey } from '../authorization/inline.ts';
import { auditMarker, outcomeMarker } from '../authorization/markers.ts';

/** The parts of an object of the answer that concern the audit: markers, accounts' ids, audited fields, and what is below. */
export interface MarkedShape {
  /** Keys of markers. */
  readonly markers: readonly string[];
  /** Keys of the id of the account, if the object is one. */
  readonly ids: readonly string[];
  readonly audited: readonly { readonly key: string; readonly coordinate: string }[];
  readonly inner: readonly { readonly key: string; readonly shape: MarkedShape }[];
}

/**
 * Finds the parts of an operation's answer that concern the audit. Most of an answer does not, and is not walked.
 *
 * @param operation with its fragments inlined
 * @param audited coordinates of the fields to look for
 * @returns null where nothing does
 */
export function markedShapeOf(
  { selectionSet }: OperationDefinitionNode,
  coordinates: ReadonlyMap<FieldNode, string>,
  audited: ReadonlySet<string>,
): MarkedShape | null {
  const shapeOf = (sets: readonly SelectionSetNode[], around: string | undefined): MarkedShape | null => {
    const fields = sets.flatMap(fieldsOf);
    const coordinateOf = (field: FieldNode): string => coordinates.get(field) ?? '';
    const shape = {
      markers: [
        ...(fields.some((field) => coordinateOf(field).startsWith('Account.')) ? [auditMarker] : []),
        ...(around?.startsWith('Mutation.') ? [outcomeMarker] : []),
      ],
      ids: fields.filter((field) => coordinateOf(field) === 'Account.id').map(responseKey),
      audited: fields.flatMap((field) =>
        audited.has(coordinateOf(field)) ? [{ key: responseKey(field), coordinate: coordinateOf(field) }] : [],
      ),
      inner: [...new Set(fields.map(responseKey))].flatMap((key) => {
        const nodes = fields.filter((field) => responseKey(field) === key);
        const [first] = nodes;
        const below = nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : []));
        const inner = below.length > 0 ? shapeOf(below, first && coordinateOf(first)) : null;
        return inner ? [{ key, shape: inner }] : [];
      }),
    };
    return shape.markers.length + shape.audited.length + shape.inner.length > 0 ? shape : null;
  };
  return shapeOf([selectionSet], undefined);
}
