import { createHash } from 'node:crypto';
import { badInput } from './errors.ts';

export interface Page<T> {
  readonly nodes: readonly T[];
  readonly hasNextPage: boolean;
  /** Where the next page begins, if that is not after the last node: some may have fallen out of the page. */
  readonly endPosition?: string;
}

export interface Connection<T> {
  readonly edges: { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** A list as cursors see it: what is listed and for whom, so that a cursor of one list means nothing in another. */
export interface CursorCodec {
  encode(position: string): string;
  /** The position, or null without a cursor. A cursor of another list, or none at all, is BAD_USER_INPUT. */
  decode(after: string | null | undefined): string | null;
}

/** `first` is 1 to 100: a clamp would lose what the client believes it asked for. */
export function pageSize(first: number): number {
  if (first < 1 || first > 100) throw badInput('first must be between 1 and 100.');
  return first;
}

/** Some positions hold a cursor of the vendor's own. */
const maxCursorLength = 1_024;

/** Whose list it is goes into the cursor as a digest: it may be long, and is nobody's to read. */
export function cursorsOf(list: string, owner: string): CursorCodec {
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
