import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigurationError, type Environment } from '@customer-graph/process/configuration';
import { subgraphPermissions, type SubgraphEntry } from '@customer-graph/protocol/subgraph-entry';

/** Facts about a subgraph in this repository that tools derive from: its `manifest.yaml`. */
const manifestShape = z.strictObject({
  /** The vendor folder, and the SDK that only this folder imports. */
  adapter: z.strictObject({ folder: z.string(), sdk: z.string() }).optional(),
  /** Whether it keeps idempotency keys and locks in the journal. */
  journal: z.boolean().default(false),
  /** Variables that its `config.ts` reads. */
  environment: z.array(z.string()).default([]),
  /** Domain types behind GraphQL types, for codegen. */
  mappers: z.record(z.string(), z.string()).default({}),
  /** Command-line tools by name; paths are relative to the folder. */
  tools: z.record(z.string(), z.string()).default({}),
});
export type SubgraphManifest = z.infer<typeof manifestShape>;

const listShape = z.looseObject({
  subgraphs: z.record(
    z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be a name in lower case'),
    z.looseObject({
      routing_url: z.url(),
      schema: z.looseObject({ file: z.string() }),
      'x-customer-graph': subgraphPermissions.extend({ folder: z.string().optional() }).prefault({}),
    }),
  ),
});

export interface ListedSubgraph {
  readonly name: string;
  /** Its code, ending in `/`; null: it runs elsewhere, in a repository of its own. */
  readonly folder: URL | null;
  /** Its complete SDL. */
  readonly schemaFile: URL;
  readonly entry: SubgraphEntry;
  readonly manifest: SubgraphManifest;
}

const ownList = new URL('../supergraph.yaml', import.meta.url);

/** `SUPERGRAPH_CONFIG`: a list in place of this repository's supergraph.yaml. */
export const listFileOf = ({ SUPERGRAPH_CONFIG: file }: Environment): URL => (file ? pathToFileURL(file) : ownList);

/** Reads the one list of subgraphs, in its order. Throws a `ConfigurationError` that names every problem. */
export function readSubgraphList(file: URL = ownList): readonly ListedSubgraph[] {
  const list = parsed(file, listShape);
  return Object.entries(list.subgraphs).map(([name, { routing_url: url, schema, 'x-customer-graph': block }]) => {
    const { folder: path, ...permissions } = block;
    const folder = path === undefined ? null : new URL(`${path.replace(/\/$/, '')}/`, file);
    return {
      name,
      folder,
      schemaFile: new URL(schema.file, file),
      entry: { name, url, permissions },
      manifest: folder ? readManifest(new URL('manifest.yaml', folder)) : manifestShape.parse({}),
    };
  });
}

const readManifest = (file: URL): SubgraphManifest =>
  existsSync(file) ? parsed(file, manifestShape) : manifestShape.parse({});

function parsed<Shape extends z.ZodType>(file: URL, shape: Shape): z.infer<Shape> {
  const result = shape.safeParse(parse(readFileSync(file, 'utf8')));
  if (result.success) return result.data;
  throw new ConfigurationError(
    result.error.issues.map(({ path, message }) => `${file.pathname}: ${path.map(String).join('.')}: ${message}`),
  );
}
