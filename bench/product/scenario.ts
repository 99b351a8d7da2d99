import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { customerView } from '../../tests/support/queries.ts';
import { dataOf, firstAnswer } from '../gateway/answers.ts';
import { startChild } from '../harness/child.ts';
import { closedLoop, type LoadRequest } from '../harness/load.ts';
import { describeMachine, machineLine } from '../harness/machine.ts';
import type { ScenarioOptions } from '../harness/options.ts';
import { choosePlacement, pinThisProcess } from '../harness/placement.ts';
import type { Usage } from '../harness/probe.ts';
import { writeResult } from '../harness/result.ts';
import { median, percentile, rounded } from '../harness/statistics.ts';
import { table } from '../harness/table.ts';
import { productNames, productTitles, startProduct, type ProductName, type RunningProduct } from './products.ts';
import type { RecordedView } from './recorded.ts';
import type { SandboxAddresses } from './sandbox-process.ts';

const defaults = { rounds: 3, seconds: 4, warmUpSeconds: 4, concurrency: 16 } as const;

interface Measurement {
  readonly cpuMs: number;
  readonly viewsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly rssMiB: number;
  /** Share of the time in which the product's core was in use. Well below 1, the stand-ins were the limit. */
  readonly busy: number;
}

const used = async ({ processes }: RunningProduct): Promise<Usage> => {
  const all = await Promise.all(processes.map((each) => each.ask<Usage>('usage')));
  return {
    cpuMicros: all.reduce((sum, { cpuMicros }) => sum + cpuMicros, 0),
    rssBytes: all.reduce((sum, { rssBytes }) => sum + rssBytes, 0),
  };
};

async function measure(
  product: RunningProduct,
  request: LoadRequest,
  concurrency: number,
  seconds: number,
): Promise<Measurement> {
  const before = await used(product);
  const result = await closedLoop(request, concurrency, seconds * 1_000);
  const after = await used(product);
  if (result.errors > 0) throw new Error(`${request.url} had errors: ${result.firstError ?? ''}`);
  return {
    cpuMs: (after.cpuMicros - before.cpuMicros) / 1_000 / result.requests,
    viewsPerSecond: (result.requests * 1_000) / result.elapsedMs,
    p50Ms: percentile(result.latenciesMs, 0.5),
    p99Ms: percentile(result.latenciesMs, 0.99),
    rssMiB: after.rssBytes / 2 ** 20,
    busy: (after.cpuMicros - before.cpuMicros) / 1_000 / result.elapsedMs,
  };
}

/** The customer view by the whole product over the vendors' stand-ins, beside a BFF that makes the same calls to them. */
export async function product(options: ScenarioOptions): Promise<boolean> {
  const placement = choosePlacement();
  const machine = describeMachine(placement.description.replace('canned subgraphs', 'stand-ins'));
  pinThisProcess(placement.load);
  const concurrency = options.concurrencies?.[0] ?? defaults.concurrency;
  const seconds = options.seconds ?? defaults.seconds;
  const rounds = options.rounds ?? defaults.rounds;
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const vendors = startChild({ script: 'bench/product/sandbox-process.ts', core: placement.canned });
  const running: { readonly name: ProductName; readonly product: RunningProduct; readonly request: LoadRequest }[] = [];
  const measured = new Map<ProductName, Measurement[]>();
  let view: RecordedView;
  try {
    const sandbox = await vendors.ask<SandboxAddresses>('start', { identity: 'admin@demo' });
    process.stderr.write('recording the calls of one view\n');
    view = await vendors.ask<RecordedView>('record', { token: sandbox.token });
    const recorded = join(folder, 'recorded.json');
    writeFileSync(recorded, JSON.stringify(view));
    for (const name of productNames.filter((each) => options.engines?.includes(each) ?? true)) {
      process.stderr.write(`starting ${name}\n`);
      const own = join(folder, name);
      mkdirSync(own);
      const started = await startProduct[name]({ sandbox, folder: own, recorded, core: placement.engine });
      const request = {
        url: started.url,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${sandbox.token}` },
        body: JSON.stringify({ query: customerView }),
      };
      running.push({ name, product: started, request });
      const [first] = started.processes;
      if (first) dataOf(name, await firstAnswer(request, first));
      await measure(started, request, concurrency, defaults.warmUpSeconds);
    }
    for (let round = 0; round < rounds; round += 1)
      for (const [index] of running.entries()) {
        const each = running[(index + round) % running.length];
        if (!each) continue;
        process.stderr.write(`round ${round + 1} of ${rounds}: ${each.name}\n`);
        const result = await measure(each.product, each.request, concurrency, seconds);
        measured.set(each.name, [...(measured.get(each.name) ?? []), result]);
      }
  } finally {
    await Promise.all(running.flatMap((each) => each.product.processes.map((child) => child[Symbol.asyncDispose]())));
    await vendors[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }
  const rows = [...measured].map(([name, results]) => {
    const of = (key: keyof Measurement, digits: number) => rounded(median(results.map((each) => each[key])), digits);
    return {
      product: name,
      cpuMs: of('cpuMs', 2),
      viewsPerSecond: of('viewsPerSecond', 1),
      p50Ms: of('p50Ms', 1),
      p99Ms: of('p99Ms', 1),
      rssMiB: of('rssMiB', 0),
      busy: of('busy', 2),
    };
  });
  const bff = rows.find((row) => row.product === 'bff');
  const ratios = Object.fromEntries(
    rows
      .filter((row) => row.product !== 'bff' && bff)
      .map((row) => [
        row.product,
        {
          cpu: rounded(row.cpuMs / (bff?.cpuMs ?? 1), 2),
          viewsPerSecond: rounded(row.viewsPerSecond / (bff?.viewsPerSecond ?? 1), 3),
        },
      ]),
  );
  const calls = { requests: view.requests.length, statements: view.statements.length };
  writeResult(
    { scenario: 'product', concurrency, seconds, rounds, calls, ratios, rows, machine },
    options,
    () =>
      `customer view over the vendors' stand-ins (${calls.requests} requests, ${calls.statements} statements), concurrency ${concurrency}, medians of ${rounds} rounds of ${seconds} s\n${machineLine(machine)}\n\n${table(
        ['', 'CPU ms', 'views/s', 'p50 ms', 'p99 ms', 'RSS MiB', 'core busy'],
        rows.map((row) => [
          productTitles[row.product],
          row.cpuMs,
          row.viewsPerSecond,
          row.p50Ms,
          row.p99Ms,
          row.rssMiB,
          row.busy,
        ]),
      )}\n\nover the BFF: ${JSON.stringify(ratios)}\n`,
  );
  return true;
}
