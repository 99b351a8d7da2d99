import { Kind, type FieldNode } from 'graphql';

/** Aliases of fields that the gateway adds to an operation. It removes them from the answer. */

/** The runtime type of an object of an abstract type: filling in denied fields needs it. */
export const typeMarker = '_graph_type';
/** The account of an object with audited fields. */
export const auditMarker = '_graph_account';
/** The user errors of a mutation: the audit records its outcome. */
export const outcomeMarker = '_graph_outcome';

const markers: ReadonlySet<string> = new Set([typeMarker, auditMarker, outcomeMarker]);

/** Whether a response key is reserved for markers. Clients may not use it. */
export const isMarker = (key: string): boolean => markers.has(key);

const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;

export const typenameField: FieldNode = { kind: Kind.FIELD, name: nameNode('__typename') };
export const typeMarkerField: FieldNode = { ...typenameField, alias: nameNode(typeMarker) };
export const auditMarkerField: FieldNode = { kind: Kind.FIELD, alias: nameNode(auditMarker), name: nameNode('id') };
export const outcomeMarkerField: FieldNode = {
  kind: Kind.FIELD,
  alias: nameNode(outcomeMarker),
  name: nameNode('userErrors'),
  selectionSet: { kind: Kind.SELECTION_SET, selections: [{ kind: Kind.FIELD, name: nameNode('code') }] },
};
