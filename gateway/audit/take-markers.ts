import type { FieldNode, GraphQLError, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { fieldsOf, responseKey } from '../authorization/inline.ts';
import { auditMarker, outcomeMarker } from '../authorization/markers.ts';
import type { ReadAccounts } from './reads.ts';

/**
 * Removes the audit's markers from an answer. Changes `data`.
 *
 * @returns the accounts of each audited field in the answer, by coordinate
 */
export function takeMarkers(
  operation: OperationDefinitionNode,
  data: Record<string, unknown>,
  errors: readonly GraphQLError[],
  coordinates: ReadonlyMap<FieldNode, string>,
  audited: ReadonlySet<string>,
): Map<string, ReadAccounts> {
  const accountsByField = new Map<string, ReadAccounts>();
  const codes = new Map(errors.map(({ path, extensions }) => [(path ?? []).join('.'), String(extensions.code)]));

  /** `path` ends with a dot; `accountId` is the nearest account around the value. */
  const walk = (value: unknown, sets: readonly SelectionSetNode[], accountId: string | null, path: string): void => {
    if (Array.isArray(value)) value.forEach((item, index) => walk(item, sets, accountId, `${path}${index}.`));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const object = value as Record<string, unknown>;
    const fields = sets.flatMap(fieldsOf);
    const id = accountOf(object, fields) ?? accountId;
    for (const marker of [auditMarker, outcomeMarker]) Reflect.deleteProperty(object, marker);
    if (id !== null) for (const field of fields) collect(field, object, id, path);
    for (const key of new Set(fields.map(responseKey))) {
      const nodes = fields.filter((field) => responseKey(field) === key);
      const inner = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
      walk(object[key], inner, id, `${path}${key}.`);
    }
  };

  /** The id of an account, from the marker or from where the client requested it; null: the object is none. */
  const accountOf = (object: Record<string, unknown>, fields: readonly FieldNode[]): string | null => {
    const requested = fields.filter((field) => coordinates.get(field) === 'Account.id').map(responseKey);
    const [id] = [auditMarker, ...requested].map((key) => object[key]).filter((value) => typeof value === 'string');
    return id ?? null;
  };

  const collect = (field: FieldNode, object: Record<string, unknown>, id: string, path: string): void => {
    const coordinate = coordinates.get(field) ?? '';
    const key = responseKey(field);
    if (!audited.has(coordinate) || !Object.hasOwn(object, key)) return;
    const accounts = accountsByField.get(coordinate) ?? { read: new Set<string>(), failed: new Map<string, string>() };
    const code = codes.get(`${path}${key}`);
    if (object[key] !== null) accounts.read.add(id);
    else if (code !== undefined) accounts.failed.set(id, code);
    accountsByField.set(coordinate, accounts);
  };

  walk(data, [operation.selectionSet], null, '');
  return accountsByField;
}
