import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { root } from './child.ts';
import { rounded } from './statistics.ts';

/** Where and when figures were measured. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  /** The load average of the last minute before the run: above 0.5, other programs disturb the figures. */
  readonly loadBefore: number;
  readonly commit: string;
  readonly date: string;
  readonly placement: string;
}

const commitOf = (): string => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
};

export function describeMachine(placement: string): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGiB: rounded(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    loadBefore: rounded(loadavg()[0] ?? 0, 2),
    commit: commitOf(),
    date: new Date().toISOString(),
    placement,
  };
}

export const machineLine = ({
  processor,
  cores,
  memoryGiB,
  system,
  node,
  loadBefore,
  commit,
  placement,
}: Machine): string =>
  `${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}, load before ${loadBefore}, commit ${commit}; ${placement}`;
