import { customerViewWorkload } from '../gateway/workload.ts';
import { measureRounds, rowsOf, type Load, type Row } from '../gateway/rounds.ts';
import { startStage } from '../gateway/stage.ts';
import { enginesOf } from '../gateway/scenario.ts';
import { engineTitles } from '../engines/engines.ts';
import { openLoop } from '../harness/load.ts';
import { describeMachine, machineLine } from '../harness/machine.ts';
import type { ScenarioOptions } from '../harness/options.ts';
import { choosePlacement, pinThisProcess } from '../harness/placement.ts';
import { writeResult } from '../harness/result.ts';
import { rounded } from '../harness/statistics.ts';
import { table } from '../harness/table.ts';

const upstreamMs = 50;
const requestsPerSecond = 200;
const defaults = { engines: ['ours', 'bff'], rounds: 3, seconds: 8, warmUpSeconds: 4 } as const;

const atFixedRate: Load = ({ request }, rate, durationMs) => openLoop(request, rate, durationMs);

/** Latency over subgraphs that take 50 ms each, at a fixed rate: what the engine adds to a wait that nobody can avoid. */
export async function latency(options: ScenarioOptions): Promise<boolean> {
  const placement = choosePlacement();
  const machine = describeMachine(placement.description);
  const engines = enginesOf(options.engines ?? defaults.engines);
  pinThisProcess(placement.load);
  const seconds = options.seconds ?? defaults.seconds;
  const stage = await startStage({ workload: customerViewWorkload, engines, placement, latencyMs: upstreamMs });
  const measurements = await measureRounds(
    stage,
    {
      rounds: options.rounds ?? defaults.rounds,
      seconds,
      warmUpSeconds: defaults.warmUpSeconds,
      concurrencies: [requestsPerSecond],
      onProgress: (text) => process.stderr.write(`${text.replace('concurrency', 'requests a second:')}\n`),
    },
    atFixedRate,
  ).finally(() => stage[Symbol.asyncDispose]());
  const rows = rowsOf(measurements, engines);
  const ours = rows.find(({ engine }) => engine === 'ours');
  const bff = rows.find(({ engine }) => engine === 'bff');
  const over = (key: 'p50Ms' | 'p99Ms'): number | null => (ours && bff ? rounded(ours[key] - bff[key], 2) : null);
  const overBff = { medianMs: over('p50Ms'), p99Ms: over('p99Ms') };
  writeResult(
    {
      scenario: 'latency',
      upstreamMs,
      requestsPerSecond,
      seconds,
      overBff,
      rows: rows.map(withoutConcurrency),
      machine,
    },
    options,
    () =>
      `customer view over subgraphs of ${upstreamMs} ms, ${requestsPerSecond} requests/s, medians of ${rows[0]?.rounds ?? 0} rounds of ${seconds} s\n${machineLine(machine)}\n\n` +
      `${table(
        ['', 'median ms', 'p99 ms', 'answered/s', 'CPU µs', 'core busy'],
        rows.map((row) => [
          engineTitles[row.engine],
          row.p50Ms.toFixed(1),
          row.p99Ms.toFixed(1),
          row.requestsPerSecond.toFixed(0),
          row.cpuMicros,
          row.busy,
        ]),
      )}\n\nours over the BFF: median ${overBff.medianMs ?? '?'} ms, p99 ${overBff.p99Ms ?? '?'} ms\n`,
  );
  return true;
}

const withoutConcurrency = ({ concurrency: _rate, ...row }: Row): Omit<Row, 'concurrency'> => row;
