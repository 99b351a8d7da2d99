import type { EngineName } from '../engines/engines.ts';
import { closedLoop, type LoadResult } from '../harness/load.ts';
import type { Usage } from '../harness/probe.ts';
import { median, percentile, rounded } from '../harness/statistics.ts';
import type { RunningEngine, Stage } from './stage.ts';

/** The measurements of one engine in one round. */
export interface Measurement {
  readonly engine: EngineName;
  readonly requestsPerSecond: number;
  readonly cpuMicros: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly rssMiB: number;
  /** How many subgraph requests one request took. Below the number of the plan's fetches, an engine shares them. */
  readonly fetches: number;
  /** Share of the time in which the engine's processor was in use. Well below 1, something else was the limit. */
  readonly busy: number;
}

/** Medians of an engine over all rounds at one concurrency. */
export interface Row extends Measurement {
  readonly concurrency: number;
  readonly rounds: number;
  /** Errors fail a run, so a row has none. */
  readonly errors: 0;
}

export interface RoundOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly concurrencies: readonly number[];
  readonly onProgress: (text: string) => void;
}

/** The load of one round. The default is a closed loop. */
export type Load = (engine: RunningEngine, concurrency: number, durationMs: number) => Promise<LoadResult>;

const closed: Load = ({ request }, concurrency, durationMs) => closedLoop(request, concurrency, durationMs);

async function measure(stage: Stage, engine: RunningEngine, load: () => Promise<LoadResult>): Promise<Measurement> {
  const before = await engine.process.ask<Usage>('usage');
  const fetchesBefore = await stage.subgraphRequests();
  const result = await load();
  const after = await engine.process.ask<Usage>('usage');
  const fetches = (await stage.subgraphRequests()) - fetchesBefore;
  if (result.errors > 0) throw new Error(`${engine.name} had ${result.errors} errors: ${result.firstError ?? ''}`);
  const { requests, elapsedMs, latenciesMs } = result;
  const cpuMicros = after.cpuMicros - before.cpuMicros;
  return {
    engine: engine.name,
    requestsPerSecond: (requests * 1_000) / elapsedMs,
    cpuMicros: cpuMicros / requests,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
    rssMiB: after.rssBytes / 2 ** 20,
    fetches: fetches / requests,
    busy: cpuMicros / 1_000 / elapsedMs,
  };
}

/** By concurrency, each round's measurements of all engines. */
export type Measurements = ReadonlyMap<number, readonly (readonly Measurement[])[]>;

/** Measures all engines in turn, round by round, and rotates who is first: a disturbance then meets all of them. */
export async function measureRounds(
  stage: Stage,
  { rounds, seconds, warmUpSeconds, concurrencies, onProgress }: RoundOptions,
  load: Load = closed,
): Promise<Measurements> {
  for (const engine of stage.engines) {
    onProgress(`warming ${engine.name}`);
    await measure(stage, engine, () => load(engine, concurrencies.at(-1) ?? 1, warmUpSeconds * 1_000));
  }
  const measured = new Map<number, Measurement[][]>();
  for (let round = 0; round < rounds; round += 1) {
    const first = round % stage.engines.length;
    const order = [...stage.engines.slice(first), ...stage.engines.slice(0, first)];
    for (const concurrency of concurrencies) {
      onProgress(`round ${round + 1} of ${rounds}, concurrency ${concurrency}`);
      const results: Measurement[] = [];
      for (const engine of order)
        results.push(await measure(stage, engine, () => load(engine, concurrency, seconds * 1_000)));
      measured.set(concurrency, [...(measured.get(concurrency) ?? []), results]);
    }
  }
  return measured;
}

const digits: Readonly<Record<keyof Omit<Measurement, 'engine'>, number>> = {
  requestsPerSecond: 1,
  cpuMicros: 0,
  p50Ms: 2,
  p99Ms: 2,
  rssMiB: 0,
  fetches: 2,
  busy: 2,
};

export function rowsOf(measurements: Measurements, engines: readonly EngineName[]): Row[] {
  return [...measurements].flatMap(([concurrency, rounds]) =>
    engines.map((engine): Row => {
      const own = rounds.flatMap((round) => round.filter((measurement) => measurement.engine === engine));
      const of = (key: keyof typeof digits): number => rounded(median(own.map((each) => each[key])), digits[key]);
      return {
        engine,
        concurrency,
        rounds: rounds.length,
        errors: 0,
        requestsPerSecond: of('requestsPerSecond'),
        cpuMicros: of('cpuMicros'),
        p50Ms: of('p50Ms'),
        p99Ms: of('p99Ms'),
        rssMiB: of('rssMiB'),
        fetches: of('fetches'),
        busy: of('busy'),
      };
    }),
  );
}

export type Ratios = Partial<Record<Exclude<EngineName, 'ours'>, number>>;

/**
 * Ours compared with each other engine. A ratio is the median of the ratios of single rounds, because a machine's speed
 * changes more between rounds than within one.
 */
function ratiosOf(
  measurements: Measurements,
  concurrency: number,
  compare: (ours: Measurement, other: Measurement) => number,
): Ratios {
  const ratios = new Map<EngineName, number[]>();
  for (const round of measurements.get(concurrency) ?? []) {
    const ours = round.find(({ engine }) => engine === 'ours');
    for (const other of round)
      if (ours && other.engine !== 'ours')
        ratios.set(other.engine, [...(ratios.get(other.engine) ?? []), compare(ours, other)]);
  }
  return Object.fromEntries([...ratios].map(([engine, values]) => [engine, rounded(median(values), 3)]));
}

/** Requests a second of ours over theirs. */
export const requestRatios = (measurements: Measurements, concurrency: number): Ratios =>
  ratiosOf(measurements, concurrency, (ours, other) => ours.requestsPerSecond / other.requestsPerSecond);

/** Their processor time of a request over ours: on a busy machine it changes less than requests a second. */
export const cpuRatios = (measurements: Measurements, concurrency: number): Ratios =>
  ratiosOf(measurements, concurrency, (ours, other) => other.cpuMicros / ours.cpuMicros);
