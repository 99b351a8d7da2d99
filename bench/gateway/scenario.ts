import { engineNames, isEngineName, type EngineName } from '../engines/engines.ts';
import { describeMachine, type Machine } from '../harness/machine.ts';
import type { ScenarioOptions } from '../harness/options.ts';
import { choosePlacement, pinThisProcess } from '../harness/placement.ts';
import { report } from './report.ts';
import { cpuRatios, measureRounds, requestRatios, rowsOf, type Ratios, type Row } from './rounds.ts';
import { startStage } from './stage.ts';
import { customerViewWorkload, type Workload } from './workload.ts';

/** The figures of a comparison of engines. */
export interface Comparison {
  readonly scenario: string;
  readonly title: string;
  /** Ours over theirs, requests a second at `ratioConcurrency`. */
  readonly ratios: Ratios;
  /** Their processor time of a request over ours. */
  readonly cpuRatios: Ratios;
  readonly ratioConcurrency: number;
  readonly answerBytes: number;
  readonly rows: readonly Row[];
  readonly machine: Machine;
  readonly seconds: number;
}

const defaults = { rounds: 3, seconds: 1.7, concurrencies: [1, 32, 128], warmUpSeconds: 2.5 } as const;
const ratioConcurrency = 32;

export function enginesOf(names: readonly string[] | undefined): readonly EngineName[] {
  if (!names) return engineNames;
  const unknown = names.filter((name) => !isEngineName(name));
  if (unknown.length > 0) throw new Error(`unknown engines ${unknown.join()}: there are ${engineNames.join()}`);
  return engineNames.filter((name) => names.includes(name));
}

/** Measures engines over canned subgraphs: the whole processor time of a request belongs to the engine. */
export async function compareEngines(workload: Workload, options: ScenarioOptions): Promise<boolean> {
  const placement = choosePlacement();
  const machine = describeMachine(placement.description);
  const engines = enginesOf(options.engines);
  pinThisProcess(placement.load);
  const seconds = options.seconds ?? defaults.seconds;
  const concurrencies = options.concurrencies ?? defaults.concurrencies;
  const stage = await startStage({ workload, engines, placement });
  const measurements = await measureRounds(stage, {
    rounds: options.rounds ?? defaults.rounds,
    seconds,
    warmUpSeconds: defaults.warmUpSeconds,
    concurrencies,
    onProgress: (text) => process.stderr.write(`${text}\n`),
  }).finally(() => stage[Symbol.asyncDispose]());
  const at = concurrencies.includes(ratioConcurrency) ? ratioConcurrency : (concurrencies[0] ?? 1);
  report(
    {
      scenario: workload.name,
      title: workload.title,
      ratios: requestRatios(measurements, at),
      cpuRatios: cpuRatios(measurements, at),
      ratioConcurrency: at,
      answerBytes: stage.answerBytes,
      rows: rowsOf(measurements, engines),
      machine,
      seconds,
    },
    options,
  );
  return true;
}

/** Ours, other gateways, a hand-written BFF and the limit: the customer view at several concurrencies. */
export const gateway = (options: ScenarioOptions): Promise<boolean> => compareEngines(customerViewWorkload, options);
