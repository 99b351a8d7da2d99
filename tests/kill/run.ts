import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Fault } from '../../sandbox/faults.ts';
import { companyId, contactId, customerId, places } from '../../sandbox/seed/company.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { encodeMemberId } from '../../subgraphs/shared/member-id.ts';
import { noPace, startTestSandbox } from '../support/graph.ts';
import { startProcess, untilReady, type RunningProcess } from '../support/processes.ts';

/**
 * Kills the process while a write over several systems is at each of its calls, starts it again, and looks whether everything comes to one effect: at reads, where nothing
 * has happened yet, and at writes that the vendor has carried out and nobody has heard the answer of. The answer drips, so that the process is killed before it is there.
 *
 *   npm run test:kill [-- --quick]     --quick: two kinds of writes, on the embedded journal
 */
const demo = companyId(places.demo);
const tenant = `tenant-${demo}`;
const subscription = 'sub_Sandbox000000';
const mara = contactId(2);
const member = encodeMemberId({ accountId: demo, contactId: mara });

type Point = readonly [name: string, vendor: Fault['vendor'], method: string, path: string];

interface Write {
  readonly mutation: string;
  readonly input: object;
  /** The calls at which it is killed, in their order. */
  readonly points: readonly Point[];
  /** How many invoices it makes. */
  readonly invoices: number;
  before?(sandbox: Sandbox): void;
  /** What is wrong afterwards; empty where nothing is. */
  check(sandbox: Sandbox): string[];
}

const companyRead: Point = ['the CRM is read', 'hubspot', 'POST', '/crm/v3/objects/companies/batch/read'];
const companyWritten: Point = ['the CRM has it', 'hubspot', 'PATCH', '/crm/v3/objects/companies/'];
const productTold: Point = ['the product has it', 'product', 'POST', '/webhooks'];
const customerRead: Point = ['the customer is read', 'stripe', 'GET', '/v1/customers/'];
const subscriptionWritten: Point = ['Stripe has it', 'stripe', 'POST', `/v1/subscriptions/${subscription}`];
const membersRead: Point = [
  'the team is read',
  'hubspot',
  'POST',
  '/crm/v4/associations/companies/contacts/batch/read',
];
const labelMade: Point = [
  'the label is made',
  'hubspot',
  'POST',
  '/crm/v4/associations/contacts/companies/batch/create',
];
const labelTaken: Point = ['the other labels are taken', 'hubspot', 'POST', '/batch/labels/archive'];

interface Recorded {
  readonly properties: Readonly<Record<string, string>>;
  readonly items: { readonly data: readonly { readonly quantity: number }[] };
  readonly status: string;
  readonly seats: number;
  readonly role: string | null;
  readonly labels: readonly string[];
  readonly cancel_at_period_end: boolean;
}
const recordOf = (sandbox: Sandbox, vendor: string, type: string, id: string) =>
  sandbox.records.get(vendor, type, id) as Recorded | undefined;
const expecting = (what: string, wanted: unknown, seen: unknown): string[] =>
  JSON.stringify(wanted) === JSON.stringify(seen)
    ? []
    : [`${what}: ${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`];

