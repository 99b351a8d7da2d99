import type { IncomingHttpHeaders } from 'node:http';
import Negotiator from 'negotiator';

/** The first one is for clients that accept both or name neither, as in Apollo Server. */
const mediaTypes = ['application/json', 'application/graphql-response+json'] as const;

const withCharset = (type: string): string => `${type}; charset=utf-8`;

/** The media type of GraphQL over HTTP that the client prefers for its answer; null: it accepts none. */
export function acceptedType(headers: IncomingHttpHeaders): string | null {
  if (headers.accept === undefined || headers.accept === '*/*') return withCharset(mediaTypes[0]);
  const type = new Negotiator({ headers }).mediaType([...mediaTypes]);
  return type === undefined ? null : withCharset(type);
}

/** The same for an error, which is sent in any case. */
export const mediaTypeOf = (headers: IncomingHttpHeaders): string =>
  acceptedType(headers) ?? withCharset(mediaTypes[0]);
