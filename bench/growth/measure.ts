import { closedLoop, type LoadRequest } from '../harness/load.ts';
import type { Child } from '../harness/child.ts';
import type { Usage } from '../harness/probe.ts';
import { median, rounded } from '../harness/statistics.ts';

/** Processor time of one request at one size. */
export interface SizePoint {
  readonly size: number;
  readonly cpuMs: number;
}

const warmUpMs = 2_500;
const roundMs = 1_500;

/** The median over the rounds of a process' CPU for each request. */
export async function cpuOf(child: Child, request: LoadRequest, rounds: number, connections = 1): Promise<number> {
  const measured: number[] = [];
  await closedLoop(request, connections, warmUpMs);
  for (let round = 0; round < rounds; round += 1) {
    const before = await child.ask<Usage>('usage');
    const result = await closedLoop(request, connections, roundMs);
    if (result.errors > 0) throw new Error(`${request.url}: ${result.firstError ?? ''}`);
    const { cpuMicros } = await child.ask<Usage>('usage');
    measured.push((cpuMicros - before.cpuMicros) / 1_000 / result.requests);
  }
  return rounded(median(measured), 2);
}
