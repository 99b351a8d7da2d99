import { mkdtempSync, openSync, readdirSync, readSync, fstatSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { pino } from 'pino';
import { identities } from '../../sandbox/identity/identities.ts';
import { companyId, companyIndex } from '../../sandbox/seed/company.ts';
import { apiFile, partnerFile, read } from '../../schema/files.ts';
import { startGraph, type Answer } from '../support/graph.ts';
import { randomOf, randomOperation } from './operations.ts';

const demo = companyId(companyIndex.demo);
const other = companyId(companyIndex.other);

/** One random operation: its caller and the seed that determines it. */
export interface Attempt {
  readonly as: string;
  readonly seed: number;
}

export interface World extends AsyncDisposable {
  readonly principals: readonly string[];
  /** Executes all attempts concurrently and returns one description for each leak. */
  run(attempts: readonly Attempt[]): Promise<string[]>;
}

/** Vendors' error texts, credentials and canaries, which no output may contain. The excepted canary marks a ticket that the other tenant may read. */
const vendorWords =
  /CANARY(?!-support-other-organization)|No such \w+: |could not be carried out|An unknown error occurred|RecordNotFound|VALIDATION_ERROR|correlationId|request_log_url|OBJECT_NOT_FOUND|relation "|sk_test|pat-|Basic [A-Za-z0-9+/]{12}/;

const parts = {
  crm: 'name domain phone address { line1 city postalCode } accountManager { id }',
  members: 'members(first: 100) { edges { node { id name email phone jobTitle } } }',
  documents: 'documents(first: 100) { edges { node { id name } } }',
  billing: `billing {
    subscriptions(ended: true) { id }
    invoices(first: 100) { edges { node { id number pdfUrl hostedUrl lines(first: 50) { edges { node { id } } } } } }
    payments(first: 100) { edges { node { id } } } creditNotes(first: 100) { edges { node { id number } } } paymentMethods { id last4 }
    details { name email address { line1 } taxIds { value } } }`,
  tickets:
    'support { tickets(first: 100) { edges { node { subject comments(first: 10) { edges { node { id body attachments { id url } } } } } } } }',
} as const;
type Part = keyof typeof parts;

/** The strings of at least six characters. Shorter ones occur elsewhere by chance. */
function leavesOf(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string' && value.length >= 6) found.add(value);
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) leavesOf(inner, found);
  return found;
}

/** The parts of the demo account that each of its members may see. */
const mayCustomer: Readonly<Record<string, readonly Part[]>> = {
  'admin@demo': ['crm', 'members', 'documents', 'billing', 'tickets'],
  'billing@demo': ['crm', 'members', 'documents', 'billing'],
  'member@demo': ['crm', 'members'],
};
const everything = Object.keys(parts) as Part[];
const mayStaff: Readonly<Record<string, readonly Part[]>> = {
  'staff:support': ['crm', 'members', 'billing', 'tickets'],
  'staff:finance': ['crm', 'members', 'documents', 'billing'],
  'staff:sales': everything,
  'staff:admin': everything,
};
const may = (as: string, account: string, part: Part): boolean => {
  if (as.startsWith('staff:')) return mayStaff[as]?.includes(part) ?? false;
  if (as === 'partner:acme') return account === demo && ['crm', 'members', 'tickets'].includes(part);
  if (as === 'admin@other') return account === other;
  return account === demo && (mayCustomer[as]?.includes(part) ?? false);
};

/** Whether the text contains the value as a whole word. */
function holds(text: string, value: string): boolean {
  const escaped = JSON.stringify(value).slice(1, -1);
  for (let at = text.indexOf(escaped); at >= 0; at = text.indexOf(escaped, at + 1)) {
    const around = `${text[at - 1] ?? ''}${text[at + escaped.length] ?? ''}`;
    if (!/[\p{L}\p{N}_-]/u.test(around)) return true;
  }
  return false;
}