const writes: readonly Write[] = [
  {
    mutation: 'changeSubscription',
    input: { accountId: demo, change: { seats: 31 } },
    points: [customerRead, subscriptionWritten, companyRead, companyWritten, productTold],
    invoices: 1,
    check: (sandbox) =>
      expecting(
        'seats',
        [31, '31', 31],
        [
          recordOf(sandbox, 'stripe', 'subscriptions', subscription)?.items.data[0]?.quantity,
          recordOf(sandbox, 'hubspot', 'companies', demo)?.properties.portal_seats,
          recordOf(sandbox, 'product', 'tenants', tenant)?.seats,
        ],
      ),
  },
  {
    mutation: 'inviteMember',
    input: { accountId: demo, email: 'kim.killed@demo-industries.example', name: 'Kim Killed', role: 'MEMBER' },
    points: [
      membersRead,
      ['the contact is made', 'hubspot', 'POST', '/crm/v3/objects/contacts$'],
      labelMade,
      productTold,
    ],
    invoices: 0,
    check(sandbox) {
      const calls = sandbox.calls
        .list()
        .filter(
          ({ method, path, status }) => method === 'POST' && path === '/crm/v3/objects/contacts' && status === 201,
        );
      return calls.length > 1 ? [`${calls.length} contacts were made`] : [];
    },
  },
  {
    mutation: 'cancelSubscription',
    input: { accountId: demo, immediately: true },
    points: [
      customerRead,
      ['Stripe has it', 'stripe', 'DELETE', `/v1/subscriptions/${subscription}`],
      companyRead,
      companyWritten,
      productTold,
    ],
    invoices: 0,
    check: (sandbox) =>
      expecting(
        'status',
        ['canceled', 'churned', 'CANCELED'],
        [
          recordOf(sandbox, 'stripe', 'subscriptions', subscription)?.status,
          recordOf(sandbox, 'hubspot', 'companies', demo)?.properties.portal_status,
          recordOf(sandbox, 'product', 'tenants', tenant)?.status,
        ],
      ),
  },
  {
    mutation: 'resumeSubscription',
    input: { accountId: demo },
    points: [customerRead, subscriptionWritten, companyRead, productTold],
    invoices: 0,
    before: (sandbox) =>
      void sandbox.records.change('stripe', 'subscriptions', subscription, {
        cancel_at_period_end: true,
        cancel_at: Math.floor(Date.now() / 1_000) + 86_400,
      }),
    check: (sandbox) =>
      expecting(
        'cancel_at_period_end',
        false,
        recordOf(sandbox, 'stripe', 'subscriptions', subscription)?.cancel_at_period_end,
      ),
  },
  {
    mutation: 'changeMemberRole',
    input: { accountId: demo, memberId: member, role: 'BILLING' },
    points: [membersRead, labelMade, labelTaken, productTold],
    invoices: 0,
    check: (sandbox) => [
      ...expecting(
        'labels',
        ['Portal billing'],
        recordOf(sandbox, 'hubspot', 'associations', `${mara}:${demo}`)?.labels,
      ),
      ...expecting('the product’s role', 'BILLING', recordOf(sandbox, 'product', 'members', `${tenant}:${mara}`)?.role),
    ],
  },
  {
    mutation: 'removeMember',
    input: { accountId: demo, memberId: member },
    points: [membersRead, labelTaken, productTold],
    invoices: 0,
    check: (sandbox) => [
      ...expecting('labels', [], recordOf(sandbox, 'hubspot', 'associations', `${mara}:${demo}`)?.labels),
      ...expecting('the product’s role', null, recordOf(sandbox, 'product', 'members', `${tenant}:${mara}`)?.role),
    ],
  },
];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

const patience = 30_000;

async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const end = Date.now() + patience; Date.now() < end;) {
    const found = await look();
    if (found !== undefined) return found;
    await delay(25);
  }
  throw new Error(`${what}: not within ${patience / 1_000} s`);
}

interface Answer {
  readonly data?: Readonly<
    Record<
      string,
      | {
          readonly operation: { readonly id: string } | null;
          readonly userErrors: readonly { readonly code: string }[];
        }
      | { readonly status: string }
      | null
    >
  >;
}

