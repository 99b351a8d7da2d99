import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../tests/support/processes.ts';
import { prepareCanned } from '../canned/prepare.ts';
import type { CallersOptions } from '../canned/process.ts';
import { gatewayOptions } from '../engines/engines.ts';
import { dataOf, firstAnswer } from '../gateway/answers.ts';
import { customerViewWorkload } from '../gateway/workload.ts';
import { startChild, type Child } from '../harness/child.ts';
import { describeMachine, machineLine } from '../harness/machine.ts';
import type { ScenarioOptions } from '../harness/options.ts';
import { choosePlacement, pinThisProcess } from '../harness/placement.ts';
import type { Usage } from '../harness/probe.ts';
import { writeResult } from '../harness/result.ts';
import { rounded } from '../harness/statistics.ts';
import { table } from '../harness/table.ts';
import { sendAll } from './send-all.ts';

const defaultOperations = 100_000;
const defaultCallers = 10_000;
/** Points at which the heap is measured in each phase. */
const points = 10;
/** A heap is flat if it grows by no more than this in the second half of a phase. */
const flatWithin = 0.1;

interface Point {
  readonly phase: 'operations' | 'callers';
  readonly count: number;
  readonly heapMiB: number;
  readonly rssMiB: number;
  readonly cpuMicros: number;
}

/** Operations that differ in their text. */
const operation = (index: number): string =>
  JSON.stringify({
    query: `{ account(id: "8800000001") { id name${index}: name billing { subscription { seats } } } }`,
  });

/** The heap of our gateway after distinct operations of one caller, then after one operation of distinct callers. */
export async function memory(options: ScenarioOptions): Promise<boolean> {
  const placement = choosePlacement();
  const machine = describeMachine(placement.description);
  pinThisProcess(placement.load);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const canned = startChild({ script: 'bench/canned/process.ts', core: placement.canned });
  let gateway: Child | undefined;
  const measured: Point[] = [];
  try {
    const { context, headers, body } = await prepareCanned(canned, folder, customerViewWorkload);
    const port = await freePort();
    gateway = startChild({ ...gatewayOptions(context, port), core: placement.engine });
    const own = gateway;
    const url = `http://127.0.0.1:${port}/graphql`;
    dataOf('ours', await firstAnswer({ url, headers, body }, own));
    const measure = async (phase: Point['phase'], count: number, cpuMicros: number): Promise<void> => {
      const heapMiB = rounded((await own.ask<number>('heap')) / 2 ** 20, 1);
      const rssMiB = rounded((await own.ask<Usage>('usage')).rssBytes / 2 ** 20);
      measured.push({ phase, count, heapMiB, rssMiB, cpuMicros: rounded(cpuMicros) });
      process.stderr.write(
        `${phase} ${count}: heap ${heapMiB} MiB, RSS ${rssMiB} MiB, ${cpuMicros.toFixed(0)} µs each\n`,
      );
    };
    const phase = async (
      name: Point['phase'],
      total: number,
      bodies: (first: number, count: number) => Promise<Parameters<typeof sendAll>[1]>,
    ): Promise<void> => {
      await measure(name, 0, 0);
      const batch = Math.ceil(total / points);
      for (let first = 0; first < total; first += batch) {
        const count = Math.min(batch, total - first);
        const requests = await bodies(first, count);
        const before = await own.ask<Usage>('usage');
        await sendAll(url, requests);
        const { cpuMicros } = await own.ask<Usage>('usage');
        await measure(name, first + count, (cpuMicros - before.cpuMicros) / count);
      }
    };
    await phase('operations', options.operations ?? defaultOperations, (first, count) =>
      Promise.resolve(Array.from({ length: count }, (_, index) => ({ headers, body: operation(first + index) }))),
    );
    await phase('callers', options.callers ?? defaultCallers, async (first, count) => {
      const callers: CallersOptions = { identity: customerViewWorkload.identity, first, count };
      const tokens = await canned.ask<string[]>('tokens', callers);
      return tokens.map((token) => ({ headers: { ...headers, authorization: `Bearer ${token}` }, body: operation(0) }));
    });
  } finally {
    await gateway?.[Symbol.asyncDispose]();
    await canned[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }
  const flat = { operations: isFlat(measured, 'operations'), callers: isFlat(measured, 'callers') };
  writeResult(
    { scenario: 'memory', flat, points: measured, machine },
    options,
    () =>
      `heap of the gateway after a full collection\n${machineLine(machine)}\n\n${table(
        ['', 'count', 'heap MiB', 'RSS MiB', 'CPU µs each'],
        measured.map((point) => [point.phase, point.count, point.heapMiB, point.rssMiB, point.cpuMicros]),
      )}\n\nflat in the second half: operations ${flat.operations ? 'yes' : 'NO'}, callers ${flat.callers ? 'yes' : 'NO'}\n`,
  );
  return flat.operations && flat.callers;
}

function isFlat(measured: readonly Point[], phase: Point['phase']): boolean {
  const own = measured.filter((point) => point.phase === phase);
  const middle = own[Math.floor(own.length / 2)];
  const last = own.at(-1);
  return middle !== undefined && last !== undefined && last.heapMiB <= middle.heapMiB * (1 + flatWithin);
}
