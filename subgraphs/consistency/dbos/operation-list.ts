import { DBOS, type GetWorkflowsInput, type WorkflowStatus } from '@dbos-inc/dbos-sdk';
import type { StartedOperation } from '../domain/operation.ts';
import { startedOperationOf } from './operation-record.ts';
import { isFinal } from './retry-policy.ts';
import { workflowNames, type Ending } from './stored.ts';

const page = 1_000;

/** All operations that match, over all pages. */
async function listOperations(filter: GetWorkflowsInput): Promise<readonly WorkflowStatus[]> {
  const found: WorkflowStatus[] = [];
  for (let offset = 0; ; offset += page) {
    const workflows = await DBOS.listWorkflows({
      workflowName: workflowNames.operation,
      loadInput: true,
      sortDesc: true,
      limit: page,
      offset,
      ...filter,
    });
    found.push(...workflows);
    if (workflows.length < page) return found;
  }
}

/** Accounts with an unfinished operation, or with one that was started since then. */
export async function accountsSince(time: number): Promise<readonly string[]> {
  const [unfinished, recent] = await Promise.all([
    listOperations({ status: ['PENDING', 'ENQUEUED'], loadOutput: false }),
    listOperations({ startTime: new Date(time).toISOString(), loadOutput: false }),
  ]);
  return [...new Set([...unfinished, ...recent].map((workflow) => startedOperationOf(workflow).accountId))];
}

/** Operations that failed since then but may succeed if repeated. */
export async function failedSince(time: number): Promise<readonly StartedOperation[]> {
  const ended = await listOperations({
    status: ['SUCCESS', 'ERROR', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED'],
    completedAfter: new Date(time).toISOString(),
  });
  return ended
    .filter(({ status, output }) => {
      const failure = status === 'SUCCESS' ? (output as Ending).failure : 'INTERNAL';
      return failure !== null && !isFinal(failure);
    })
    .map(startedOperationOf);
}
