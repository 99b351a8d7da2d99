import type { FollowingSystem } from '../domain/operation.ts';

/*
 * The format in which workflows are stored. A process resumes workflows that an older version started, so a renamed
 * workflow, step or field breaks them. An incompatible change needs a new `applicationVersion`.
 */

/** DBOS resumes only workflows of the same version. */
export const applicationVersion = '1';

export const workflowNames = { operation: 'operation', follower: 'part', delivery: 'delivery' } as const;

/** The step of a delivery workflow. The step of a follower workflow has the name of the system. */
export const deliveryStep = 'look after';

/** The output of a workflow. */
export interface Ending {
  /** An error code of the closed table; null: succeeded. */
  readonly failure: string | null;
  /** False: the system takes no part in the operation. */
  readonly isTold?: boolean;
}

/** The id of the workflow that writes one following system. */
export const followerWorkflowId = (operationId: string, system: FollowingSystem): string => `${operationId}:${system}`;

export const deliveryWorkflowId = (deliveryId: string): string => `delivery:${deliveryId}`;

/** The DBOS statuses of ended workflows. */
export const endedStatuses: ReadonlySet<string> = new Set([
  'SUCCESS',
  'ERROR',
  'CANCELLED',
  'MAX_RECOVERY_ATTEMPTS_EXCEEDED',
]);
