import type { Page } from '../../shared/connections.ts';
import { createExpect } from '../../shared/upstream/expect.ts';
import type { PageQuery, Placed } from '../port.ts';
import type { Query } from './client.ts';

/** What a list answered, before any of it is mapped. */
export type Answer = Readonly<Record<string, unknown>>;

/** Zendesk API, "Cursor pagination": 100 a page at most. */
export const pageLimit = 100;
/** Some of what is read is not shown: a few more than asked spare a second call. */
const spare = 10;
/** How many pages are looked through for one of ours, before the client is told to go on by itself. */
const scanLimit = 4;

const expect = createExpect('SUPPORT');

export interface ListOptions<Raw extends object, T> extends PageQuery {
  /** Null where the whole list does not exist. */
  readonly read: (query: Query) => Promise<Answer | null>;
  /** Under which name the answer holds the list. */
  readonly name: string;
  /** Null for what is not shown. */
  readonly map: (raw: Raw, answer: Answer) => T | null;
  /** Whether most of it may not be shown. */
  readonly isSparse: boolean;
  /** What the list is sorted by; RFC 3339, UTC. */
  readonly placeOf: (raw: Raw) => string;
  readonly isNewestFirst: boolean;
}

/** Where a page of ours goes on: the cursor that a page of Zendesk's begins at, and in it the element before. */
interface Place {
  readonly cursor: string;
  readonly seen: { readonly id: string; readonly at: string } | null;
}

/**
 * A page of ours out of Zendesk's. Its cursors stand between pages only, so a place of ours is the cursor that its page began at, and the element before with what it
 * was sorted by: an element that has moved on meanwhile neither begins the list anew nor loses what follows.
 */
export async function readPage<Raw extends object, T extends { readonly id: string }>(
  options: ListOptions<Raw, T>,
): Promise<Page<Placed<T>>> {
  const { read, name, map, first } = options;
  let { cursor, seen } = parsePlace(options.after);
  const nodes: Placed<T>[] = [];
  for (let scanned = 0; ; scanned += 1) {
    const size = options.isSparse || seen !== null ? pageLimit : Math.min(pageLimit, first + spare);
    const answer = await read({ 'page[size]': size, ...(cursor !== '' && { 'page[after]': cursor }) });
    if (answer === null) return { nodes: [], hasNextPage: false };
    const raws = expect.array(answer[name] as readonly Raw[] | undefined, name);
    for (const raw of after(raws, seen, options)) {
      const node = map(raw, answer);
      if (node === null) continue;
      if (nodes.length === first) return { nodes, hasNextPage: true };
      nodes.push({ ...node, position: toPosition({ cursor, seen: { id: node.id, at: options.placeOf(raw) } }) });
    }
    const meta = expect.object(answer.meta as { has_more: unknown; after_cursor: unknown } | undefined, 'meta');
    if (!expect.boolean(meta.has_more, 'meta.has_more')) return { nodes, hasNextPage: false };
    cursor = expect.string(meta.after_cursor, 'meta.after_cursor');
    seen = null;
    // The whole page has been seen: the next one begins where Zendesk's does.
    const endPosition = toPosition({ cursor, seen });
    if (nodes.length === first || scanned + 1 === scanLimit) return { nodes, hasNextPage: true, endPosition };
  }
}

/** What follows the element before: by its place in the list where it has moved, and one that shares its moment is shown twice rather than lost. */
function after<Raw extends object, T>(
  raws: readonly Raw[],
  seen: Place['seen'],
  { placeOf, isNewestFirst }: ListOptions<Raw, T>,
): readonly Raw[] {
  if (seen === null) return raws;
  const index = raws.findIndex((raw) => 'id' in raw && String(raw.id) === seen.id && placeOf(raw) === seen.at);
  if (index >= 0) return raws.slice(index + 1);
  return raws.filter(
    (raw) =>
      (isNewestFirst ? placeOf(raw) <= seen.at : placeOf(raw) >= seen.at) &&
      !('id' in raw && String(raw.id) === seen.id),
  );
}

const toPosition = ({ cursor, seen }: Place): string => [seen?.id ?? '', seen?.at ?? '', cursor].join('|');

function parsePlace(position: string | null): { cursor: string; seen: Place['seen'] } {
  const [id = '', at = '', ...rest] = (position ?? '').split('|');
  return { cursor: rest.join('|'), seen: id === '' ? null : { id, at } };
}
