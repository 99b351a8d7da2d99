import type { IncomingHttpHeaders } from 'node:http';
import Negotiator from 'negotiator';

/** The first one is for clients that accept both or name neither, as in Apollo Server. */
const mediaTypes = ['application/json', 'application/graphql-response+json'] as const;

/** The media type of GraphQL over HTTP that the client prefers for its answer. */
export const mediaTypeOf = (headers: IncomingHttpHeaders): string =>
  `${new Negotiator({ headers }).mediaType([...mediaTypes]) ?? mediaTypes[0]}; charset=utf-8`;