async function run(journal: Readonly<Record<string, string>>, chosen: readonly Write[]): Promise<string[]> {
  const sandbox = await startTestSandbox();
  const port = await freePort();
  const environment = {
    ...noPace,
    ...sandbox.environment,
    ...journal,
    PORT: String(port),
    HOST: '127.0.0.1',
    AUDIT_DIRECTORY: mkdtempSync(join(tmpdir(), 'audit-')),
    LOG_LEVEL: 'error',
  };
  const url = `http://127.0.0.1:${port}/graphql`;
  const failures: string[] = [];
  let running: RunningProcess | undefined;

  const start = async () => {
    running = startProcess('start.ts', environment);
    await untilReady(running, port);
  };
  const ask = async (query: string, variables: object): Promise<Answer> => {
    const token = await sandbox.token('admin@demo');
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await answer.json()) as Answer;
  };
  const invoices = async (): Promise<number> => {
    const answer = await fetch(`${sandbox.urls.stripe}/v1/invoices?customer=${customerId(places.demo)}&limit=100`, {
      headers: { authorization: `Bearer ${sandbox.environment.STRIPE_API_KEY ?? ''}` },
    });
    return ((await answer.json()) as { data: unknown[] }).data.length;
  };

  async function killAt(write: Write, [name, vendor, method, path]: Point, index: number): Promise<void> {
    const { mutation, input, invoices: made } = write;
    await sandbox.reset();
    write.before?.(sandbox);
    const invoicesBefore = await invoices();
    sandbox.calls.clear();
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation($input: ${type}!) { ${mutation}(input: $input) { operation { id } userErrors { code } } }`;
    const variables = { input: { ...input, idempotencyKey: `kill-${mutation}-${index}` } };
    // The directory is asked first, and kept: so that the calls that drip are the write's own.
    await ask(`{ account(id: "${demo}") { id } }`, {});
    let isReached = false;
    await sandbox.setFaults([{ vendor, method, path, kind: 'drip', value: 100, times: 1 }]);
    const lost = ask(query, variables).catch(() => undefined);
    await until(`${mutation}, ${name}: the call`, () => {
      isReached = sandbox.faultsLeft() === 0;
      return isReached || undefined;
    });
    // What the vendor does, it does at once; what it says of it drips.
    await delay(30);
    await running?.kill();
    await lost;
    await sandbox.setFaults([]);
    await start();
    // Whoever has heard nothing asks again, with the same key.
    const operation = await until(`${mutation}, ${name}: an answer`, async () => {
      const { data } = await ask(query, variables);
      const payload = data?.[mutation];
      if (payload && 'userErrors' in payload && payload.userErrors.length > 0)
        throw new Error(`${mutation}, ${name}: ${JSON.stringify(payload.userErrors)}`);
      return payload && 'operation' in payload ? (payload.operation ?? undefined) : undefined;
    });
    await until(`${mutation}, ${name}: its end`, async () => {
      const found = (await ask('query($id: ID!) { operation(id: $id) { status } }', { id: operation.id })).data
        ?.operation;
      if (found && 'status' in found && found.status === 'FAILED')
        throw new Error(`${mutation}, ${name}: the operation failed`);
      return found && 'status' in found && found.status === 'SUCCEEDED' ? true : undefined;
    });
    failures.push(
      ...[...write.check(sandbox), ...expecting('invoices', made, (await invoices()) - invoicesBefore)].map(
        (each) => `${mutation}, ${name}: ${each}`,
      ),
    );
  }

  try {
    await start();
    for (const write of chosen) {
      for (const [index, point] of write.points.entries()) {
        const startedAt = Date.now();
        const known = failures.length;
        await killAt(write, point, index).catch((error: unknown) =>
          failures.push(error instanceof Error ? error.message : String(error)),
        );
        process.stdout.write(
          `${failures.length === known ? 'ok  ' : 'FAIL'}  ${write.mutation}, killed while ${point[0]}  ${Date.now() - startedAt} ms\n`,
        );
        if (running?.child.exitCode !== null || running.child.signalCode !== null) await start();
      }
    }
  } finally {
    await running?.kill();
    await sandbox[Symbol.asyncDispose]();
  }
  return failures;
}

const isQuick = process.argv.includes('--quick');
const startedAt = Date.now();
const failures = (
  await run({ JOURNAL_DIRECTORY: mkdtempSync(join(tmpdir(), 'journal-')) }, isQuick ? writes.slice(0, 2) : writes)
).map((each) => `embedded: ${each}`);
const server = process.env.JOURNAL_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const admin = new pg.Client({ connectionString: server, connectionTimeoutMillis: 2_000 });
if (
  !isQuick &&
  (await admin.connect().then(
    () => true,
    () => false,
  ))
) {
  const name = `kill_${process.pid}`;
  await admin.query(`create database ${name}`);
  const database = new URL(server);
  database.pathname = `/${name}`;
  try {
    failures.push(
      ...(await run({ JOURNAL_DATABASE_URL: database.toString() }, writes)).map((each) => `Postgres: ${each}`),
    );
  } finally {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }
} else if (!isQuick) process.stdout.write('there is no Postgres: on the embedded journal alone\n');
const points = (isQuick ? writes.slice(0, 2) : writes).reduce((sum, write) => sum + write.points.length, 0);
process.stdout.write(
  `${failures.length} failures at ${points} places, ${Math.round((Date.now() - startedAt) / 1_000)} s\n${failures.map((each) => `  ${each}\n`).join('')}`,
);
process.exit(failures.length > 0 ? 1 : 0);
