import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { countOf, type AuditEvent } from '../gateway/audit/event.ts';
import { createRefusalWindows } from '../gateway/audit/refusal-windows.ts';
import { startGraph } from './support/graph.ts';

describe('refusals in the audit trail', () => {
  const directories: string[] = [];
  afterEach(() => {
    for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
  });
  const place = (): string => {
    const directory = mkdtempSync(join(tmpdir(), 'audit-'));
    directories.push(directory);
    return directory;
  };
  interface Recorded {
    readonly code: string;
    readonly source?: string;
    readonly principal: { readonly subject: string } | null;
    readonly action: string;
    readonly accounts: readonly string[];
    readonly repeated?: { readonly count: number; readonly first: string; readonly last: string };
  }
  const refusals = (directory: string): Recorded[] =>
    readdirSync(directory)
      .filter((name) => name.endsWith('.jsonl'))
      .flatMap((name) => readFileSync(join(directory, name), 'utf8').split('\n').filter(Boolean))
      .map((line) => JSON.parse(line) as { content: { type: string; act: Recorded } })
      .flatMap(({ content }) => (content.type === 'ACT' ? [content.act] : []));
  const bytes = (directory: string): number =>
    readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);

  test('costs a stranger’s flood of bad tokens two records, and counts every one', async () => {
    const directory = place();
    const graph = await startGraph({ environment: { AUDIT_DIRECTORY: directory } });
    const before = bytes(directory);
    try {
      for (let index = 0; index < 60; index += 1)
        await graph.ask('{ plans { key } }', { headers: { authorization: 'Bearer nonsense' } });
    } finally {
      await graph[Symbol.asyncDispose]();
    }
    const found = refusals(directory);
    expect(found.map(({ code }) => code)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    expect(found.reduce((sum, { repeated }) => sum + (repeated?.count ?? 1), 0)).toBe(60);
    expect(bytes(directory) - before).toBeLessThan(2_000);
    expect(new Set(found.map(({ source }) => source)).size).toBe(1);
    expect(JSON.stringify(found)).not.toContain('127.0.0.1');
  });
});

describe('repeated refusals', () => {
  const start = new Date('2026-03-01T08:00:00Z');
  const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
  const refusal = (principal: AuditEvent['principal'], more: Partial<AuditEvent> = {}): AuditEvent => ({
    id: 'id',
    requestId: 'request-1',
    principal,
    accounts: [],
    kind: 'REFUSAL',
    action: 'request',
    outcome: 'REFUSED',
    code: 'UNAUTHENTICATED',
    ...more,
  });
  const member: AuditEvent['principal'] = { kind: 'CUSTOMER', subject: 'member' };

  test('are one event a minute for each caller, action and code, with the number and the times', () => {
    const windows = createRefusalWindows();
    const add = (event: AuditEvent, seconds: number) => windows.add([event], after(seconds)).length;
    const denied = (accountId: string) => refusal(member, { accounts: [accountId], code: 'NOT_FOUND' });
    expect([add(denied('1'), 0), add(denied('2'), 10), add(denied('3'), 50)]).toEqual([1, 0, 0]);
    expect(add(refusal(member), 50)).toBe(1);
    expect(add(refusal({ kind: 'CUSTOMER', subject: 'other' }), 50)).toBe(1);
    expect(windows.end(after(59))).toEqual([]);
    expect(windows.end(after(60))).toEqual([
      {
        ...denied('1'),
        accounts: ['2', '3'],
        repeated: { count: 2, first: after(10).toISOString(), last: after(50).toISOString() },
      },
    ]);
    // The refusals go on, so the next minute has one event too.
    expect([add(denied('4'), 70), add(denied('5'), 100)]).toEqual([0, 0]);
    expect(windows.end(after(121))).toMatchObject([{ accounts: ['4', '5'], repeated: { count: 2 } }]);
    expect(windows.end(after(200))).toEqual([]);
    expect(add(denied('6'), 201)).toBe(1);
  });

  test('of more strangers than there are windows become one event, and do not displace those of known callers', () => {
    const windows = createRefusalWindows();
    const strangers = Array.from({ length: 5_000 }, (_, index) => refusal(null, { source: `10.0.${index}` }));
    const first = [...windows.add(strangers, start), ...windows.add(strangers, after(1))];
    expect(first).toHaveLength(100);
    expect(windows.add([refusal(member)], start)).toHaveLength(1);
    const ended = windows.end(after(60));
    expect(ended.filter(({ action }) => action === 'others')).toMatchObject([
      { principal: null, accounts: [], code: null, repeated: { count: 2 * 4_900 } },
    ]);
    expect(ended).toHaveLength(101);
    expect(ended.reduce((sum, event) => sum + countOf(event), first.length)).toBe(10_000);
  });

  test('are returned at an orderly end, before their minute is over', () => {
    const windows = createRefusalWindows();
    windows.add([refusal(null), refusal(null), refusal(null)], start);
    expect(windows.endAll()).toMatchObject([{ repeated: { count: 2 } }]);
    expect(windows.endAll()).toEqual([]);
  });
});
