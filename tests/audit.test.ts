import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createAudit } from '../gateway/audit/audit.ts';
import type { AuditEvent } from '../gateway/audit/event.ts';
import { createFileStore } from '../gateway/audit/file-store.ts';
import { createPostgresStore } from '../gateway/audit/postgres-store.ts';
import type { AuditStore } from '../gateway/audit/store.ts';
import { verifyAudit } from '../gateway/audit/verify.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { silentLog } from '@customer-graph/process/log';
import { startGraph } from './support/graph.ts';
import { runToEnd } from './support/processes.ts';

const demo = companyId(companyIndex.demo);
const other = companyId(companyIndex.other);
const act = (action: string): AuditEvent => ({
  id: 'id',
  requestId: 'request-1',
  principal: { kind: 'CUSTOMER', subject: 's' },
  accounts: [demo],
  kind: 'MUTATION',
  action,
  outcome: 'SUCCEEDED',
  code: null,
});

/** A place for an audit store, with access to its raw records. */
interface Place extends AsyncDisposable {
  open(): Promise<AuditStore>;
  /** Replaces the raw records of all chains with the callback's result. */
  tamper(change: (chains: string[][]) => string[][]): Promise<void>;
}

async function files(): Promise<Place> {
  const directory = mkdtempSync(join(tmpdir(), 'audit-'));
  return {
    open: () => createFileStore(directory),
    async tamper(change) {
      const names = readdirSync(directory)
        .filter((name) => name.endsWith('.jsonl'))
        .sort();
      const changed = change(
        names.map((name) => readFileSync(join(directory, name), 'utf8').split('\n').filter(Boolean)),
      );
      names.forEach((name, index) => {
        const lines = changed[index] ?? [];
        if (lines.length > 0) writeFileSync(join(directory, name), lines.map((line) => `${line}\n`).join(''));
        else for (const each of [name, name.replace('.jsonl', '.head.json')]) rmSync(join(directory, each));
      });
    },
    async [Symbol.asyncDispose]() {
      rmSync(directory, { recursive: true });
    },
  };
}

const tables = readFileSync(new URL('../gateway/audit/audit.sql', import.meta.url), 'utf8');

