import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { answerRequests } from './requests.ts';

/** The processor time and memory that a process used since its start. */
export interface Usage {
  /** Processor time of all threads, in microseconds. */
  readonly cpuMicros: number;
  readonly rssBytes: number;
}

/**
 * Lets the bench ask a process what it used: `node --import ./bench/harness/probe.ts <program>`. The program itself needs no
 * change, so the real gateway is measured as it is.
 */
answerRequests({
  usage(): Usage {
    const { user, system } = process.cpuUsage();
    return { cpuMicros: user + system, rssBytes: process.memoryUsage.rss() };
  },
  /** Bytes of the heap after a full collection. */
  heap(): number {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    collect();
    collect();
    return process.memoryUsage().heapUsed;
  },
});
