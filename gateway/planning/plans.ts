import { createHash } from 'node:crypto';
import type { QueryPlan, QueryPlanCache } from '@apollo/query-planner';
import { print } from 'graphql';
import { LRUCache } from 'lru-cache';
import { GraphError } from '@customer-graph/protocol/errors';
import type { SentOperation } from '../authorization/decision.ts';
import type { Planned } from './messages.ts';
import type { PlanningThread } from './thread.ts';

/** The plans of the supergraph in use. */
export interface Plans {
  /** Where @apollo/gateway looks for a plan before it makes one itself. */
  readonly cache: QueryPlanCache;
  /** A new supergraph is in use. */
  use(sdl: string): void;
  has(sent: SentOperation): boolean;
  /** Makes sure that the operation has a plan. Throws as `PlanningThread.plan` does. */
  prepare(sent: SentOperation, selections: number, caller: string): Promise<void>;
}

/** Characters of all plans as JSON. */
const maxSize = 24 * 1024 * 1024;
/** A plan that @apollo/gateway made because the planned one had already left the cache. */
const unmeasuredSize = 64 * 1024;
const maxRefused = 1_000;

/** Operations with the same key share a plan: it depends on neither their names nor their literals. */
export function createPlans(thread: PlanningThread): Plans {
  let supergraph = { id: '', sdl: '' };
  const plans = new LRUCache<string, QueryPlan>({ maxSize, sizeCalculation: () => unmeasuredSize });
  const planning = new Map<string, Promise<Planned>>();
  /** Operations whose planning took too long: the same again would take the thread's time again. */
  const refused = new LRUCache<string, GraphError>({ max: maxRefused });
  const keyOf = (queryHash: string): string => `${supergraph.id} ${queryHash}`;

  async function plan(key: string, { document }: SentOperation, selections: number, caller: string): Promise<void> {
    const running = planning.get(key) ?? thread.plan({ supergraph, operation: print(document), selections, caller });
    planning.set(key, running);
    try {
      const { plan: planned, size } = await running;
      plans.set(key, planned, { size });
    } catch (error) {
      if (error instanceof GraphError && error.code === 'OPERATION_TOO_COSTLY') refused.set(key, error);
      throw error;
    } finally {
      planning.delete(key);
    }
  }

  return {
    cache: {
      get: async (queryHash) => plans.get(keyOf(queryHash)),
      set: async (queryHash, planned) => void plans.set(keyOf(queryHash), planned),
      delete: async (queryHash) => plans.delete(keyOf(queryHash)),
      clear: () => undefined,
    },
    use(sdl) {
      supergraph = { id: createHash('sha256').update(sdl).digest('hex'), sdl };
      void thread.warm(supergraph);
    },
    has: ({ queryHash }) => plans.has(keyOf(queryHash)),
    async prepare(sent, selections, caller) {
      const key = keyOf(sent.queryHash);
      if (plans.has(key)) return;
      const known = refused.get(key);
      if (known) throw known;
      await plan(key, sent, selections, caller);
    },
  };
}
