import { engineTitles } from '../engines/engines.ts';
import { barChart } from '../harness/chart.ts';
import { machineLine } from '../harness/machine.ts';
import type { ScenarioOptions } from '../harness/options.ts';
import { writeResult, writeResultFile } from '../harness/result.ts';
import { table } from '../harness/table.ts';
import type { Comparison } from './scenario.ts';

const listed = (ratios: Comparison['ratios']): string =>
  Object.entries(ratios)
    .map(([engine, ratio]) => `${engine} ${ratio}`)
    .join(', ');

/** Prints figures as a table or as one JSON object, and writes them and a chart to bench/results. */
export function report(comparison: Comparison, options: ScenarioOptions): void {
  const { scenario, title, rows, ratios, cpuRatios, ratioConcurrency, machine, answerBytes, seconds } = comparison;
  const charted = rows.filter(({ concurrency }) => concurrency === ratioConcurrency);
  const chart = barChart({
    title: `${title}: requests a second on one core, concurrency ${ratioConcurrency}`,
    note: machineLine(machine),
    bars: charted.map(({ engine, requestsPerSecond }) => ({
      label: engineTitles[engine],
      value: requestsPerSecond,
      isOurs: engine === 'ours',
    })),
  });
  if (options.engines === undefined) writeResultFile(`${scenario}.svg`, chart);
  const lines = rows.map((row) => [
    engineTitles[row.engine],
    row.concurrency,
    row.requestsPerSecond.toFixed(0),
    row.cpuMicros,
    row.p50Ms.toFixed(1),
    row.p99Ms.toFixed(1),
    row.fetches,
    row.busy,
  ]);
  const text = (): string =>
    `${title}, answer of ${answerBytes} bytes, medians of ${rows[0]?.rounds ?? 0} rounds of ${seconds} s\n${machineLine(machine)}\n\n` +
    `${table(['', 'concurrency', 'requests/s', 'CPU µs', 'p50 ms', 'p99 ms', 'fetches', 'core busy'], lines)}\n\n` +
    `ours over theirs, requests/s at concurrency ${ratioConcurrency}: ${listed(ratios)}\n` +
    `theirs over ours, CPU: ${listed(cpuRatios)}\n`;
  writeResult({ ...comparison }, options, text);
}
