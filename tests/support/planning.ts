import type { Planned } from '../../gateway/planning/messages.ts';
import { createPlanningThread, type PlanningThread } from '../../gateway/planning/thread.ts';

/** One thread for all gateways of the test process: starting one takes longer than most tests. */
export const sharedPlanning: PlanningThread = createPlanningThread();

/** The shared thread, with a list of what it planned. */
export function recordedPlanning(): { readonly planning: PlanningThread; readonly planned: Planned[] } {
  const planned: Planned[] = [];
  return {
    planned,
    planning: {
      async plan(job) {
        const result = await sharedPlanning.plan(job);
        planned.push(result);
        return result;
      },
      warm: (supergraph) => sharedPlanning.warm(supergraph),
      [Symbol.asyncDispose]: async () => undefined,
    },
  };
}
