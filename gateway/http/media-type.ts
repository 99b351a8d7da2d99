import type { IncomingHttpHeaders } from 'node:http';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

/** The first one is for clients that accept both or name neither, as in Apollo Server. */
const mediaTypes = ['application/json', 'application/graphql-response+json'] as const;

const withCharset = (type: string): string => `${type}; charset=utf-8`;

/** Media types by `Accept` header. A client sends the same header with every request. */
const known = new LRUCache<string, { readonly type: string | null }>({ max: 100 });
const longestKnown = 200;

/** The media type of GraphQL over HTTP that the client prefers for its answer; null: it accepts none. */
export function acceptedType({ accept = '*/*' }: IncomingHttpHeaders): string | null {
  const before = known.get(accept);
  if (before) return before.type;
  const preferred = new Negotiator({ headers: { accept } }).mediaType([...mediaTypes]);
  const type = preferred === undefined ? null : withCharset(preferred);
  if (accept.length <= longestKnown) known.set(accept, { type });
  return type;
}

/** The same for an error, which is sent in any case. */
export const mediaTypeOf = (headers: IncomingHttpHeaders): string =>
  acceptedType(headers) ?? withCharset(mediaTypes[0]);
