import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createRefreshedValue } from '@customer-graph/upstream/refreshed-value';
import { silentLog } from '@customer-graph/process/log';
import { parseUsageConfig } from '../subgraphs/usage/config.ts';
import { periodAt } from '../subgraphs/usage/domain/period.ts';
import { timeBucketsBetween } from '../subgraphs/usage/domain/series.ts';
import type { Question } from '../subgraphs/usage/port.ts';
import { createDatabase, type Database } from '../subgraphs/usage/postgres/client.ts';
import { createPostgresSource } from '../subgraphs/usage/postgres/source.ts';

const tenants = 500;
const meters = [
  ['requests', 'SUM'],
  ['exports', 'COUNT'],
  ['projects', 'UNIQUE'],
  ['people', 'MAX'],
  ['storage', 'LAST'],
] as const;
const runs = 20;

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly Plan[];
}

/** The number of events that a statement read, and whether it scanned the whole table. */
function scannedBy(plan: Plan): { rows: number; isFullScan: boolean } {
  const inner = (plan.Plans ?? []).map(scannedBy);
  const isEvents = plan['Relation Name']?.startsWith('usage_events') ?? false;
  const own = isEvents
    ? ((plan['Actual Rows'] ?? 0) +
        (plan['Rows Removed by Filter'] ?? 0) +
        (plan['Rows Removed by Index Recheck'] ?? 0)) *
      (plan['Actual Loops'] ?? 0)
    : 0;
  return {
    rows: own + inner.reduce((sum, { rows }) => sum + rows, 0),
    isFullScan: (isEvents && plan['Node Type'] === 'Seq Scan') || inner.some(({ isFullScan }) => isFullScan),
  };
}

function readEventCount(): number {
  try {
    return Number(
      parseArgs({ args: process.argv.slice(3), options: { events: { type: 'string', default: '1e6' } } }).values.events,
    );
  } catch {
    return NaN;
  }
}

/**
 * Measures the usage of one and of a hundred accounts on a real Postgres (PRODUCT_DATABASE_URL; default: the local one), first
 * with events in the period only, then with three times as many before it. Fails if a statement reads events outside the
 * period, because the cost must not grow with a product's age.
 */
export async function usage(): Promise<boolean> {
  const events = readEventCount();
  if (!Number.isInteger(events) || events < 1_000) {
    process.stderr.write('Usage: npm run bench -- usage --events 1e7 (a whole number, at least 1000)\n');
    return false;
  }
  const server = process.env.PRODUCT_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
  const name = `customer_graph_bench_${process.pid}`;
  const run = async (connectionString: string, ...statements: string[]): Promise<void> => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  await run(server, `create database ${name}`);
  try {
    say(`${events.toExponential()} events of ${tenants} tenants, ${runs} runs each`);
    const tables = readFileSync(new URL('../sandbox/product/tables.sql', import.meta.url), 'utf8').replace(
      'create table usage_events',
      'create unlogged table usage_events',
    );
    const insert = (count: number, from: string, to: string) =>
      `insert into usage_events (tenant_id, meter, member_id, occurred_at, value, subject)
       select 't' || n % ${tenants}, (array[${meters.map(([key]) => `'${key}'`).join()}])[1 + (n / ${tenants}) % ${meters.length}], 'm' || n % 97, (${from}) + ((${to}) - (${from})) * random(), n % 1000, 's' || n % 53
       from generate_series(1, ${count}) n`;
    await run(
      url.href,
      tables,
      `insert into tenants select 't' || n, 'growth', now() - interval '10 days', 'month', 'Europe/Berlin' from generate_series(0, ${tenants - 1}) n`,
      `insert into meters values ${meters.map(([key, aggregation], position) => `('${key}', '${key}', 'x', '${aggregation}', ${position})`).join()}`,
      insert(Math.round(events / 4), `now() - interval '10 days'`, 'now()'),
      'create index on usage_events (tenant_id, meter, occurred_at)',
    );
    const withoutHistory = await measure(url.href, 'all events in the period', say);
    await run(
      url.href,
      insert(Math.round((events * 3) / 4), `now() - interval '3 years'`, `now() - interval '11 days'`),
      'analyze',
    );
    const withHistory = await measure(url.href, 'three times as many before the period', say);
    return withoutHistory && withHistory;
  } finally {
    await run(server, `drop database ${name} with (force)`);
  }
}

