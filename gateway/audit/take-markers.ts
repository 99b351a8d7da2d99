import type { GraphQLError } from 'graphql';
import { auditMarker } from '../authorization/markers.ts';
import type { MarkedShape } from './marked-shape.ts';
import type { ReadAccounts } from './reads.ts';

/**
 * Removes the audit's markers from an answer. Changes `data`: a marker becomes undefined, which JSON leaves out. Deleting it would
 * make each object slower to write.
 *
 * @returns the accounts of each audited field in the answer, by coordinate
 */
export function takeMarkers(
  shape: MarkedShape,
  data: Record<string, unknown>,
  errors: readonly GraphQLError[],
): Map<string, ReadAccounts> {
  const accountsByField = new Map<string, ReadAccounts>();
  const codes = new Map(errors.map(({ path, extensions }) => [(path ?? []).join('.'), String(extensions.code)]));

  /** `path` ends with a dot; `accountId` is the nearest account around the value. */
  const walk = (value: unknown, part: MarkedShape, accountId: string | null, path: string): void => {
    if (Array.isArray(value)) value.forEach((item, index) => walk(item, part, accountId, `${path}${index}.`));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const object = value as Record<string, unknown>;
    const id = accountOf(object, part) ?? accountId;
    for (const marker of part.markers) if (Object.hasOwn(object, marker)) object[marker] = undefined;
    if (id !== null) for (const field of part.audited) collect(field, object, id, path);
    for (const { key, shape: inner } of part.inner) walk(object[key], inner, id, `${path}${key}.`);
  };

  /** The id of an account, from the marker or from where the client requested it; null: the object is none. */
  const accountOf = (object: Readonly<Record<string, unknown>>, { markers, ids }: MarkedShape): string | null => {
    const marked = markers.includes(auditMarker) ? object[auditMarker] : undefined;
    const id = typeof marked === 'string' ? marked : ids.map((key) => object[key]).find(isText);
    return id ?? null;
  };

  const collect = (
    { key, coordinate }: MarkedShape['audited'][number],
    object: Record<string, unknown>,
    id: string,
    path: string,
  ): void => {
    if (!Object.hasOwn(object, key)) return;
    const accounts = accountsByField.get(coordinate) ?? { read: new Set<string>(), failed: new Map<string, string>() };
    const code = codes.get(`${path}${key}`);
    if (object[key] !== null) accounts.read.add(id);
    else if (code !== undefined) accounts.failed.set(id, code);
    accountsByField.set(coordinate, accounts);
  };

  walk(data, shape, null, '');
  return accountsByField;
}

const isText = (value: unknown): value is string => typeof value === 'string';
