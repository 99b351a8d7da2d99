import { parentPort } from 'node:worker_threads';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { reasonOf } from '@customer-graph/process/reason-of';
import { planningBounds } from './bounds.ts';
import type { PlanningAnswer, PlanningQuestion } from './messages.ts';

/** Plans in a thread of its own: planning is synchronous and would delay all requests. */

/** The supergraph in use, the one before, and those of other gateways in the process. */
const maxSupergraphs = 8;

interface Loaded {
  readonly api: ReturnType<Supergraph['apiSchema']>;
  readonly planner: QueryPlanner;
}
const supergraphs = new LRUCache<string, Loaded>({ max: maxSupergraphs });

function load(id: string, sdl: string): PlanningAnswer {
  if (supergraphs.has(id)) return { kind: 'LOADED' };
  const supergraph = Supergraph.build(sdl);
  const planner = new QueryPlanner(supergraph, {
    exposeDocumentNodeInFetchNode: true,
    debug: { maxEvaluatedPlans: planningBounds.evaluatedPlans },
  });
  supergraphs.set(id, { api: supergraph.apiSchema(), planner });
  return { kind: 'LOADED' };
}

function plan(supergraphId: string, text: string): PlanningAnswer {
  const loaded = supergraphs.get(supergraphId);
  if (!loaded) return { kind: 'UNKNOWN_SUPERGRAPH' };
  const startedAt = performance.now();
  const planned = loaded.planner.buildQueryPlan(operationFromDocument(loaded.api, parse(text)));
  return {
    kind: 'PLANNED',
    plan: planned,
    evaluated: loaded.planner.lastGeneratedPlanStatistics()?.evaluatedPlanCount ?? 0,
    ms: performance.now() - startedAt,
    size: JSON.stringify(planned).length,
  };
}

function answer(question: PlanningQuestion): PlanningAnswer {
  try {
    return question.kind === 'SUPERGRAPH'
      ? load(question.id, question.sdl)
      : plan(question.supergraphId, question.operation);
  } catch (error) {
    return { kind: 'FAILED', reason: reasonOf(error) };
  }
}

parentPort?.on('message', (question: PlanningQuestion) => parentPort?.postMessage(answer(question)));
// The time of a first plan must not include the start of the thread.
parentPort?.postMessage('started');
