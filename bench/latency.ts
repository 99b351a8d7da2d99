import { readFileSync } from 'node:fs';
import pg from 'pg';
import { startSingleProcess } from '../gateway/single-process.ts';
import { identities } from '../sandbox/identity/identities.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { companyId, places } from '../sandbox/seed/company.ts';
import { silentLog } from '../subgraphs/shared/log.ts';

const vendorLatencyMs = 100;
const runs = 20;
const limitMs = 350;

const query = readFileSync(new URL('../tests/queries/customer-view.graphql', import.meta.url), 'utf8');

async function untilSeeded(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query('select 1');
  await client.end();
}

/** The customer view with 100 ms on every vendor route and a warm directory: the median must stay within what the systems themselves take. */
export async function latency(): Promise<boolean> {
  const sandbox = await startSandbox({
    ports: { control: 0, hubspot: 0, stripe: 0, zendesk: 0, identity: 0, product: 0, productWebhook: 0 },
  });
  const service = await startSingleProcess({ environment: { PORT: '0', ...sandbox.environment }, log: silentLog });
  try {
    const token = await sandbox.token(identities['admin@demo'] ?? {});
    const ask = async (): Promise<number> => {
      const startedAt = performance.now();
      const answer = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables: { id: companyId(places.demo) } }),
      });
      const { errors } = (await answer.json()) as { errors?: unknown };
      if (errors !== undefined) throw new Error(`an answer with an error does not count: ${JSON.stringify(errors)}`);
      return performance.now() - startedAt;
    };
    // The product's database is being filled: whoever comes first would wait for that.
    await untilSeeded(sandbox.environment.PRODUCT_DATABASE_URL ?? '');
    await sandbox.setFaults(
      (['hubspot', 'stripe', 'zendesk', 'product'] as const).map((vendor) => ({
        vendor,
        kind: 'latency',
        value: vendorLatencyMs,
      })),
    );
    const first = await ask();
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) times.push(await ask());
    times.sort((a, b) => a - b);
    const median = ((times[runs / 2 - 1] ?? 0) + (times[runs / 2] ?? 0)) / 2;
    const text = (milliseconds: number | undefined) => `${(milliseconds ?? 0).toFixed(0)} ms`;
    process.stdout.write(
      `customer view, ${vendorLatencyMs} ms on every vendor route, ${runs} runs, directory warm\n` +
        `  median ${text(median)} (limit ${limitMs} ms), fastest ${text(times[0])}, slowest ${text(times.at(-1))}; the first one, all cold, ${text(first)}\n`,
    );
    return median <= limitMs;
  } finally {
    await service[Symbol.asyncDispose]();
    await sandbox[Symbol.asyncDispose]();
  }
}