async function measure(databaseUrl: string, title: string, say: (text: string) => void): Promise<boolean> {
  const { mapping } = parseUsageConfig({ PRODUCT_DATABASE_URL: databaseUrl });
  const database = createDatabase({ url: databaseUrl, statementTimeoutMs: 60_000, poolSize: 2, log: silentLog });
  const plans: Plan[] = [];
  let isExplaining = true;
  const explainedDatabase: Database = {
    async query(text, parameters) {
      if (isExplaining && text.includes('usage_events')) {
        const [row] = await database.query(`explain (analyze, format json) ${text}`, parameters);
        plans.push((row?.['QUERY PLAN'] as { Plan: Plan }[])[0]?.Plan ?? { 'Node Type': 'none' });
      }
      return database.query(text, parameters);
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
  await database.query('select 1', []);
  const source = createPostgresSource({
    database: explainedDatabase,
    mapping: { ...mapping, rollup: undefined },
    rollup: createRefreshedValue({ name: 'rollup', read: async () => false, log: silentLog }),
  });
  try {
    const { meters: knownMeters, tenants: foundTenants } = await source.tenants(
      Array.from({ length: 100 }, (_, index) => `t${index}`),
    );
    const now = Date.now();
    const questionsOf = (count: number): Question[] =>
      [...foundTenants.values()].slice(0, count).flatMap((tenant) => {
        if (tenant instanceof Error) throw tenant;
        const within = { tenantId: tenant.id, from: periodAt(now, tenant).start, to: now };
        const buckets = timeBucketsBetween(within.from, now, 'DAY', tenant.timeZone);
        return knownMeters.flatMap((meter): Question[] => [
          { kind: 'TOTAL', meter, ...within },
          { kind: 'SERIES', meter, buckets, ...within },
        ]);
      });
    let isWithinLimit = true;
    for (const count of [1, 100]) {
      const questions = questionsOf(count);
      const [from] = questions.map((question) => question.from);
      const [inPeriod] = await database.query(
        `select count(*)::int as count from usage_events where tenant_id = any($1) and occurred_at >= $2`,
        [[...foundTenants.keys()].slice(0, count), new Date(from ?? 0)],
      );
      isExplaining = true;
      plans.length = 0;
      await source.figures(questions);
      const { rows, isFullScan } = plans
        .map(scannedBy)
        .reduce(
          (sum, scanned) => ({ rows: sum.rows + scanned.rows, isFullScan: sum.isFullScan || scanned.isFullScan }),
          {
            rows: 0,
            isFullScan: false,
          },
        );
      isExplaining = false;
      const times: number[] = [];
      for (let done = 0; done < runs; done += 1) {
        const startedAt = performance.now();
        await source.figures(questions);
        times.push(performance.now() - startedAt);
      }
      const median = times.sort((a, b) => a - b)[runs / 2] ?? 0;
      // Total and series each read the events. PostgreSQL rounds the number of rows in each loop.
      const allowed = 2 * Number(inPeriod?.count) + questions.length;
      const passes = !isFullScan && rows <= allowed;
      isWithinLimit &&= passes;
      say(
        `  ${title}: ${count} account${count === 1 ? '' : 's'}, every meter and its daily series: median ${median.toFixed(1)} ms, ${rows} events read (each twice), ${Number(inPeriod?.count)} in the period${passes ? '' : ' – READS EVENTS OUTSIDE THE PERIOD'}`,
      );
    }
    return isWithinLimit;
  } finally {
    await source[Symbol.asyncDispose]();
  }
}
