import { DBOS } from '@dbos-inc/dbos-sdk';
import {
  followersOf,
  operationIdOf,
  reconciliationOf,
  type FollowingSystem,
  type StartedOperation,
} from '../domain/operation.ts';
import type { AttemptResult, Delivery, WorkHandlers } from '../port.ts';
import { delayAfter, shouldRetry } from './retry-policy.ts';
import type { Shutdown } from './shutdown.ts';
import { deliveryStep, followerWorkflowId, workflowNames, type Ending } from './stored.ts';

/** Every start of a process counts as an attempt, and processes may start often while a system is unavailable. */
const maxRecoveryAttempts = 1_000_000;

/** Registers the workflows with DBOS. Must run before the launch, which resumes unfinished ones. */
export function registerWorkflows({ syncFollower, processDelivery }: WorkHandlers, shutdown: Shutdown) {
  /** Repeats a step until it succeeds or is given up. Attempts and delays are stored, so a restart continues there. */
  async function retryStep(name: string, attempt: () => Promise<AttemptResult>): Promise<AttemptResult> {
    for (let attempts = 0; ; attempts += 1) {
      const result = await DBOS.runStep(() => shutdown.track(attempt()), { name });
      if (shutdown.isClosing() && result.kind !== 'DONE') return shutdown.suspend();
      if (result.kind === 'DONE' || !shouldRetry(attempts, result)) return result;
      await DBOS.sleep(delayAfter(attempts));
    }
  }

  const register = <Args extends unknown[]>(
    name: keyof typeof workflowNames,
    workflow: (...args: Args) => Promise<Ending>,
  ) => DBOS.registerWorkflow(shutdown.guard(workflow), { name: workflowNames[name], maxRecoveryAttempts });

  const follower = register('follower', async (system: FollowingSystem, operation: StartedOperation) => {
    const result = await retryStep(system, () => syncFollower(system, operation));
    return result.kind === 'DONE' ? { failure: null, isTold: result.isSkipped !== true } : { failure: result.code };
  });

  const operation = register('operation', async (started: StartedOperation) => {
    const followers = [];
    for (const system of followersOf(started.kind)) {
      const workflowID = followerWorkflowId(started.id, system);
      followers.push(await DBOS.startWorkflow(follower, { workflowID })(system, started));
    }
    const endings = await Promise.all(followers.map((handle) => handle.getResult()));
    return { failure: endings.find(({ failure }) => failure !== null)?.failure ?? null };
  });

  const delivery = register('delivery', async (accepted: Delivery) => {
    const result = await retryStep(deliveryStep, () => processDelivery(accepted));
    if (result.kind === 'FAILED') return { failure: result.code };
    for (const accountId of result.reconcile ?? []) {
      const workflowID = operationIdOf(`delivery ${accepted.id} ${accountId}`);
      await DBOS.startWorkflow(operation, { workflowID })(reconciliationOf(workflowID, accountId));
    }
    return { failure: null };
  });

  return { operation, delivery };
}

export type Workflows = ReturnType<typeof registerWorkflows>;
