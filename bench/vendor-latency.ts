import { readFileSync } from 'node:fs';
import { startSingleProcess } from '../processes/single-process.ts';
import { identities } from '../sandbox/identity/identities.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { silentLog } from '@customer-graph/process/log';

const vendorLatencyMs = 100;
const runs = 20;
const limitMs = 350;

const query = readFileSync(new URL('../tests/queries/customer-view.graphql', import.meta.url), 'utf8');

/**
 * Measures the customer view with 100 ms on every vendor route and a warm directory. Fails if the median exceeds the limit.
 */
export async function vendorLatency(): Promise<boolean> {
  const sandbox = await startSandbox({
    ports: { control: 0, hubspot: 0, stripe: 0, zendesk: 0, identity: 0, product: 0, productWebhook: 0 },
  });
  const service = await startSingleProcess({ environment: { PORT: '0', ...sandbox.environment }, log: silentLog });
  try {
    const token = await sandbox.token(identities['admin@demo'] ?? {});
    const timeView = async (): Promise<number> => {
      const startedAt = performance.now();
      const answer = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables: { id: companyId(companyIndex.demo) } }),
      });
      const { errors } = (await answer.json()) as { errors?: unknown };
      if (errors !== undefined)
        throw new Error(`the answer has an error, so it cannot be measured: ${JSON.stringify(errors)}`);
      return performance.now() - startedAt;
    };
    // The first query would otherwise wait until the product database is filled.
    await sandbox.ready;
    await sandbox.setFaults(
      (['hubspot', 'stripe', 'zendesk', 'product'] as const).map((vendor) => ({
        vendor,
        kind: 'latency',
        value: vendorLatencyMs,
      })),
    );
    const first = await timeView();
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) times.push(await timeView());
    times.sort((a, b) => a - b);
    const median = ((times[runs / 2 - 1] ?? 0) + (times[runs / 2] ?? 0)) / 2;
    const text = (milliseconds: number | undefined) => `${(milliseconds ?? 0).toFixed(0)} ms`;
    process.stdout.write(
      `customer view, ${vendorLatencyMs} ms on every vendor route, ${runs} runs, directory warm\n` +
        `  median ${text(median)} (limit ${limitMs} ms), fastest ${text(times[0])}, slowest ${text(times.at(-1))}; first run, without caches, ${text(first)}\n`,
    );
    return median <= limitMs;
  } finally {
    await service[Symbol.asyncDispose]();
    await sandbox[Symbol.asyncDispose]();
  }
}
