import type { IncomingHttpHeaders } from 'node:http';
import { single } from './headers.ts';

/** Headers with the name and version of the calling program: of Apollo's clients, of other GraphQL clients, and of apps. */
const nameHeaders = ['apollographql-client-name', 'graphql-client-name', 'x-client-name'];
const versionHeaders = ['apollographql-client-version', 'graphql-client-version', 'x-client-version'];
export const clientHeaders: readonly string[] = [...nameHeaders, ...versionHeaders];

const maxLength = 64;

/** A client chooses these texts, so they must not be able to imitate another line or field of the log. */
const clean = (text: string): string => text.slice(0, maxLength).replace(/[^\w .@/+:()-]/g, '_');

function firstOf(names: readonly string[], headers: IncomingHttpHeaders): string | undefined {
  const given = names.map((name) => single(headers[name])).find(Boolean);
  return given && clean(given);
}

/** The calling program for the log. A missing name or version has no field. */
export function clientOf(headers: IncomingHttpHeaders): {
  readonly clientName?: string;
  readonly clientVersion?: string;
} {
  const clientName = firstOf(nameHeaders, headers);
  const clientVersion = firstOf(versionHeaders, headers);
  return {
    ...(clientName !== undefined && { clientName }),
    ...(clientVersion !== undefined && { clientVersion }),
  };
}
