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
const scanLimit = 10;

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
}

/**
 * A page of ours out of Zendesk's. Its cursors stand between pages only, so a place of ours is the cursor that its page began at, and the id of the element
 * before; an element that has moved on meanwhile is shown twice rather than lost.
 */
export async function readPage<Raw extends object, T extends { readonly id: string }>(options: ListOptions<Raw, T>): Promise<Page<Placed<T>>> {
  const { read, name, map, first } = options;
  let { cursor, seenId } = placeOf(options.after);
  const nodes: Placed<T>[] = [];
  for (let scanned = 0; ; scanned += 1) {
    const size = options.isSparse || seenId !== '' ? pageLimit : Math.min(pageLimit, first + spare);
    const answer = await read({ 'page[size]': size, ...(cursor !== '' && { 'page[after]': cursor }) });
    if (answer === null) return { nodes: [], hasNextPage: false };
    const raws = expect.array(answer[name] as readonly (Raw & { id: unknown })[] | undefined, name);
    const seen = seenId === '' ? -1 : raws.findIndex(({ id }) => String(id) === seenId);
    for (const raw of raws.slice(seen + 1)) {
      const node = map(raw, answer);
      if (node === null) continue;
      if (nodes.length === first) return { nodes, hasNextPage: true };
      nodes.push({ ...node, position: `${node.id}:${cursor}` });
    }
    const meta = expect.object(answer.meta as { has_more: unknown; after_cursor: unknown } | undefined, 'meta');
    if (!expect.boolean(meta.has_more, 'meta.has_more')) return { nodes, hasNextPage: false };
    cursor = expect.string(meta.after_cursor, 'meta.after_cursor');
    seenId = '';
    if (nodes.length === first) return { nodes, hasNextPage: true };
    if (scanned + 1 === scanLimit) return { nodes, hasNextPage: true, endPosition: `:${cursor}` };
  }
}

function placeOf(after: string | null): { cursor: string; seenId: string } {
  if (after === null) return { cursor: '', seenId: '' };
  const at = after.indexOf(':');
  return { seenId: after.slice(0, Math.max(0, at)), cursor: after.slice(at + 1) };
}
