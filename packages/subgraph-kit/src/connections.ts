import { createHash } from 'node:crypto';
import { badInput } from '@customer-graph/protocol/errors';

/** One page of a list, as a vendor returns it. */
export interface Page<T> {
  readonly nodes: readonly T[];
  readonly hasNextPage: boolean;
  /** The position of the next page, if it is not after the last node because nodes of the page were filtered out. */
  readonly endPosition?: string;
}

/** A Relay connection. */
export interface Connection<T> {
  readonly edges: { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** Encodes positions in one list of one owner. A cursor of another list or owner is rejected. */
export interface CursorCodec {
  /** Returns the cursor of a position. */
  encode(position: string): string;
  /** Returns the position; null if no cursor was given. Throws BAD_USER_INPUT for any other text. */
  decode(after: string | null | undefined): string | null;
}

/** Returns `first`. Throws BAD_USER_INPUT unless it is 1 to 100: a clamp would silently return fewer elements than requested. */
export function pageSize(first: number): number {
  if (first < 1 || first > 100) throw badInput('first must be between 1 and 100.');
  return first;
}

/** Long enough for positions that contain a vendor's cursor. */
const maxCursorLength = 1_024;

/**
 * Creates the cursors of one list. The owner is part of every cursor as a digest, because its id can be long and private.
 *
 * @param list name of the list, with the filters that change its order or content
 * @example
 * const cursors = createCursors(`invoices:${status}`, accountId);
 * const page = await source.invoices(customerId, pageSize(first), cursors.decode(after));
 * return toConnection(page, ({ id }) => id, cursors, after != null);
 */
export function createCursors(list: string, owner: string): CursorCodec {
  const prefix = `${list}\n${createHash('sha256').update(owner).digest('base64url').slice(0, 22)}\n`;
  return {
    encode: (position) => Buffer.from(prefix + position).toString('base64url'),
    decode(after) {
      if (after === null || after === undefined) return null;
      const text = after.length > maxCursorLength ? '' : Buffer.from(after, 'base64url').toString('utf8');
      if (!text.startsWith(prefix) || text.length === prefix.length)
        throw badInput('after is not a cursor of this list.');
      return text.slice(prefix.length);
    },
  };
}

/**
 * Returns a page as a connection.
 *
 * @param position returns the position of a node in the list
 */
export function toConnection<T>(
  page: Page<T>,
  position: (node: T) => string,
  cursors: CursorCodec,
  hasPreviousPage: boolean,
): Connection<T> {
  const edges = page.nodes.map((node) => ({ cursor: cursors.encode(position(node)), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: page.endPosition === undefined ? (edges.at(-1)?.cursor ?? null) : cursors.encode(page.endPosition),
    },
  };
}
