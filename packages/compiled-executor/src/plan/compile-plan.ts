import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import type { PlannedFetch, ResponsePath } from '../compiled-operation.ts';
import { NotCovered } from '../not-covered.ts';
import { compileFetch } from './fetch.ts';
import { everyElement, valuesAt } from './path.ts';
import type { Step } from './step.ts';

export interface CompiledPlan {
  readonly step: Step;
  readonly fetches: readonly PlannedFetch[];
  /** Variables of the plan's conditions. */
  readonly conditions: ReadonlySet<string>;
}

/** Compiles a plan to functions that run it in the order of @apollo/gateway. */
export function compilePlan({ node: root }: QueryPlan, schema: GraphQLSchema): CompiledPlan {
  const fetches: PlannedFetch[] = [];
  const conditions = new Set<string>();
  if (root?.kind === 'Subscription') throw new NotCovered('UNSUPPORTED_PLAN');
  return { step: compile(root), fetches, conditions };

  function compile(node: PlanNode | undefined): Step {
    switch (node?.kind) {
      case undefined:
        return async () => undefined;
      case 'Fetch': {
        const { planned, step } = compileFetch(node, schema);
        fetches.push(planned);
        return step;
      }
      case 'Sequence':
        return sequence(node.nodes.map(compile));
      case 'Parallel':
        return parallel(node.nodes.map(compile));
      case 'Flatten':
        return flatten(node.path, compile(node.node));
      case 'Condition': {
        const { condition } = node;
        const [then, otherwise] = [compile(node.ifClause), compile(node.elseClause)];
        conditions.add(condition);
        return async (run, place, path) => await (run.conditions[condition] ? then : otherwise)(run, place, path);
      }
      case 'Defer':
        throw new NotCovered('UNSUPPORTED_PLAN');
    }
  }
}

const sequence =
  (steps: readonly Step[]): Step =>
  async (run, place, path) => {
    for (const step of steps) await step(run, place, path);
  };

/** As asynchronous as in @apollo/gateway: of several steps that reject, the same one is reported. */
const parallel =
  (steps: readonly Step[]): Step =>
  async (run, place, path) => {
    await Promise.all(steps.map(async (step) => step(run, place, path)));
  };

function flatten(path: ResponsePath, step: Step): Step {
  if (path.some((element) => element !== everyElement && !/^\w+$/.test(String(element))))
    throw new NotCovered('UNSUPPORTED_NAME');
  // Asynchronous also where it throws, so that the other steps of a parallel stage start.
  return async (run, place, before) => {
    const values = valuesAt(place, path);
    if (values) await step(run, values, [...before, ...path]);
  };
}
