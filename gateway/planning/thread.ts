import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { GraphError } from '@customer-graph/protocol/errors';
import { planningBounds } from './bounds.ts';
import type { Planned, PlanningAnswer, PlanningQuestion } from './messages.ts';

export interface PlanningJob {
  readonly supergraph: { readonly id: string; readonly sdl: string };
  /** The text of the operation. */
  readonly operation: string;
  /** Its number of selections. Small operations are planned before large ones. */
  readonly selections: number;
  /** The key of the caller's quota. The number of waiting operations is limited for each caller. */
  readonly caller: string;
}

/** Plans operations outside the thread that answers requests. */
export interface PlanningThread extends AsyncDisposable {
  /**
   * @throws GraphError OPERATION_TOO_COSTLY where planning takes longer than its bound; RATE_LIMITED where too many
   *   operations wait for a plan; INTERNAL where the operation cannot be planned
   */
  plan(job: PlanningJob): Promise<Planned>;
  /** Starts the thread and its planner before the first operation needs them. Never throws: a plan tries it again. */
  warm(supergraph: PlanningJob['supergraph']): Promise<void>;
}

interface Waiting {
  /** Without an operation: the supergraph alone is loaded. */
  readonly job: Omit<PlanningJob, 'operation'> & { readonly operation: string | null };
  readonly resolve: (planned: Planned | null) => void;
  readonly reject: (error: unknown) => void;
}

/** Operations that may wait for a plan: of one caller, and of all. Each waits for those before it. */
const maxWaitingOfOne = 20;
const maxWaiting = 1_000;
/** Processor time for building a supergraph's planner, in milliseconds: about 50 times of what it takes. */
const loadCpuMs = 15_000;
/** How often the processor time is compared with its limit, in milliseconds. */
const checkMs = 100;

/** Processor time rather than elapsed time: on a busy machine the same plan takes longer. */
const cpuMsOf = (worker: Worker): Promise<number> =>
  worker.cpuUsage().then(
    ({ user, system }) => (user + system) / 1_000,
    // It has ended, which the open question reports.
    () => 0,
  );

const tooCostly = (): GraphError =>
  new GraphError('OPERATION_TOO_COSTLY', {
    message: `Planning the operation takes more than ${planningBounds.cpuMs} ms. Request fewer fields, or use several requests.`,
  });
const busy = (): GraphError =>
  new GraphError('RATE_LIMITED', { message: 'Too many new operations are waiting to be planned. Try again later.' });

/** The thread is started with the first plan, and again after a plan that took too long or an error. */
export function createPlanningThread(): PlanningThread {
  let worker: Worker | undefined;
  let waiting: readonly Waiting[] = [];
  let isPlanning = false;

  async function stop(): Promise<void> {
    const running = worker;
    worker = undefined;
    await running?.terminate();
  }

  async function started(): Promise<Worker> {
    if (worker) return worker;
    worker = new Worker(new URL('./worker.ts', import.meta.url));
    worker.unref();
    await once(worker, 'message');
    return worker;
  }

  async function ask(question: PlanningQuestion, limitMs: number, late: () => Error): Promise<PlanningAnswer> {
    const asked = await started();
    const limit = new AbortController();
    const before = await cpuMsOf(asked);
    const check = setInterval(() => {
      void cpuMsOf(asked).then((now) => {
        if (now - before > limitMs) limit.abort();
      });
    }, checkMs);
    asked.postMessage(question);
    try {
      const [answer] = (await once(asked, 'message', { signal: limit.signal })) as [PlanningAnswer];
      return answer;
    } catch (error) {
      await stop();
      throw limit.signal.aborted ? late() : error;
    } finally {
      clearInterval(check);
    }
  }

  async function load(supergraph: PlanningJob['supergraph']): Promise<void> {
    const loading = { kind: 'SUPERGRAPH', ...supergraph } as const;
    const loaded = await ask(loading, loadCpuMs, () => new Error('the supergraph took too long to load'));
    if (loaded.kind === 'FAILED') throw new Error(loaded.reason);
  }

  async function planNow({ supergraph, operation }: Waiting['job']): Promise<Planned | null> {
    if (operation === null) {
      await load(supergraph);
      return null;
    }
    const question = { kind: 'PLAN', supergraphId: supergraph.id, operation } as const;
    let answer = await ask(question, planningBounds.cpuMs, tooCostly);
    if (answer.kind === 'UNKNOWN_SUPERGRAPH') {
      await load(supergraph);
      answer = await ask(question, planningBounds.cpuMs, tooCostly);
    }
    if (answer.kind === 'PLANNED') return answer;
    throw new GraphError('INTERNAL', { cause: new Error(answer.kind === 'FAILED' ? answer.reason : answer.kind) });
  }

  async function planWaiting(): Promise<void> {
    isPlanning = true;
    for (let next = smallest(); next; next = smallest()) {
      waiting = waiting.filter((other) => other !== next);
      await planNow(next.job).then(next.resolve, next.reject);
    }
    isPlanning = false;
  }
  const smallest = (): Waiting | undefined =>
    waiting.reduce<Waiting | undefined>(
      (found, next) => (found && found.job.selections <= next.job.selections ? found : next),
      undefined,
    );

  const enqueue = (job: Waiting['job']): Promise<Planned | null> =>
    new Promise((resolve, reject) => {
      waiting = [...waiting, { job, resolve, reject }];
      if (!isPlanning) void planWaiting();
    });

  return {
    async plan(job) {
      const own = waiting.filter((other) => other.job.caller === job.caller).length;
      if (own >= maxWaitingOfOne || waiting.length >= maxWaiting) throw busy();
      const planned = await enqueue(job);
      if (!planned) throw new Error('no plan for an operation');
      return planned;
    },
    async warm(supergraph) {
      await enqueue({ supergraph, operation: null, selections: 0, caller: '' }).catch(() => undefined);
    },
    async [Symbol.asyncDispose]() {
      for (const { reject } of waiting) reject(busy());
      waiting = [];
      await stop();
    },
  };
}
