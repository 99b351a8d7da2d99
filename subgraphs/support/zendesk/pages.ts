import type { Page } from '@customer-graph/subgraph-kit/connections';
import { withFields } from '@customer-graph/upstream/field-by-field';
import type { PageQuery, Placed } from '../port.ts';
import { listIn, nextCursor, type ZendeskObject } from './answers.ts';
import type { Query } from './client.ts';

/** Zendesk API, "Cursor pagination": at most 100 elements in a page. */
export const pageLimit = 100;
/** Elements read beyond `first`: some are not shown, and these save a second call. */
const spare = 10;
/** Pages of Zendesk read for one page of the API. The client then continues from the returned cursor. */
const scanLimit = 4;

export interface ListOptions<T> extends PageQuery {
  /** Null: the list does not exist. */
  readonly read: (query: Query) => Promise<ZendeskObject | null>;
  /** The list's name in the answer. */
  readonly name: string;
  /** Null: the element is not shown. */
  readonly map: (raw: ZendeskObject, answer: ZendeskObject) => T | null;
  /** Whether many elements may not be shown. */
  readonly isSparse: boolean;
  /** The sort key of an element: a UTC time, as RFC 3339. */
  readonly sortedBy: (raw: ZendeskObject) => string;
  readonly isNewestFirst: boolean;
}

interface SeenElement {
  readonly id: string;
  readonly at: string;
}

/** A position in a list: the cursor of Zendesk's page, and the last element seen in it. Null: none seen. */
interface Place {
  readonly cursor: string;
  readonly seen: SeenElement | null;
}

/**
 * Reads one page of the API from Zendesk's pages. Zendesk has cursors between pages only, so a position also names the
 * last seen element and its sort key. If that element moved since, the list continues at the sort key: it neither starts
 * over nor skips elements.
 */
export async function readPage<T extends { readonly id: string }>(options: ListOptions<T>): Promise<Page<Placed<T>>> {
  const { read, name, map, first, isSparse, sortedBy } = options;
  let { cursor, seen } = parsePlace(options.after);
  const nodes: Placed<T>[] = [];
  for (let scanned = 1; ; scanned += 1) {
    const size = isSparse || seen !== null ? pageLimit : Math.min(pageLimit, first + spare);
    const answer = await read({ 'page[size]': size, ...(cursor !== '' && { 'page[after]': cursor }) });
    if (answer === null) return { nodes: [], hasNextPage: false };
    for (const raw of elementsAfter(listIn(answer, name), seen, options)) {
      const node = map(raw, answer);
      if (node === null) continue;
      if (nodes.length === first) return { nodes, hasNextPage: true };
      nodes.push(withFields(node, { position: toPosition({ cursor, seen: { id: node.id, at: sortedBy(raw) } }) }));
    }
    const next = nextCursor(answer);
    if (next === null) return { nodes, hasNextPage: false };
    [cursor, seen] = [next, null];
    if (nodes.length === first || scanned === scanLimit)
      return { nodes, hasNextPage: true, endPosition: toPosition({ cursor, seen }) };
  }
}

/** Elements after the last seen one. If it moved, elements with the same sort key are returned again rather than lost. */
function elementsAfter<T>(
  raws: readonly ZendeskObject[],
  seen: SeenElement | null,
  { sortedBy, isNewestFirst }: ListOptions<T>,
): readonly ZendeskObject[] {
  if (seen === null) return raws;
  const isSeen = (raw: ZendeskObject): boolean => String(raw.id) === seen.id;
  const index = raws.findIndex((raw) => isSeen(raw) && sortedBy(raw) === seen.at);
  if (index >= 0) return raws.slice(index + 1);
  return raws.filter((raw) => (isNewestFirst ? sortedBy(raw) <= seen.at : sortedBy(raw) >= seen.at) && !isSeen(raw));
}

const toPosition = ({ cursor, seen }: Place): string => [seen?.id ?? '', seen?.at ?? '', cursor].join('|');

function parsePlace(position: string | null): Place {
  const [id = '', at = '', ...rest] = (position ?? '').split('|');
  return { cursor: rest.join('|'), seen: id === '' ? null : { id, at } };
}
