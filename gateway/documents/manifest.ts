import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigurationError } from '../../subgraphs/shared/configuration.ts';

/** Registered operations, as `npm run documents` writes them (Apollo, "Persisted query manifest", version 1). */
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

/** SHA-256 of the operation's text, in hexadecimal. */
export const documentIdOf = (body: string): string => createHash('sha256').update(body).digest('hex');

/** The registered operations, by id. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/** A ConfigurationError where the file is no manifest, or an id is not that of its text. */
export function readManifest(file: string | URL): TrustedDocuments {
  const refuse = (says: string): never => {
    throw new ConfigurationError([`TRUSTED_DOCUMENTS_MANIFEST: ${says}`]);
  };
  if (!existsSync(file)) refuse('there is no such file (npm run documents makes one)');
  const parsed = manifestShape.safeParse(parseJson(readFileSync(file, 'utf8')));
  const operations = parsed.success ? parsed.data.operations : refuse('is no persisted query manifest, version 1');
  for (const { id, name, body } of operations)
    if (id !== documentIdOf(body)) refuse(`${name}: the id is not that of its text`);
  return new Map(operations.map(({ id, body }) => [id, body]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
