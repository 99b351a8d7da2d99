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
}

/** Plans operations outside the thread that answers requests. */
export interface PlanningThread extends AsyncDisposable {
  /**
   * @throws GraphError OPERATION_TOO_COSTLY where planning takes longer than its bound; RATE_LIMITED where too many
   *   operations wait for a plan; INTERNAL where the operation cannot be planned
   */
  plan(job: PlanningJob): Promise<Planned>;
}

interface Waiting {
  readonly job: PlanningJob;
  readonly resolve: (planned: Planned) => void;
  readonly reject: (error: unknown) => void;
}

/** Operations that may wait for a plan. Each waits for those before it, so more would exceed their time anyway. */
const maxWaiting = 200;
/** Time for building a supergraph's planner, in milliseconds: about 100 times of what it takes. */
const loadMs = 30_000;

const tooCostly = (): GraphError =>
  new GraphError('OPERATION_TOO_COSTLY', {
    message: `Planning the operation takes more than ${planningBounds.ms} ms. Request fewer fields, or use several requests.`,
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

  async function ask(question: PlanningQuestion, limitMs: number, late: () => Error): Promise<PlanningAnswer> {
    if (!worker) {
      worker = new Worker(new URL('./worker.ts', import.meta.url), { execArgv: [] });
      worker.unref();
      await once(worker, 'message');
    }
    const signal = AbortSignal.timeout(limitMs);
    worker.postMessage(question);
    try {
      const [answer] = (await once(worker, 'message', { signal })) as [PlanningAnswer];
      return answer;
    } catch (error) {
      await stop();
      throw signal.aborted ? late() : error;
    }
  }

  async function planNow({ supergraph, operation }: PlanningJob): Promise<Planned> {
    const question = { kind: 'PLAN', supergraphId: supergraph.id, operation } as const;
    let answer = await ask(question, planningBounds.ms, tooCostly);
    if (answer.kind === 'UNKNOWN_SUPERGRAPH') {
      const loading = { kind: 'SUPERGRAPH', ...supergraph } as const;
      const loaded = await ask(loading, loadMs, () => new Error('the supergraph took too long to load'));
      if (loaded.kind === 'FAILED') throw new Error(loaded.reason);
      answer = await ask(question, planningBounds.ms, tooCostly);
    }
    if (answer.kind === 'PLANNED') return answer;
    throw new GraphError('INTERNAL', { cause: new Error(answer.kind === 'FAILED' ? answer.reason : answer.kind) });
  }

  async function planWaiting(): Promise<void> {
    for (let next = smallest(); next; next = smallest()) {
      waiting = waiting.filter((other) => other !== next);
      await planNow(next.job).then(next.resolve, next.reject);
    }
  }
  const smallest = (): Waiting | undefined =>
    waiting.reduce<Waiting | undefined>(
      (found, next) => (found && found.job.selections <= next.job.selections ? found : next),
      undefined,
    );

  return {
    plan: (job) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= maxWaiting) {
          reject(busy());
          return;
        }
        waiting = [...waiting, { job, resolve, reject }];
        if (isPlanning) return;
        isPlanning = true;
        void planWaiting().finally(() => (isPlanning = false));
      }),
    async [Symbol.asyncDispose]() {
      for (const { reject } of waiting) reject(busy());
      waiting = [];
      await stop();
    },
  };
}