/** A store in a new database on the configured test server. */
async function database(server: string): Promise<Place> {
  const name = `customer_graph_audit_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const run = async (
    url: string,
    ...statements: { text: string; values?: unknown[] }[]
  ): Promise<pg.QueryResult<Record<string, string>>[]> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const results: pg.QueryResult<Record<string, string>>[] = [];
      for (const statement of statements) results.push(await client.query<Record<string, string>>(statement));
      return results;
    } finally {
      await client.end();
    }
  };
  await run(server, { text: `create database ${name}` });
  const own = new URL(server);
  own.pathname = `/${name}`;
  await run(own.href, { text: tables });
  return {
    open: async () => createPostgresStore(own.href, silentLog),
    async tamper(change) {
      const [found] = await run(own.href, { text: 'select chain, record from audit_records order by chain, seq' });
      const chains = [...new Set(found?.rows.map((row) => row.chain ?? ''))];
      const changed = change(
        chains.map((chain) => (found?.rows ?? []).filter((row) => row.chain === chain).map((row) => row.record ?? '')),
      );
      for (const [index, chain] of chains.entries()) {
        const lines = changed[index] ?? [];
        await run(
          own.href,
          { text: 'delete from audit_records where chain = $1', values: [chain] },
          ...(lines.length === 0 ? [{ text: 'delete from audit_heads where chain = $1', values: [chain] }] : []),
          ...lines.map((line, at) => ({
            text: 'insert into audit_records (chain, seq, at, record) values ($1, $2, now(), $3)',
            values: [chain, at + 1, line],
          })),
        );
      }
    },
    async [Symbol.asyncDispose]() {
      await run(server, { text: `drop database ${name} with (force)` });
    },
  };
}

const server = process.env.PRODUCT_DATABASE_URL;
const stores: [string, () => Promise<Place>][] = [
  ['files', files],
  ...(server ? [['Postgres', () => database(server)] satisfies [string, () => Promise<Place>]] : []),
];

describe.each(stores)('the audit trail in %s', (_name, start) => {
  /** Records four events in each of two chains, as two runs of the gateway do. */
  async function filled(place: Place): Promise<void> {
    for (const run of ['a', 'b']) {
      const audit = createAudit({ store: await place.open(), key: null, retentionDays: 400, log: silentLog });
      await audit.record([act(`${run}1`)]);
      await Promise.all(['2', '3', '4'].map((index) => audit.record([act(`${run}${index}`)])));
      await audit[Symbol.asyncDispose]();
    }
  }
  async function verify(place: Place) {
    const store = await place.open();
    try {
      return await verifyAudit(store, null);
    } finally {
      await store[Symbol.asyncDispose]();
    }
  }
  const untouched = (chains: string[][]) => chains;

  test.each<[string, (chains: string[][]) => string[][], RegExp | null]>([
    ['an unchanged trail', untouched, null],
    [
      'an edited event',
      ([first = [], ...rest]) => [first.map((line) => line.replace('"a2"', '"a9"')), ...rest],
      /edited/,
    ],
    [
      'a removed event',
      ([first = [], ...rest]) => [first.filter((_line, index) => index !== 2), ...rest],
      /does not follow/,
    ],
    [
      'reordered events',
      ([first = [], ...rest]) => [[...first.slice(0, 1), ...first.slice(1, 3).reverse(), ...first.slice(3)], ...rest],
      /does not follow/,
    ],
    [
      'an inserted event',
      ([first = [], ...rest]) => [[...first.slice(0, 2), ...first.slice(1)], ...rest],
      /does not follow/,
    ],
    ['a truncated first chain', ([first = [], ...rest]) => [first.slice(0, -2), ...rest], /truncated/],
    ['a truncated last chain', ([first = [], last = []]) => [first, last.slice(0, -1)], /truncated/],
    ['a missing chain', ([, ...rest]) => [[], ...rest], /is missing/],
    [
      'events of another chain',
      ([first = [], last = []]) => [[...first, ...last.slice(1)], last],
      /belongs to|does not follow/,
    ],
    [
      'a record that is not an event',
      ([first = [], ...rest]) => [[...first.slice(0, 1), '{}', ...first.slice(2)], ...rest],
      /is not a valid record/,
    ],
  ])('is verified with the expected result: %s', async (_case, change, expected) => {
    await using place = await start();
    await filled(place);
    await place.tamper(change);
    const { problems, records, chains } = await verify(place);
    if (expected === null) expect({ problems, records, chains }).toEqual({ problems: [], records: 10, chains: 2 });
    else expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
  });

  test('deletes whole chains after the retention period, and still verifies', async () => {
    await using place = await start();
    await filled(place);
    const audit = createAudit({ store: await place.open(), key: null, retentionDays: -1, log: silentLog });
    await audit.record([act('c1')]);
    await audit[Symbol.asyncDispose]();
    expect(await verify(place)).toEqual({ chains: 1, records: 3, unkeyed: 0, problems: [] });
  });
});

describe('a Postgres role that may insert and read', () => {
  (server ? test : test.skip)('can append to the trail but not change it', async () => {
    const role = `graph_audit_${process.pid}`;
    const admin = new pg.Client({ connectionString: server });
    await admin.connect();
    const schema = `audit_${process.pid}`;
    await admin.query(
      `create schema ${schema}; set search_path to ${schema}; ${tables} create role ${role} login; grant usage on schema ${schema} to ${role}; grant select, insert on all tables in schema ${schema} to ${role}`,
    );
    try {
      const url = new URL(server ?? '');
      url.username = role;
      url.searchParams.set('options', `-c search_path=${schema}`);
      const audit = createAudit({
        store: createPostgresStore(url.href, silentLog),
        key: null,
        retentionDays: 1,
        log: silentLog,
      });
      await audit.record([act('one')]);
      await audit[Symbol.asyncDispose]();
      const client = new pg.Client({ connectionString: url.href });
      await client.connect();
      for (const statement of [
        'delete from audit_records',
        'update audit_records set record = $$x$$',
        'truncate audit_heads',
        'delete from audit_heads',
      ])
        await expect(client.query(statement)).rejects.toThrow(/permission denied/);
      await client.end();
    } finally {
      await admin.query(`drop schema ${schema} cascade; drop role ${role}`);
      await admin.end();
    }
  });
});

describe('the gateway’s audit', () => {
  const directories: string[] = [];
  afterEach(() => {
    for (const directory of directories.splice(0)) {
      chmodSync(directory, 0o700);
      rmSync(directory, { recursive: true });
    }
  });
  const place = (): string => {
    const directory = mkdtempSync(join(tmpdir(), 'audit-'));
    directories.push(directory);
    return directory;
  };
  const recorded = (directory: string): AuditEvent[] =>
    readdirSync(directory)
      .filter((name) => name.endsWith('.jsonl'))
      .flatMap((name) => readFileSync(join(directory, name), 'utf8').split('\n').filter(Boolean))
      .map((line) => JSON.parse(line) as { content: { type: string; act: AuditEvent } })
      .flatMap(({ content }) => (content.type === 'ACT' ? [content.act] : []));
  const said = (acts: readonly AuditEvent[]): string[] =>
    acts.map(({ principal, kind, action, outcome, code, accounts }) =>
      [principal?.subject ?? principal?.kind ?? 'nobody', kind, action, outcome, code ?? '-', accounts.join()].join(
        ' ',
      ),
    );

  test('records mutations, refusals, and reads of billing and documents, without any customer data', async () => {
    const directory = place();
    await using graph = await startGraph({ environment: { AUDIT_DIRECTORY: directory } });
    const headers = { 'x-request-id': 'request-of-mine' };
    await graph.ask(`{ account(id: "${demo}") { name usage { activeMembers } } plans { key } }`, {
      as: 'admin@demo',
      headers,
    });
    expect(recorded(directory)).toEqual([]);

    await graph.ask(
      `{ account(id: "${demo}") { b: billing { balance { amount } } documents { edges { node { name } } } search(text: "Growth") { invoices { id } } } }`,
      { as: 'admin@demo', headers },
    );
    expect(said(recorded(directory))).toEqual([
      `auth0|demo-admin READ Account.billing SUCCEEDED - ${demo}`,
      `auth0|demo-admin READ Account.documents SUCCEEDED - ${demo}`,
      `auth0|demo-admin READ AccountSearch.invoices SUCCEEDED - ${demo}`,
    ]);
    expect(recorded(directory).every(({ requestId }) => requestId === 'request-of-mine')).toBe(true);

    const before = recorded(directory).length;
    await graph.ask(`{ account(id: "${demo}") { billing { id } } other: account(id: "${other}") { name } }`, {
      as: 'member@demo',
    });
    await graph.ask('{ plans { key } }', { headers: { authorization: 'Bearer nonsense' } });
    await graph.ask(
      `mutation { updateAccount(input: { accountId: "${demo}", phone: "+49 CONFIDENTIAL" }) { userErrors { message } } }`,
      { as: 'admin@demo' },
    );
    await graph.ask(
      `mutation { u: updateAccount(input: { accountId: "${demo}", domain: "CONFIDENTIAL not" }) { account { id } } }`,
      { as: 'admin@demo' },
    );
    await graph.ask(
      `mutation { updateAccount(input: { accountId: "${other}", phone: "CONFIDENTIAL" }) { account { id } } }`,
      { as: 'admin@demo' },
    );
    const acts = recorded(directory).slice(before);
    expect(said(acts)).toEqual([
      `auth0|demo-member REFUSAL Account.billing REFUSED FORBIDDEN ${demo}`,
      `auth0|demo-member REFUSAL Query.account REFUSED NOT_FOUND ${other}`,
      'nobody REFUSAL request REFUSED UNAUTHENTICATED ',
      `auth0|demo-admin MUTATION Mutation.updateAccount ATTEMPTED - ${demo}`,
      `auth0|demo-admin MUTATION Mutation.updateAccount SUCCEEDED - ${demo}`,
      `auth0|demo-admin MUTATION Mutation.updateAccount ATTEMPTED - ${demo}`,
      `auth0|demo-admin MUTATION Mutation.updateAccount REFUSED INVALID_INPUT ${demo}`,
      `auth0|demo-admin REFUSAL Mutation.updateAccount REFUSED NOT_FOUND ${other}`,
    ]);
    expect(
      readdirSync(directory)
        .map((name) => readFileSync(join(directory, name), 'utf8'))
        .join(''),
    ).not.toContain('CONFIDENTIAL');
  });

  test('records the accounts of a list that were read', async () => {
    const directory = place();
    await using graph = await startGraph({ environment: { AUDIT_DIRECTORY: directory } });
    const { data, text } = await graph.ask(
      '{ accounts(first: 3) { edges { node { billing { balance { amount } } } } } }',
      { as: 'staff:finance' },
    );
    expect(data.accounts.edges).toHaveLength(3);
    expect(text).not.toContain('_graph_');
    const [read] = recorded(directory);
    expect(read).toMatchObject({ action: 'Account.billing', outcome: 'SUCCEEDED' });
    expect(read?.accounts).toHaveLength(3);
  });

  test('records the account of a mutation from literals, variables and defaults, and no skipped mutation', async () => {
    const directory = place();
    await using graph = await startGraph({ environment: { AUDIT_DIRECTORY: directory } });
    const ask = (query: string, variables: Record<string, unknown> = {}) =>
      graph.ask(query, { as: 'admin@demo', variables });
    const change = 'updateAccount(input: $i) { account { id } }';
    const answers = [
      await ask(`mutation($i: UpdateAccountInput!) { ${change} }`, { i: { accountId: Number(demo), phone: '1' } }),
      await ask(`mutation($i: UpdateAccountInput! = { accountId: "${demo}", phone: "2" }) { ${change} }`),
      await ask(
        `mutation($i: UpdateAccountInput!, $s: Boolean!) { a: ${change} b: ${change.replace('(', '(').replace(' {', ' @skip(if: $s) {')} }`,
        { i: { accountId: demo, phone: '3' }, s: true },
      ),
    ];
    for (const { errors, data } of answers)
      expect({ errors, data: Object.values(data as object) }).toEqual({
        errors: [],
        data: [{ account: { id: demo } }],
      });
    const acts = recorded(directory);
    expect(said(acts)).toEqual(
      Array.from({ length: 3 }, () =>
        ['ATTEMPTED', 'SUCCEEDED'].map(
          (outcome) => `auth0|demo-admin MUTATION Mutation.updateAccount ${outcome} - ${demo}`,
        ),
      ).flat(),
    );
    expect(new Set(acts.map(({ id }) => id)).size).toBe(3);
  });

  test('records failed reads as FAILED, and nothing for skipped fields', async () => {
    const directory = place();
    await using graph = await startGraph({ environment: { AUDIT_DIRECTORY: directory }, spoiled: true });
    await graph.sandbox.setFaults([{ vendor: 'stripe', kind: 'refuse' }]);
    await graph.ask(
      `query($no: Boolean!) { account(id: "${demo}") { billing @skip(if: $no) { id } documents @include(if: false) { edges { node { id } } } search(text: "a") { invoices { id } } } }`,
      { as: 'admin@demo', variables: { no: true } },
    );
    expect(said(recorded(directory))).toEqual([
      `auth0|demo-admin READ AccountSearch.invoices FAILED UPSTREAM_UNAVAILABLE ${demo}`,
    ]);
    await graph.ask(
      `mutation { ... @skip(if: true) { updateAccount(input: { accountId: "${demo}", phone: "1" }) { account { id } } } __typename }`,
      { as: 'admin@demo' },
    );
    expect(recorded(directory)).toHaveLength(1);
  });

  test('records UNKNOWN for a mutation without a response from the vendor', async () => {
    const directory = place();
    await using graph = await startGraph({
      environment: { AUDIT_DIRECTORY: directory, REQUEST_TIMEOUT: '1500' },
      spoiled: true,
    });
    await graph.ask(`{ account(id: "${demo}") { id } }`, { as: 'admin@demo' });
    await graph.sandbox.setFaults([
      { vendor: 'hubspot', path: '/crm/v3/objects/companies/\\d+', kind: 'latency', value: 2_500 },
    ]);
    const { errors } = await graph.ask(
      `mutation { updateAccount(input: { accountId: "${demo}", phone: "1" }) { account { id } } }`,
      { as: 'admin@demo' },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_TIMEOUT' } }]);
    expect(recorded(directory).map(({ outcome }) => outcome)).toEqual(['ATTEMPTED', 'UNKNOWN']);
  });

  test('continues after a process crashed in the middle of a write', async () => {
    const directory = place();
    await using before = await startGraph({ environment: { AUDIT_DIRECTORY: directory } });
    await before.ask(`{ account(id: "${demo}") { billing { id } } }`, { as: 'admin@demo' });
    const [name = ''] = readdirSync(directory).filter((each) => each.endsWith('.jsonl'));
    writeFileSync(join(directory, name), `${readFileSync(join(directory, name), 'utf8')}{"chain":"x","seq":`);
    await using after = await startGraph({ environment: { AUDIT_DIRECTORY: directory } });
    expect(
      (
        await after.ask(`mutation { updateAccount(input: { accountId: "${demo}", phone: "1" }) { account { id } } }`, {
          as: 'admin@demo',
        })
      ).errors,
    ).toEqual([]);
    expect((await verifyAudit(await createFileStore(directory), null)).problems).toEqual([]);
  });

  test('records refusals for cost, and one event when a caller with invalid tokens is rate-limited', async () => {
    const directory = place();
    await using graph = await startGraph({
      environment: { AUDIT_DIRECTORY: directory, COST_BUDGETS: 'CUSTOMER=5', RATE_QUOTAS: 'ANONYMOUS=3' },
    });
    await graph.ask(`{ account(id: "${demo}") { name } }`, { as: 'admin@demo' });
    for (let index = 0; index < 10; index += 1)
      await graph.ask('{ plans { key } }', { headers: { authorization: 'Bearer nonsense' } });
    expect(recorded(directory).map(({ code }) => code)).toEqual([
      'OPERATION_TOO_COSTLY',
      'UNAUTHENTICATED',
      'UNAUTHENTICATED',
      'UNAUTHENTICATED',
      'RATE_LIMITED',
    ]);
  });

  test('a keyed trail can be verified only with its key', async () => {
    const store = await createFileStore(place());
    await using audit = createAudit({ store, key: 'a key of sixteen and more', retentionDays: 1, log: silentLog });
    await audit.record([act('one')]);
    expect((await verifyAudit(store, 'a key of sixteen and more')).problems).toEqual([]);
    expect((await verifyAudit(store, null)).problems).toEqual([expect.stringContaining('another key')]);
    await using before = createAudit({ store, key: null, retentionDays: 1, log: silentLog });
    await before.record([act('two')]);
    expect(await verifyAudit(store, 'a key of sixteen and more')).toMatchObject({ problems: [], unkeyed: 1 });
  });

  test('refuses mutations that it cannot record, and still serves reads', async () => {
    const directory = place();
    await using graph = await startGraph({ environment: { AUDIT_DIRECTORY: join(directory, 'trail') } });
    rmSync(join(directory, 'trail'), { recursive: true });
    graph.sandbox.calls.clear();
    // The directory is gone, so the chain's head cannot be written.
    const { errors, data } = await graph.ask(
      `mutation { updateAccount(input: { accountId: "${demo}", phone: "1" }) { account { id } } }`,
      { as: 'admin@demo' },
    );
    expect(data ?? null).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: true } }]);
    expect(graph.calls('hubspot').filter((call) => call.includes('PATCH'))).toEqual([]);
    expect(
      (await graph.ask(`{ account(id: "${demo}") { billing { balance { amount } } } }`, { as: 'admin@demo' })).errors,
    ).toEqual([]);
  });

  test('can be verified with a command', async () => {
    const directory = place();
    await using graph = await startGraph({ environment: { AUDIT_DIRECTORY: directory } });
    await graph.ask(`{ account(id: "${demo}") { billing { id } } }`, { as: 'admin@demo' });
    const verify = () => runToEnd('gateway/audit/index.ts', { AUDIT_DIRECTORY: directory }, ['verify']);
    expect(await verify()).toMatchObject({ code: 0, output: expect.stringContaining('intact') });
    const name = readdirSync(directory).find((each) => each.endsWith('.jsonl')) ?? '';
    writeFileSync(join(directory, name), readFileSync(join(directory, name), 'utf8').replace('SUCCEEDED', 'FAILED'));
    expect(await verify()).toMatchObject({ code: 1, output: expect.stringContaining('was edited') });
    for (const args of [['nonsense'], ['show', 'surplus'], ['show', '--acount=1'], ['verify', '--account', '1'], []])
      expect(await runToEnd('gateway/audit/index.ts', { AUDIT_DIRECTORY: directory }, args)).toMatchObject({
        code: 2,
        output: '',
      });
    expect(
      await runToEnd('gateway/audit/index.ts', { AUDIT_DIRECTORY: join(directory, 'typo') }, ['verify']),
    ).toMatchObject({ code: 1, errors: expect.stringContaining('no audit trail') });
  });
});
