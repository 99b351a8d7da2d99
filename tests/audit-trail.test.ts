import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AnchorStatement } from '../gateway/audit/anchor.ts';
import { createAudit } from '../gateway/audit/audit.ts';
import { expireAudit } from '../gateway/audit/commands.ts';
import { createFileStore } from '../gateway/audit/file-store.ts';
import { emptyHead } from '../gateway/audit/head.ts';
import { keyIdOf, noKeys, type AuditKeys } from '../gateway/audit/keys.ts';
import { chainRecords } from '../gateway/audit/record.ts';
import { verifyAudit } from '../gateway/audit/verify.ts';
import { fileAuditPlaces, postgresAuditPlaces, type AuditPlace, type AuditPlaces } from './support/audit-places.ts';
import { change, quiet, writeTrail } from './support/audit-trails.ts';

const first: AuditKeys = { current: 'the first key of the trail', previous: [] };
const second: AuditKeys = { current: 'the second key of the trail', previous: ['the first key of the trail'] };

const stores: readonly [string, () => Promise<AuditPlaces>][] = [
  ['files', fileAuditPlaces],
  ['Postgres', postgresAuditPlaces],
];

describe.each(stores)('an honest audit trail in %s', (name, startPlaces) => {
  let places: AuditPlaces;
  beforeAll(async () => {
    places = await startPlaces();
  });
  afterAll(async () => {
    await places[Symbol.asyncDispose]();
  });

  async function verify(place: AuditPlace, keys: AuditKeys, statements: readonly AnchorStatement[] = []) {
    const store = await place.open();
    return verifyAudit({ store, keys, retentionDays: 400, statements }).finally(() => store[Symbol.asyncDispose]());
  }

  test('is intact without a key, and is found changed where a record was edited', async () => {
    await using place = await places.create();
    const statements = await writeTrail(place, [
      { keys: noKeys, at: '2026-03-01T08:00:00Z' },
      { keys: noKeys, at: '2026-03-01T09:00:00Z' },
    ]);
    expect(await verify(place, noKeys, statements)).toEqual({ chains: 2, records: 6, problems: [] });
    const chains = await place.read();
    await place.write(
      chains.map((chain) => ({ ...chain, records: chain.records.map((text) => text.replace('"two"', '"others"')) })),
    );
    expect((await verify(place, noKeys)).problems).toEqual(chains.map(({ chain }) => `${chain}, record 3: was edited`));
  });

  test('is intact over the first key, its replacement, expiry and the expiry of what recorded it', async () => {
    await using place = await places.create();
    const statements = await writeTrail(place, [
      { keys: noKeys, at: '2024-01-01T08:00:00Z' },
      { keys: first, at: '2024-01-02T08:00:00Z' },
      { keys: first, at: '2024-01-02T23:59:59Z' },
      { keys: second, at: '2024-06-01T08:00:00Z' },
    ]);
    expect(await verify(place, second, statements.slice(-1))).toEqual({ chains: 4, records: 12, problems: [] });
    // 400 days after the first three chains.
    statements.push(...(await writeTrail(place, [{ keys: second, at: '2025-02-10T08:00:00Z' }])));
    expect(await verify(place, second, statements.slice(1))).toEqual({ chains: 2, records: 7, problems: [] });
    statements.push(...(await writeTrail(place, [{ keys: second, at: '2026-08-01T08:00:00Z' }])));
    expect(await verify(place, second, statements.slice(-1))).toEqual({ chains: 1, records: 4, problems: [] });
  });

  test('is intact while gateways with the old and the new key run beside each other', async () => {
    await using place = await places.create();
    const statements = await writeTrail(place, [
      { keys: first, at: '2026-03-01T08:00:00Z' },
      { keys: second, at: '2026-03-01T09:00:00Z' },
      { keys: first, at: '2026-03-01T10:00:00Z' },
      { keys: second, at: '2026-03-02T00:00:00Z' },
    ]);
    expect((await verify(place, second, statements.slice(-1))).problems).toEqual([]);
  });

  test('needs the earlier key: without it, its chains cannot be verified', async () => {
    await using place = await places.create();
    await writeTrail(place, [{ keys: first, at: '2026-03-01T08:00:00Z' }]);
    const [chain] = await place.read();
    const { problems } = await verify(place, { current: 'the second key of the trail', previous: [] });
    expect(problems).toEqual([
      `${chain?.chain ?? ''}: was written with another key (neither AUDIT_KEY nor of AUDIT_PREVIOUS_KEYS)`,
    ]);
  });

  test('does not become one without a key where a gateway starts without it', async () => {
    await using place = await places.create();
    await writeTrail(place, [
      { keys: first, at: '2026-03-01T08:00:00Z' },
      { keys: noKeys, at: '2026-03-02T08:00:00Z' },
    ]);
    expect((await verify(place, first)).problems).toEqual([
      expect.stringMatching(/^2026-03-02.*: was written without a key, and no chain with a newer key names it$/),
    ]);
  });

  test('is not intact where a chain was recorded as expired before its time', async () => {
    await using place = await places.create();
    await writeTrail(place, [
      { keys: first, at: '2026-03-01T08:00:00Z' },
      { keys: first, at: '2026-03-05T08:00:00Z', retentionDays: 30 },
      { keys: first, at: '2026-03-20T08:00:00Z', retentionDays: 10 },
    ]);
    const chains = await place.read();
    expect(chains.map(({ chain }) => chain.slice(0, 10))).toEqual(['2026-03-20']);
    expect((await verify(place, first)).problems).toEqual([]);
    // The same record with the retention of 400 days, as a gateway would write it whose files were made to look old.
    const chain = chains[0]?.chain ?? '';
    const records = chainRecords(
      emptyHead(chain),
      new Date('2026-03-20T08:00:00Z'),
      [
        { type: 'OPENED', key: null, previous: [] },
        { type: 'EXPIRED', chains: ['2026-03-01T08-00-00.000Z-00000000'], retentionDays: 400 },
      ],
      null,
    );
    const { seq = 0, hash = '' } = records.at(-1) ?? {};
    await place.write([
      { chain, records: records.map((record) => JSON.stringify(record)), head: { chain, seq, hash, mac: null } },
    ]);
    expect((await verify(place, noKeys)).problems).toEqual([
      `2026-03-01T08-00-00.000Z-00000000: is recorded as expired by ${chain} before its time`,
    ]);
  });

  test('is intact over the update from a version that did not sign heads', async () => {
    await using place = await places.create();
    const key = first.current ?? '';
    const chain = '2026-03-01T08-00-00.000Z-00000000';
    const records = chainRecords(
      emptyHead(chain),
      new Date('2026-03-01T08:00:00Z'),
      [
        { type: 'OPENED', key: keyIdOf(key), previous: [] },
        { type: 'ACT', act: change('one') },
      ],
      key,
    );
    const [opening] = records;
    const lines = records.map((record) => JSON.stringify(record));
    const head = { chain, seq: 2, hash: records[1]?.hash ?? '', mac: null };
    await place.write([{ chain, records: lines, head }]);
    expect((await verify(place, first)).problems).toEqual([]);
    await writeTrail(place, [{ keys: first, at: '2026-03-02T08:00:00Z' }]);
    expect((await verify(place, first)).problems).toEqual([]);
    // The chain that is written since covers its end.
    const [, later] = await place.read();
    const shortened = {
      chain,
      records: lines.slice(0, 1),
      head: { chain, seq: 1, hash: opening?.hash ?? '', mac: null },
    };
    await place.write([shortened, ...(later ? [later] : [])]);
    expect((await verify(place, first)).problems).toEqual([expect.stringMatching(/truncated: ends at number 1/)]);
  });

  test('is shortened by a command, which records and anchors the deletion', async () => {
    await using place = await places.create();
    await writeTrail(place, [
      { keys: first, at: '2024-01-01T08:00:00Z' },
      { keys: first, at: '2024-01-02T08:00:00Z' },
    ]);
    const printed: string[] = [];
    const statements: AnchorStatement[] = [];
    const options = {
      ...quiet,
      store: await place.open(),
      keys: first,
      anchors: [{ name: 'test', publish: async (statement: AnchorStatement) => void statements.push(statement) }],
    };
    expect(await expireAudit(options, (line) => void printed.push(line))).toBe(0);
    expect(printed).toEqual(['chains deleted: 2']);
    expect(statements.at(-1)).toMatchObject({ chains: 1, heads: [{ seq: 2 }] });
    expect(await verify(place, first, statements.slice(-1))).toEqual({ chains: 1, records: 2, problems: [] });
  });

  test('writes reads together, with the next change or at the end', async () => {
    await using place = await places.create();
    const store = await place.open();
    const batches: number[] = [];
    const audit = createAudit({
      ...quiet,
      store: {
        ...store,
        append(batch, head) {
          batches.push(batch.length);
          return store.append(batch, head);
        },
      },
      keys: first,
      readsWithinMs: 5_000,
    });
    await audit.begin();
    const read = { ...change('Account.billing'), kind: 'READ', outcome: 'SUCCEEDED' } as const;
    for (let count = 0; count < 3; count += 1) await audit.recordReads([read]);
    expect(batches).toEqual([1]);
    await audit.record([change('Mutation.updateAccount')]);
    expect(batches).toEqual([1, 4]);
    await audit.recordReads([read]);
    await audit[Symbol.asyncDispose]();
    expect(batches).toEqual([1, 4, 1]);
    expect(await verify(place, first)).toMatchObject({ records: 6, problems: [] });
  });

  const canWriteBesides = name === 'files' || process.env.PRODUCT_DATABASE_URL !== undefined;
  (canWriteBesides ? test : test.skip)('is intact while a gateway writes it', async () => {
    await using place = await places.create();
    const store = await place.open();
    const audit = createAudit({ ...quiet, store, keys: first });
    const writing = Promise.all(Array.from({ length: 40 }, (_, index) => audit.record([change(String(index))])));
    const found: string[] = [];
    for (let tried = 0; tried < 5; tried += 1) found.push(...(await verify(place, first)).problems);
    await writing;
    found.push(...(await verify(place, first)).problems);
    await audit[Symbol.asyncDispose]();
    expect(found).toEqual([]);
  });
});

describe('an audit trail in files after a crash', () => {
  test('is intact with a last line that was cut off, and not where its head counts that line', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'audit-'));
    const store = await createFileStore(directory);
    const audit = createAudit({ ...quiet, store, keys: first });
    await audit.record([change('one')]);
    const [name = ''] = readdirSync(directory).filter((each) => each.endsWith('.jsonl'));
    const problems = async () => (await verifyAudit({ store, keys: first, retentionDays: 400 })).problems;
    appendFileSync(join(directory, name), '{"chain":"x","seq":');
    expect(await problems()).toEqual([]);
    appendFileSync(join(directory, name), '\n');
    expect(await problems()).toEqual([expect.stringContaining('record 3: is not a valid record')]);
    await audit[Symbol.asyncDispose]();
    rmSync(directory, { recursive: true });
  });
});
