import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { openEmbedded } from '@customer-graph/postgres/embedded';

const templates = new URL('../node_modules/.cache/customer-graph/databases/', import.meta.url).pathname;
const directory = mkdtempSync(join(tmpdir(), 'embedded-'));
const contentVersion = randomUUID();
const content = [
  { text: 'create table numbers (value int)' },
  { text: 'insert into numbers select generate_series(1, $1::int)', parameters: [20_000] },
];
const own = new Set<string>();

const open = (folder: string | null = null) => openEmbedded({ directory: folder, content, contentVersion });

async function sumAfter(folder: string | null, change: string): Promise<unknown> {
  const before = new Set(readdirSync(templates));
  const database = await open(folder);
  try {
    await database.exec(change);
    const { rows } = await database.query<{ sum: number }>('select sum(value)::int as sum from numbers');
    return rows[0]?.sum;
  } finally {
    await database.close();
    for (const name of readdirSync(templates)) if (!before.has(name)) own.add(name);
  }
}

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
  for (const name of own) rmSync(join(templates, name), { force: true });
});

describe('an embedded database', () => {
  const complete = (20_000 * 20_001) / 2;

  test('begins as its template, which its changes do not reach', async () => {
    await sumAfter(null, 'select 1');
    expect(await sumAfter(null, 'update numbers set value = value + 1; checkpoint')).toBe(complete + 20_000);
    expect(await sumAfter(null, 'select 1')).toBe(complete);
  });

  test('in a folder keeps its changes', async () => {
    const folder = join(directory, 'kept');
    expect(await sumAfter(folder, 'insert into numbers values (1)')).toBe(complete + 1);
    expect(await sumAfter(folder, 'insert into numbers values (1)')).toBe(complete + 2);
  });

  test('is made anew where its template is cut off', async () => {
    const [name = ''] = [...own].sort((one, other) => sizeOf(other) - sizeOf(one));
    truncateSync(join(templates, name), 100_000);
    expect(await sumAfter(null, 'select 1')).toBe(complete);
    expect(sizeOf(name)).toBeGreaterThan(100_000);
  });
});

const sizeOf = (name: string): number => statSync(join(templates, name)).size;
