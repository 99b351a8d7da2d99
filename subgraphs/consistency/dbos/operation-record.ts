import { DBOS, type WorkflowStatus } from '@dbos-inc/dbos-sdk';
import {
  followersOf,
  ownerOf,
  type FollowingSystem,
  type Operation,
  type OperationStatus,
  type OperationStep,
  type StartedOperation,
} from '../domain/operation.ts';
import { endedStatuses, followerWorkflowId, workflowNames, type Ending } from './stored.ts';

export const startedOperationOf = ({ input }: WorkflowStatus): StartedOperation => input?.[0] as StartedOperation;

const endingOf = ({ output }: WorkflowStatus): Ending | undefined => output as Ending | undefined;

function statusOf(workflow: WorkflowStatus | null): OperationStatus {
  if (!workflow || !endedStatuses.has(workflow.status)) return 'PENDING';
  return workflow.status === 'SUCCESS' && endingOf(workflow)?.failure === null ? 'SUCCEEDED' : 'FAILED';
}

function stepOf(
  system: FollowingSystem,
  attempts: readonly { readonly completedAtEpochMs?: number }[],
  workflow: WorkflowStatus | null,
): OperationStep {
  const hasEnded = workflow !== null && endedStatuses.has(workflow.status);
  return {
    system,
    status: statusOf(workflow),
    attempts: attempts.length,
    completedAt: hasEnded ? (attempts.at(-1)?.completedAtEpochMs ?? null) : null,
  };
}

/** The step of a following system; empty if the system takes no part. */
async function followerStep(operationId: string, system: FollowingSystem): Promise<OperationStep[]> {
  const workflowId = followerWorkflowId(operationId, system);
  const steps = (await DBOS.listWorkflowSteps(workflowId)) ?? [];
  const workflow = await DBOS.getWorkflowStatus(workflowId);
  if (workflow?.status === 'SUCCESS' && endingOf(workflow)?.isTold === false) return [];
  // Delays are stored as steps too, with other names.
  const attempts = steps.filter(({ name }) => name === system);
  return [stepOf(system, attempts, workflow)];
}

/** Reads an operation with its progress; null if there is none with this id. */
export async function readOperation(id: string): Promise<Operation | null> {
  const workflow = await DBOS.getWorkflowStatus(id);
  if (workflow?.workflowName !== workflowNames.operation) return null;
  const operation = startedOperationOf(workflow);
  const steps = await Promise.all(followersOf(operation.kind).map((system) => followerStep(id, system)));
  const owner = ownerOf(operation.kind);
  const status = statusOf(workflow);
  const { createdAt, updatedAt, completedAt } = workflow;
  return {
    ...operation,
    status,
    failure: status === 'FAILED' ? (endingOf(workflow)?.failure ?? 'INTERNAL') : null,
    createdAt,
    completedAt: status === 'PENDING' ? null : (completedAt ?? updatedAt ?? createdAt),
    steps: [
      // The owner was written before the operation was started.
      ...(owner ? [{ system: owner, status: 'SUCCEEDED', attempts: 1, completedAt: createdAt } as const] : []),
      ...steps.flat(),
    ],
  };
}
