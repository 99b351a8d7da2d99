import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../tests/support/processes.ts';
import { prepareCanned } from '../canned/prepare.ts';
import { engines, type EngineName } from '../engines/engines.ts';
import { startChild, type Child } from '../harness/child.ts';
import type { LoadRequest } from '../harness/load.ts';
import type { Placement } from '../harness/placement.ts';
import { dataOf, differenceBetween, firstAnswer } from './answers.ts';
import type { Workload } from './workload.ts';

export interface RunningEngine {
  readonly name: EngineName;
  readonly process: Child;
  readonly request: LoadRequest;
}

/** Engines that run over the same canned subgraphs and give the same answer. */
export interface Stage extends AsyncDisposable {
  readonly engines: readonly RunningEngine[];
  readonly answerBytes: number;
  /** Number of requests to the canned subgraphs so far. */
  subgraphRequests(): Promise<number>;
}

export interface StageOptions {
  readonly workload: Workload;
  readonly engines: readonly EngineName[];
  readonly placement: Placement;
  /** Milliseconds that each canned subgraph takes. */
  readonly latencyMs?: number;
}

/** @throws if an engine does not start, has errors, or gives another answer than the first one */
export async function startStage(options: StageOptions): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const started: AsyncDisposable[] = [];
  const dispose = async (): Promise<void> => {
    await Promise.all(started.map((each) => each[Symbol.asyncDispose]()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await startIn(folder, options, started)), [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function startIn(
  folder: string,
  { workload, engines: names, placement, latencyMs = 0 }: StageOptions,
  started: AsyncDisposable[],
): Promise<Omit<Stage, typeof Symbol.asyncDispose>> {
  const canned = startChild({ script: 'bench/canned/process.ts', core: placement.canned });
  started.push(canned);
  const { context, headers, body } = await prepareCanned(canned, folder, workload, latencyMs);
  const running: RunningEngine[] = [];
  let reference: unknown;
  // The limit sends the answer of the others, so it comes last.
  for (const name of [...names].sort((a, b) => Number(a === 'limit') - Number(b === 'limit'))) {
    const port = await freePort();
    const process = startChild({ ...engines[name](context, port), core: placement.engine });
    started.push(process);
    const request = { url: `http://127.0.0.1:${port}/graphql`, headers, body };
    const answered = dataOf(name, await firstAnswer(request, process));
    if (reference === undefined) {
      reference = answered;
      writeFileSync(context.answer, JSON.stringify({ data: answered }));
    }
    const difference = differenceBetween(reference, answered);
    if (difference !== undefined)
      throw new Error(`${name} answers differently than ${running[0]?.name}: ${difference}`);
    running.push({ name, process, request });
  }
  return {
    engines: running,
    answerBytes: Buffer.byteLength(JSON.stringify({ data: reference })),
    subgraphRequests: () => canned.ask<number>('requests'),
  };
}