export async function startWorld(start: typeof startGraph = startGraph): Promise<World> {
  const directory = mkdtempSync(join(tmpdir(), 'audit-'));
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const graph = await start({
    log,
    spoiled: true,
    environment: {
      AUDIT_DIRECTORY: directory,
      RATE_QUOTAS: 'ANONYMOUS=1000000000,CUSTOMER=1000000000,PARTNER=1000000000,STAFF=1000000000,TENANT=1000000000',
    },
  });

  const ask = async (query: string, as: string) => {
    const { data, errors } = await graph.ask(query, { as });
    if (errors.length > 0) throw new Error(`the world could not be read: ${JSON.stringify(errors[0])}`);
    return data as Record<string, unknown>;
  };
  const known = new Map<string, Set<string>>();
  for (const account of [demo, other]) {
    for (const part of everything)
      known.set(
        `${account} ${part}`,
        leavesOf(await ask(`{ account(id: "${account}") { ${parts[part]} } }`, 'staff:admin')),
      );
  }
  const open = leavesOf(
    await ask(
      '{ plans { key name description features prices { id } } helpCenter { sections { id name articles(first: 100) { edges { node { id title snippet htmlBody url } } } } } }',
      'admin@demo',
    ),
  );
  /** Values that other accounts have too, such as a city: they are no evidence of a leak. */
  const common = leavesOf(
    (
      (await ask(
        `{ accounts(first: 100) { edges { node { id ${parts.crm} ${parts.members} ${parts.documents} } } } }`,
        'staff:admin',
      )) as { accounts: { edges: { node: { id: string } }[] } }
    ).accounts.edges.filter(({ node }) => ![demo, other].includes(node.id)),
  );
  /** Texts of the tickets that a member may see as their requester. */
  const ownTickets = new Map<string, Set<string>>();
  for (const as of ['billing@demo', 'member@demo'])
    ownTickets.set(as, leavesOf(await ask(`{ account(id: "${demo}") { ${parts.tickets} } }`, as)));

  const principals = [...Object.keys(identities)];
  /** Values that must not be returned, by caller. */
  const secrets = new Map(
    [...principals, 'nobody'].map((as): [string, Set<string>] => {
      const visible = new Set([...open, ...common, ...(ownTickets.get(as) ?? [])]);
      const hidden = new Set<string>();
      for (const [key, values] of known) {
        const [account = '', part] = key.split(' ');
        for (const value of values) (may(as, account, part as Part) ? visible : hidden).add(value);
      }
      return [as, new Set([...hidden].filter((value) => !visible.has(value)))];
    }),
  );
  for (const as of principals.filter((name) => !['staff:admin', 'staff:sales'].includes(name)))
    if ((secrets.get(as)?.size ?? 0) === 0) throw new Error(`nothing is secret from ${as}`);

  /** The test users' own memberships. Random operations must not change them, because that changes the expected permissions. */
  const own = new Set(
    await Promise.all(
      ['admin@demo', 'billing@demo', 'member@demo', 'admin@other'].map(
        async (as) =>
          ((await ask('{ viewer { member { id } } }', as)) as { viewer: { member: { id: string } } }).viewer.member.id,
      ),
    ),
  );

  const pool = {
    accounts: [demo, demo, demo, other, companyId(companyIndex.demoParent), '8899999999', 'nonsense'],
    members: [...(known.get(`${demo} members`) ?? []), ...(known.get(`${other} members`) ?? [])].filter(
      (value) => !value.includes('@') && !own.has(value),
    ),
    invoices: [
      'in_Sandbox999999999',
      ...[demo, other].flatMap((account) =>
        [...(known.get(`${account} billing`) ?? [])].filter((value) => value.startsWith('in_')).slice(0, 20),
      ),
    ],
    subscriptions: [demo, other].flatMap((account) =>
      [...(known.get(`${account} billing`) ?? [])].filter((value) => value.startsWith('sub_')),
    ),
    tickets: Array.from({ length: 60 }, (_, index) => String(index + 1)),
    articles: [...open].filter((value) => /^38\d{10}$/.test(value)),
  };
  const values = (name: string, type: string, of: string): readonly unknown[] => {
    if (of === 'Billing.invoice') return pool.invoices;
    if (of === 'Support.ticket') return pool.tickets;
    if (of === 'HelpCenter.article') return pool.articles;
    if (name === 'memberId') return pool.members;
    if (name === 'accountId') return pool.accounts;
    if (name === 'subscriptionId') return pool.subscriptions;
    if (name === 'priceId') return ['price_Sandboxscaleeurmonth', 'price_nonsense'];
    if (name === 'id') return pool.accounts;
    if (name === 'first') return [1, 2, 5, 20, 0, 101];
    if (name === 'after') return ['', 'nonsense'];
    if (name === 'text') return ['demo', 'export', 'Growth', 'other', 'in', 'a', '%', ''];
    if (name === 'prorationAt' || type === 'DateTime') return ['2026-11-01T00:00:00Z'];
    if (type === 'Int') return [1, 5, 30];
    if (type === 'Boolean') return [true, false];
    if (type === 'ID') return pool.accounts;
    return ['Fuzz', 'fuzz.example.com', '+49 30 0'];
  };
  const api = buildSchema(read(apiFile));
  const partner = buildSchema(read(partnerFile));

  const readAudit = createTail(directory);

  function leaksIn(what: string, text: string, as: string, request: string): string[] {
    const found = [...(secrets.get(as) ?? [])].filter((value) => holds(text, value) && !request.includes(value));
    const words = vendorWords.exec(text);
    return [
      ...found.map((value) => `${as}: ${what} holds ${JSON.stringify(value)}`),
      ...(words ? [`${as}: ${what} holds ${JSON.stringify(words[0])}`] : []),
    ];
  }

  return {
    principals: [...principals, 'nobody'],
    async run(attempts) {
      lines.length = 0;
      const asked = await Promise.all(
        attempts.map(async ({ as, seed }) => {
          const random = randomOf(seed);
          const schema = as === 'partner:acme' && random() < 0.8 ? partner : api;
          const isMutation = schema === api && random() < 0.08;
          const { query, variables } = randomOperation({ schema, values, random, isMutation });
          const requestId = `fuzz-${seed >>> 0}-${Math.floor(random() * 1e6)}`;
          const headers = {
            'x-request-id': requestId,
            ...(random() < 0.1 && { 'x-account-id': random() < 0.5 ? other : demo }),
          };
          const answer = await graph.ask(query, { ...(as !== 'nobody' && { as }), variables, headers });
          return { as, query, request: `${query} ${JSON.stringify(variables)}`, requestId, answer };
        }),
      );
      const audit = readAudit();
      const leaks = asked.flatMap(({ as, request, requestId, answer }) => {
        const own = (text: string) =>
          text
            .split('\n')
            .filter((line) => line.includes(requestId))
            .join('\n');
        return [
          ...leaksIn('the answer', answer.text, as, request),
          ...leaksIn('a header', JSON.stringify([...answer.headers]), as, request),
          ...leaksIn('the log', own(lines.join('')), as, request),
          ...leaksIn('the audit', own(audit), as, request),
          ...wrongIn(answer, as),
        ].map((leak) => `${leak}; request: ${request}`);
      });
      // Log lines without a request id belong to no caller, so they may contain no value of any account.
      const rest = lines.filter((line) => !asked.some(({ requestId }) => line.includes(requestId))).join('');
      return [...leaks, ...leaksIn('the log', rest, 'nobody', '')];
    },
    async [Symbol.asyncDispose]() {
      await graph[Symbol.asyncDispose]();
    },
  };
}

/** Internal errors, and more vendor calls than the computed cost. */
function wrongIn({ status, errors, cost, text }: Answer, as: string): string[] {
  const internal = errors.filter(({ extensions }) => extensions.code === 'INTERNAL');
  return [
    ...(status >= 500 || internal.length > 0
      ? [`${as}: status ${status}, ${JSON.stringify(internal[0] ?? text.slice(0, 300))}`]
      : []),
    ...(cost && cost.actual > cost.asked
      ? [`${as}: took ${cost.actual} calls, more than the computed cost ${cost.asked}`]
      : []),
  ];
}

/** Returns a function that reads the text appended to the folder's files since its last call. */
function createTail(directory: string): () => string {
  const seen = new Map<string, number>();
  return () => {
    let text = '';
    for (const name of readdirSync(directory).filter((each) => each.endsWith('.jsonl'))) {
      const file = openSync(join(directory, name), 'r');
      const from = seen.get(name) ?? 0;
      const { size } = fstatSync(file);
      const buffer = Buffer.alloc(size - from);
      readSync(file, buffer, 0, buffer.length, from);
      closeSync(file);
      seen.set(name, size);
      text += buffer.toString();
    }
    return text;
  };
}
