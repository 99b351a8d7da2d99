import { mkdirSync, writeFileSync } from 'node:fs';
import type { Machine } from './machine.ts';
import type { ScenarioOptions } from './options.ts';

/** The figures of one run of a scenario. */
export interface Result {
  readonly scenario: string;
  readonly machine: Machine;
}

const results = new URL('../results/', import.meta.url);

/** Writes a file to bench/results. */
export function writeResultFile(name: string, text: string): void {
  mkdirSync(results, { recursive: true });
  writeFileSync(new URL(name, results), text);
}

/**
 * Prints a scenario's figures: one JSON object with `--json`, otherwise the text. Writes them to bench/results, unless the run
 * was of chosen engines only.
 */
export function writeResult(
  result: Result & Readonly<Record<string, unknown>>,
  { isJson, engines }: Pick<ScenarioOptions, 'isJson' | 'engines'>,
  text: () => string,
): void {
  if (engines === undefined) writeResultFile(`${result.scenario}.json`, `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(isJson ? `${JSON.stringify(result)}\n` : text());
}
