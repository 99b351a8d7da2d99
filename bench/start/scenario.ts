import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeMachine, machineLine } from '../harness/machine.ts';
import type { ScenarioOptions } from '../harness/options.ts';
import { writeResult } from '../harness/result.ts';
import { median, rounded } from '../harness/statistics.ts';
import { table } from '../harness/table.ts';
import { startGatewayAlone, startWhole, type Started } from './programs.ts';

const defaultRounds = 3;

const programs: Readonly<Record<string, (folder: string) => Promise<Started>>> = {
  'npm start, with the sandbox': startWhole,
  'gateway process alone': startGatewayAlone,
};

/** Time from the start of a process to its first answered customer view, and what it used until then. */
export async function start(options: ScenarioOptions): Promise<boolean> {
  const machine = describeMachine('processes not pinned');
  const rounds = options.rounds ?? defaultRounds;
  const measured = new Map<string, Started[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, program] of Object.entries(programs)) {
      process.stderr.write(`round ${round + 1} of ${rounds}: ${name}\n`);
      const folder = mkdtempSync(join(tmpdir(), 'bench-'));
      try {
        measured.set(name, [...(measured.get(name) ?? []), await program(folder)]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  }
  const rows = [...measured].map(([program, results]) => {
    const of = (key: keyof Started, digits: number): number =>
      rounded(median(results.map((each) => each[key])), digits);
    return {
      program,
      rounds,
      firstAnswerMs: of('firstAnswerMs', 0),
      cpuSeconds: of('cpuSeconds', 2),
      rssMiB: of('rssMiB', 0),
      settledRssMiB: of('settledRssMiB', 0),
    };
  });
  writeResult(
    { scenario: 'start', rows, machine },
    options,
    () =>
      `from the start of the process to the first answered customer view, medians of ${rounds} rounds\n${machineLine(machine)}\n\n${table(
        ['', 'first answer ms', 'CPU s', 'RSS MiB', 'RSS after 3 s MiB'],
        rows.map((row) => [row.program, row.firstAnswerMs, row.cpuSeconds, row.rssMiB, row.settledRssMiB]),
      )}\n`,
  );
  return true;
}
