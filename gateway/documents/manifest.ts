import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigurationError } from '@customer-graph/process/configuration';
import { parseJson } from '@customer-graph/process/parse-json';

/** Apollo's persisted query manifest, version 1. `npm run documents` writes it. */
const manifestShape = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(
    z.object({ id: z.string(), name: z.string(), type: z.enum(['query', 'mutation']), body: z.string() }),
  ),
});
export type Manifest = z.infer<typeof manifestShape>;

export const manifestOf = (operations: Manifest['operations']): Manifest => ({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations,
});

/** SHA-256 of an operation's text, in hexadecimal. */
export const documentIdOf = (body: string): string => createHash('sha256').update(body).digest('hex');

/** Texts of the registered operations, by id. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/** Reads a manifest. Throws ConfigurationError where the file is not a manifest, or an id is not the hash of its text. */
export function readManifest(file: string | URL): TrustedDocuments {
  const refuse = (problem: string): never => {
    throw new ConfigurationError([`TRUSTED_DOCUMENTS_MANIFEST: ${problem}`]);
  };
  if (!existsSync(file)) refuse('the file does not exist (npm run documents creates it)');
  const parsed = manifestShape.safeParse(parseJson(readFileSync(file, 'utf8')));
  const operations = parsed.success
    ? parsed.data.operations
    : refuse('the file is not a persisted query manifest, version 1');
  for (const { id, name, body } of operations)
    if (id !== documentIdOf(body)) refuse(`${name}: the id is not the hash of its text (npm run documents)`);
  return new Map(operations.map(({ id, body }) => [id, body]));
}
