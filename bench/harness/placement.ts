import { execFileSync, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** The number of a processor core. */
export type Core = number;

/** Which core each part runs on; undefined where the operating system decides. */
export interface Placement {
  readonly engine: Core | undefined;
  readonly load: Core | undefined;
  readonly canned: Core | undefined;
  readonly description: string;
}

/** The engine gets a core of its own. Load and canned subgraphs share the second, or have one each. */
export function choosePlacement(): Placement {
  const cores = availableParallelism();
  const hasTaskset = spawnSync('taskset', ['--version'], { stdio: 'ignore' }).status === 0;
  if (!hasTaskset || cores < 2)
    return {
      engine: undefined,
      load: undefined,
      canned: undefined,
      description: `${cores} cores, processes not pinned: ${hasTaskset ? 'there is one core' : 'taskset is missing'}`,
    };
  const canned = cores > 2 ? 2 : 1;
  return {
    engine: 0,
    load: 1,
    canned,
    description: `engine on core 0, load on core 1, canned subgraphs on core ${canned} (taskset)`,
  };
}

/** Returns the command that runs on the core alone. */
export const pinned = (core: Core | undefined, command: readonly string[]): readonly string[] =>
  core === undefined ? command : ['taskset', '-c', String(core), ...command];

/** Moves this process, with all of its threads, to the core. */
export function pinThisProcess(core: Core | undefined): void {
  if (core !== undefined) execFileSync('taskset', ['-acp', String(core), String(process.pid)], { stdio: 'ignore' });
}
