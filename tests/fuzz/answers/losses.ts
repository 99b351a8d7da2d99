import { encodeMemberId } from '@customer-graph/protocol/member-id';
import type { SystemOfRecord } from '@customer-graph/protocol/system';
import type { Path } from './mutations.ts';

/** A value of an answer, with the ids of the objects that contain it. */
interface Leaf {
  readonly path: string;
  readonly value: unknown;
  readonly ids: readonly string[];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The key of an element of a list, so that a missing element does not move the others. */
function keyOf(element: unknown): string | null {
  if (!isObject(element)) return null;
  const { id, key, node, meter, start, kind } = element;
  for (const known of [id, key, start, kind]) if (typeof known === 'string') return known;
  return keyOf(node ?? meter);
}

function leavesOf(value: unknown, path = '', ids: readonly string[] = []): Leaf[] {
  if (Array.isArray(value)) {
    const seen = new Map<string, number>();
    return value.flatMap((element, index) => {
      const key = keyOf(element) ?? String(index);
      const count = seen.get(key) ?? 0;
      seen.set(key, count + 1);
      return leavesOf(element, `${path}[${key}${count > 0 ? ` ${count}` : ''}]`, ids);
    });
  }
  if (!isObject(value)) return [{ path, value, ids }];
  const own = keyOf(value);
  return Object.entries(value).flatMap(([name, inner]) =>
    leavesOf(inner, path === '' ? name : `${path}.${name}`, own === null ? ids : [...ids, own]),
  );
}

/**
 * Parts of the graph that several systems share, and the place of a page: a change anywhere may change them. A link to a
 * file is another one in each answer.
 */
const shared =
  /\b(consistency|search|growth|people|exports|asOf|hasNextPage|hasPreviousPage|startCursor|endCursor|cursor)\b|\battachments\[[^\]]*\]\.url$/;

const systemOf = (path: string): SystemOfRecord => {
  if (/^usage|^account\.usage|\.lastActiveAt$/.test(path)) return 'PRODUCT';
  if (/^plans|^account\.billing/.test(path)) return 'BILLING';
  if (/^helpCenter|^account\.support/.test(path)) return 'SUPPORT';
  return 'CRM';
};

/** A part of an answer that no longer has its value. */
export interface Loss {
  readonly path: string;
}

export interface Mutated {
  readonly system: SystemOfRecord;
  /** The unchanged answer of the vendor, and the place that was changed. */
  readonly answer: unknown;
  readonly path: Path;
  readonly accountId: string;
}

/** The ids of the vendor's objects that contain a place, from the outermost. */
function idsAround({ answer, path, accountId }: Mutated): string[] {
  const ids: string[] = [];
  let value = answer;
  for (const key of [...path, '']) {
    if (isObject(value))
      for (const name of ['id', 'toObjectId', 'key', 'product', 'contact', 'meter']) {
        const id = value[name];
        if (typeof id !== 'string' && typeof id !== 'number') continue;
        ids.push(String(id), encodeMemberId({ accountId, contactId: String(id) }));
      }
    value = (value as Readonly<Record<string | number, unknown>> | null | undefined)?.[key];
  }
  return ids;
}

/**
 * Values of the unchanged answer that are gone or different, though they belong neither to the changed object nor, where the
 * graph does not show that object by an id, to its system.
 */
export function lossesOutside(before: unknown, after: unknown, mutated: Mutated): Loss[] {
  const expected = leavesOf(before);
  const actual = new Map(leavesOf(after).map(({ path, value }) => [path, value]));
  const lost = expected.filter(({ path, value }) => !actual.has(path) || actual.get(path) !== value);
  const shown = new Set(expected.flatMap(({ ids }) => ids));
  const around = idsAround(mutated).filter((id) => shown.has(id));
  // The account contains everything, so it limits nothing.
  const nearest = around.findLast((id) => id !== mutated.accountId);
  return lost.filter(({ path, ids }) => {
    if (shared.test(path)) return false;
    if (nearest !== undefined && ids.includes(nearest)) return false;
    return nearest !== undefined || systemOf(path) !== mutated.system;
  });
}
