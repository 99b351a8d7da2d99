import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { AuditEvent } from '../gateway/audit/event.ts';
import { createFileStore } from '../gateway/audit/file-store.ts';
import { noKeys } from '../gateway/audit/keys.ts';
import { verifyAudit } from '../gateway/audit/verify.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { startGraph } from './support/graph.ts';
import { runToEnd } from './support/processes.ts';

const demo = companyId(companyIndex.demo);
const other = companyId(companyIndex.other);
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
  const verifyFiles = async (directory: string) =>
    (await verifyAudit({ store: await createFileStore(directory), keys: noKeys, retentionDays: 400 })).problems;
  const said = (acts: readonly AuditEvent[]): string[] =>
    acts.map(({ principal, kind, action, outcome, code, accounts }) =>
      [principal?.subject ?? principal?.kind ?? 'nobody', kind, action, outcome, code ?? '-', accounts.join()].join(
        ' ',
      ),
    );

  test('records fields with the same response key as one mutation', async () => {
    const directory = place();
    await using graph = await startGraph({ environment: { AUDIT_DIRECTORY: directory } });
    const { errors } = await graph.ask(
      `mutation {
        step: completeOnboardingStep(input: { accountId: "${demo}", key: "go-live" }) { onboarding { progress } }
        step: completeOnboardingStep(input: { key: "go-live", accountId: "${demo}" }) { userErrors { code } }
      }`,
      { as: 'admin@demo' },
    );
    expect(errors).toEqual([]);
    expect(said(recorded(directory))).toEqual(
      ['ATTEMPTED', 'SUCCEEDED'].map(
        (outcome) => `auth0|demo-admin MUTATION Mutation.completeOnboardingStep ${outcome} - ${demo}`,
      ),
    );
  });

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
      { vendor: 'hubspot', path: '/crm/objects/2026-09/companies/\\d+', kind: 'latency', value: 2_500 },
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
    expect(await verifyFiles(directory)).toEqual([]);
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
      'RATE_LIMITED',
    ]);
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

  test('can be verified with a command, against the statements in a file', async () => {
    const directory = place();
    const anchor = join(place(), 'statements.jsonl');
    await using graph = await startGraph({ environment: { AUDIT_DIRECTORY: directory, AUDIT_ANCHOR_FILE: anchor } });
    await graph.ask(`{ account(id: "${demo}") { billing { id } } }`, { as: 'admin@demo' });
    const verify = (...args: string[]) =>
      runToEnd('gateway/audit/index.ts', { AUDIT_DIRECTORY: directory }, ['verify', ...args]);
    const consistent = await verify();
    expect(consistent).toMatchObject({ code: 0, output: expect.stringContaining('completeness not shown') });
    expect(consistent.output).toContain('AUDIT_KEY is not set');
    expect(await verify('--anchor', anchor)).toMatchObject({
      code: 0,
      output: expect.stringContaining('intact, complete up to'),
    });
    expect(await verify('--anchor', `${anchor}.typo`)).toMatchObject({
      code: 1,
      errors: expect.stringContaining('cannot be read'),
    });
    const [statement = ''] = readFileSync(anchor, 'utf8').split('\n');
    expect(await verify('--anchor', statement)).toMatchObject({ code: 0 });
    const name = readdirSync(directory).find((each) => each.endsWith('.jsonl')) ?? '';
    writeFileSync(join(directory, name), readFileSync(join(directory, name), 'utf8').replace('SUCCEEDED', 'FAILED'));
    expect(await verify()).toMatchObject({ code: 1, output: expect.stringContaining('was edited') });
    for (const args of [
      ['nonsense'],
      ['show', 'surplus'],
      ['show', '--acount=1'],
      ['verify', '--account', '1'],
      ['show', '--anchor', 'x'],
      [],
    ])
      expect(await runToEnd('gateway/audit/index.ts', { AUDIT_DIRECTORY: directory }, args)).toMatchObject({
        code: 2,
        output: '',
      });
    expect(
      await runToEnd('gateway/audit/index.ts', { AUDIT_DIRECTORY: join(directory, 'typo') }, ['verify']),
    ).toMatchObject({ code: 1, errors: expect.stringContaining('no audit trail') });
  });
});
