import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createAudit } from '../gateway/audit/audit.ts';
import type { AuditEvent } from '../gateway/audit/event.ts';
import { createFileStore } from '../gateway/audit/file-store.ts';
import { noKeys } from '../gateway/audit/keys.ts';
import { auditRecord, type AuditRecord } from '../gateway/audit/record.ts';
import { NoRoomError, type AuditStore } from '../gateway/audit/store.ts';
import { verifyAudit } from '../gateway/audit/verify.ts';
import { postgresAuditPlaces, query } from './support/audit-places.ts';
import { change, quiet } from './support/audit-trails.ts';

const read: AuditEvent = { ...change('Account.billing'), kind: 'READ' };
const refusal = (subject: string): AuditEvent => ({
  ...change('Account.billing'),
  principal: { kind: 'CUSTOMER', subject },
  kind: 'REFUSAL',
  outcome: 'REFUSED',
  code: 'FORBIDDEN',
});

describe('an audit trail whose disk becomes full', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'audit-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  async function recorded(): Promise<AuditRecord['content'][]> {
    const store = await createFileStore(directory);
    const contents: AuditRecord['content'][] = [];
    for await (const { records } of store.chains())
      contents.push(...records.map((text) => auditRecord.parse(JSON.parse(text)).content));
    return contents;
  }
  const kinds = async () =>
    (await recorded()).flatMap((content) => (content.type === 'ACT' ? [content.act.kind] : [content.type]));
  const problems = async () =>
    (await verifyAudit({ store: await createFileStore(directory), keys: noKeys, retentionDays: 400 })).problems;

  test('drops refusals first, then reads, and never changes; and counts what it dropped', async () => {
    let free = 1_000;
    const store: AuditStore = { ...(await createFileStore(directory)), freeBytes: async () => free };
    const audit = createAudit({ ...quiet, store, reservedBytes: 100 });
    await audit.record([refusal('a'), read, change('one')]);
    free = 99;
    await audit.record([refusal('b'), read, change('two')]);
    free = 49;
    await audit.record([refusal('c'), read, change('three')]);
    expect(await kinds()).toEqual(['OPENED', 'REFUSAL', 'READ', 'MUTATION', 'READ', 'MUTATION', 'MUTATION']);
    free = 1_000;
    await audit.record([change('four')]);
    await audit[Symbol.asyncDispose]();
    expect((await recorded()).slice(-2)).toMatchObject([
      { type: 'DROPPED', refusals: 2, reads: 1 },
      { type: 'ACT', act: { action: 'four' } },
    ]);
    expect(await problems()).toEqual([]);
  });

  test('writes changes while the store has room for nothing more, and refuses only those that do not fit', async () => {
    let room = 0;
    const files = await createFileStore(directory);
    const store: AuditStore = {
      ...files,
      append: (records, head) =>
        records.length > room ? Promise.reject(new NoRoomError('full')) : files.append(records, head),
    };
    room = 10;
    const audit = createAudit({ ...quiet, store });
    await audit.record([change('one')]);
    room = 1;
    await audit.record([refusal('a'), read, change('two')]);
    expect(await kinds()).toEqual(['OPENED', 'MUTATION', 'MUTATION']);
    room = 0;
    await expect(audit.record([change('three')])).rejects.toThrow('full');
    expect(audit.isWorking()).toBe(false);
    // Refusals and reads are not even tried, so they say nothing about the store.
    await audit.record([refusal('b'), read]);
    expect(audit.isWorking()).toBe(false);
    room = 1;
    await audit.record([change('four')]);
    expect(audit.isWorking()).toBe(true);
    await audit[Symbol.asyncDispose]();
    expect(await kinds()).toEqual(['OPENED', 'MUTATION', 'MUTATION', 'MUTATION']);
    expect(await problems()).toEqual([]);
  });

  /** Fills the trail in a process whose files cannot grow beyond a number of kilobytes. */
  async function fill(kilobytes: number): Promise<{ written: number; refused: number }> {
    const script = fileURLToPath(new URL('./support/fill-audit.ts', import.meta.url));
    const limited = `trap '' XFSZ; ulimit -f ${kilobytes}; exec "$0" "$@"`;
    const child = spawn('bash', ['-c', limited, process.execPath, script, directory]);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await once(child, 'close');
    return JSON.parse(output) as { written: number; refused: number };
  }

  test('keeps no part of a record and no other file, and can be verified', async () => {
    const { written, refused } = await fill(8);
    expect(written).toBeGreaterThan(5);
    expect(refused).toBeGreaterThan(5);
    expect((await kinds()).filter((kind) => kind === 'MUTATION')).toHaveLength(written);
    expect(readdirSync(directory).map((name) => name.replace(/^[^.]*\.\w+-\w+\./, ''))).toEqual(['head.json', 'jsonl']);
    expect(await problems()).toEqual([]);
  });

  test('keeps no file of chains that could not be opened', async () => {
    expect(await fill(0)).toEqual({ written: 0, refused: 60 });
    expect(readdirSync(directory)).toEqual([]);
  });
});

describe('an audit trail whose database becomes full', () => {
  test('continues its chain with changes, and refuses only those that do not fit', async () => {
    await using places = await postgresAuditPlaces();
    await using place = await places.create();
    /** Makes Postgres answer inserts of such records as it does on a full disk. */
    const fillFor = (pattern: string) =>
      query(place.url, [
        [
          `create or replace function full_disk() returns trigger language plpgsql as $$ begin
             if new.record like '${pattern}' then raise exception 'no space left on device' using errcode = '53100'; end if;
             return new;
           end $$`,
        ],
        [
          'create or replace trigger full_disk before insert on audit_records for each row execute function full_disk()',
        ],
      ]);
    const audit = createAudit({ ...quiet, store: await place.open() });
    await audit.record([change('one')]);
    await fillFor('%"kind":"RE%');
    await audit.record([refusal('a'), read, change('two')]);
    await fillFor('%');
    await expect(audit.record([change('three')])).rejects.toThrow('no room');
    expect(audit.isWorking()).toBe(false);
    await fillFor('nothing');
    await audit.record([change('four')]);
    expect(audit.isWorking()).toBe(true);
    await audit[Symbol.asyncDispose]();
    const chains = await place.read();
    expect(chains).toHaveLength(1);
    expect(chains[0]?.records.flatMap((text) => /"action":"(\w+)"/.exec(text)?.[1] ?? [])).toEqual([
      'one',
      'two',
      'four',
    ]);
    await using store = await place.open();
    expect((await verifyAudit({ store, keys: noKeys, retentionDays: 400 })).problems).toEqual([]);
  });
});
