import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createUsageSource } from '../../subgraphs/usage/adapter.ts';
import { parseUsageConfig } from '../../subgraphs/usage/config.ts';
import { silentLog } from '@customer-graph/process/log';
import type { UsageSource } from '../../subgraphs/usage/port.ts';

export const mappingFile = (name: string): string =>
  fileURLToPath(new URL(`../../subgraphs/usage/mappings/${name}.json`, import.meta.url));

/** Writes a changed copy of a mapping to a temporary file, and returns its path. */
export function changedMapping(name: string, change: (mapping: Record<string, unknown>) => object): string {
  const file = join(mkdtempSync(join(tmpdir(), 'mapping-')), 'mapping.json');
  writeFileSync(
    file,
    JSON.stringify(change(JSON.parse(readFileSync(mappingFile(name), 'utf8')) as Record<string, unknown>)),
  );
  return file;
}

export const testDatabase = (): string => {
  const url = process.env.TEST_PRODUCT_DATABASE;
  if (!url) throw new Error('TEST_PRODUCT_DATABASE is not set: run the tests with npm test');
  return url;
};

/** A source over the tests' product database, or over a proxy in front of it. */
export const openProduct = (mapping: string, url = testDatabase()): UsageSource =>
  createUsageSource(parseUsageConfig({ PRODUCT_DATABASE_URL: url, PRODUCT_MAPPING: mapping }), silentLog);

/** Reads rows of the product database with a plain client, independent of the source under test. */
export async function readRows<Row extends object>(text: string, parameters: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: testDatabase() });
  await client.connect();
  try {
    return (await client.query<Row>(text, parameters)).rows;
  } finally {
    await client.end();
  }
}
