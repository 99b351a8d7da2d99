import { z } from 'zod';
import { badInput } from '@customer-graph/protocol/errors';
import { documentIdOf } from './manifest.ts';

/** Apollo's automatic persisted queries, version 1: the hash of the operation's text in `extensions`. */
const extension = z.object({
  persistedQuery: z.object({ version: z.literal(1), sha256Hash: z.string().regex(/^[0-9a-f]{64}$/) }).optional(),
});

/** The hash of a request's persisted query; undefined: it has none. Throws BAD_USER_INPUT for malformed extensions. */
export function persistedHashOf(extensions: unknown): string | undefined {
  if (extensions === undefined) return undefined;
  if (typeof extensions !== 'object' || extensions === null || Array.isArray(extensions))
    throw badInput('extensions must be a JSON object.');
  const parsed = extension.safeParse(extensions);
  if (!parsed.success)
    throw badInput('extensions.persistedQuery must have the version 1, and in sha256Hash a SHA-256 in lower case.');
  return parsed.data.persistedQuery?.sha256Hash;
}

/** Throws BAD_USER_INPUT where the hash is not the text's: a caller could otherwise store a text under the hash of another. */
export function assertHashOf(text: string, hash: string): void {
  if (documentIdOf(text) !== hash) throw badInput('extensions.persistedQuery.sha256Hash is not the SHA-256 of query.');
}
