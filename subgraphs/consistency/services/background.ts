import type { Logger } from 'pino';
import { reasonOf } from '@customer-graph/process/reason-of';
import type { WorkflowEngine } from '../port.ts';
import type { Sweep } from './sweep.ts';

export interface BackgroundOptions {
  readonly workflows: WorkflowEngine;
  readonly sweep: Sweep;
  /** Time between two sweeps, in milliseconds. */
  readonly sweepMs: number;
  readonly log: Logger;
}

/** The background work of a process: resumes unfinished workflows, then sweeps at regular intervals. */
export interface Background extends Disposable {
  start(): Promise<void>;
}

export function createBackground({ workflows, sweep, sweepMs, log }: BackgroundOptions): Background {
  let timer: NodeJS.Timeout | undefined;
  return {
    async start() {
      // Reads work without a journal. Each sweep tries to open it again.
      await workflows.ensureReady().catch(() => undefined);
      const sweepQuietly = () =>
        sweep().catch((error: unknown) => log.warn({ reason: reasonOf(error) }, 'sweep failed; will retry'));
      timer = setInterval(() => void sweepQuietly(), sweepMs).unref();
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
