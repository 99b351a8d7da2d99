import { readFileSync } from 'node:fs';
import pg from 'pg';
import { Agent, request as send } from 'undici';
import { serveView } from '../engines/bff/serve.ts';
import type { RecordedRequest, RecordedView } from './recorded.ts';

/** A hand-written BFF: the same calls to the same vendors, those that need no other answer at the same time, merged. */
const { requests, statements } = JSON.parse(readFileSync(process.env.RECORDED ?? '', 'utf8')) as RecordedView;
const dispatcher = new Agent({ connections: 128, keepAliveTimeout: 30_000 });
const pool = new pg.Pool({ connectionString: process.env.PRODUCT_DATABASE_URL, max: 10 });

type Item = Readonly<Record<string, unknown>>;

async function json({ url, method, headers, body }: RecordedRequest): Promise<Item> {
  const answer = await send(url, { method, headers: { ...headers }, body, dispatcher });
  const parsed = (await answer.body.json()) as Item;
  if (answer.statusCode >= 300) throw new Error(`${url} answered with ${answer.statusCode}`);
  return parsed;
}

/** Calls whose ids come from another answer. */
const isSecond = (url: string): boolean => /\/contacts\/batch\/read|\/organizations\/\d+\/tickets/.test(url);
const firstRequests = requests.filter(({ url }) => !isSecond(url));
const secondRequests = requests.filter(({ url }) => isSecond(url));
const [firstStatement, ...laterStatements] = statements;

const rows = async ({ text, values }: RecordedView['statements'][number]): Promise<Item[]> =>
  (await pool.query<Item>(text, [...values])).rows;

const list = (value: unknown): readonly Item[] => (Array.isArray(value) ? (value as Item[]) : []);
const pick = (item: Item, names: readonly string[]): Item =>
  Object.fromEntries(names.map((name) => [name, item[name] ?? null]));

const fields = {
  invoice: ['id', 'number', 'status', 'total', 'currency', 'created', 'status_transitions', 'invoice_pdf'],
  method: ['id', 'type', 'card'],
  ticket: ['id', 'subject', 'status', 'priority', 'type', 'requester_id', 'created_at', 'updated_at'],
} as const;

serveView(async () => {
  const [answers, tenant] = await Promise.all([
    Promise.all(firstRequests.map(json)),
    firstStatement ? rows(firstStatement) : [],
  ]);
  const [later, figures] = await Promise.all([
    Promise.all(secondRequests.map(json)),
    Promise.all(laterStatements.map(rows)),
  ]);
  const of = (path: string): Item => {
    const index = firstRequests.findIndex(({ url }) => url.includes(path));
    return answers[index] ?? {};
  };
  const [company] = list(of('/companies/batch/read').results);
  return {
    account: {
      ...pick(company ?? {}, ['id', 'properties']),
      members: later.flatMap(({ results }) => list(results)).map((contact) => pick(contact, ['id', 'properties'])),
      billing: {
        customer: of('/v1/customers/'),
        upcomingInvoice: pick(of('/v1/invoices/create_preview'), ['total', 'amount_due', 'next_payment_attempt']),
        invoices: list(of('/v1/invoices?').data).map((invoice) => pick(invoice, fields.invoice)),
        paymentMethods: list(of('/payment_methods').data).map((method) => pick(method, fields.method)),
      },
      usage: { tenant, figures: figures.flat() },
      support: {
        tickets: later.flatMap(({ tickets }) => list(tickets)).map((ticket) => pick(ticket, fields.ticket)),
      },
    },
  };
}, Number(process.env.PORT));
