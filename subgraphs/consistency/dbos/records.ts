import { DBOS, type GetWorkflowsInput, type WorkflowStatus } from '@dbos-inc/dbos-sdk';
import {
  followersOf,
  ownerOf,
  type FollowingSystem,
  type Operation,
  type OperationStatus,
  type OperationStep,
  type Promised,
} from '../domain/operation.ts';

/* What DBOS keeps of operations, as the domain has them. */

/** How a workflow ended. */
export interface Ending {
  readonly failure: string | null;
  /** False: the system is not there to be told. */
  readonly isTold?: boolean;
}

const hour = 3_600_000;
const page = 1_000;

export const partOf = (id: string, system: FollowingSystem): string => `${id}:${system}`;
export const finished: ReadonlySet<string> = new Set([
  'SUCCESS',
  'ERROR',
  'CANCELLED',
  'MAX_RECOVERY_ATTEMPTS_EXCEEDED',
]);

/** How far a write has come; null for what is none. */
export async function readOperation(id: string): Promise<Operation | null> {
  const status = await DBOS.getWorkflowStatus(id);
  if (status?.workflowName !== 'operation') return null;
  const promised = status.input?.[0] as Promised;
  const parts = await Promise.all(
    followersOf(promised.kind).map(async (system) => {
      const tries = (await DBOS.listWorkflowSteps(partOf(id, system))) ?? [];
      const part = await DBOS.getWorkflowStatus(partOf(id, system));
      // What nobody was told of is no step.
      return part?.status === 'SUCCESS' && (part.output as Ending).isTold === false
        ? []
        : [
            stepOf(
              system,
              tries.filter(({ name }) => name === system),
              part,
            ),
          ];
    }),
  );
  const steps = parts.flat();
  return operationOf(promised, status, steps);
}

/** All of them, however many. */
export async function operations(filter: GetWorkflowsInput): Promise<readonly WorkflowStatus[]> {
  const found: WorkflowStatus[] = [];
  for (let offset = 0; ; offset += page) {
    const some = await DBOS.listWorkflows({
      workflowName: 'operation',
      loadInput: true,
      sortDesc: true,
      limit: page,
      offset,
      ...filter,
    });
    found.push(...some);
    if (some.length < page) return found;
  }
}

const statusOf = (status: WorkflowStatus | null): OperationStatus => {
  if (!status || !finished.has(status.status)) return 'PENDING';
  return status.status === 'SUCCESS' && (status.output as Ending).failure === null ? 'SUCCEEDED' : 'FAILED';
};

function operationOf(promised: Promised, status: WorkflowStatus, steps: readonly OperationStep[]): Operation {
  const owner = ownerOf(promised.kind);
  const ended = statusOf(status);
  return {
    ...promised,
    status: ended,
    failure: ended === 'FAILED' ? ((status.output as Ending | undefined)?.failure ?? 'INTERNAL') : null,
    createdAt: status.createdAt,
    completedAt: ended === 'PENDING' ? null : (status.completedAt ?? status.updatedAt ?? status.createdAt),
    // The owner had it before anything was promised.
    steps: [
      ...(owner ? [{ system: owner, status: 'SUCCEEDED', attempts: 1, completedAt: status.createdAt } as const] : []),
      ...steps,
    ],
  };
}

function stepOf(
  system: FollowingSystem,
  tries: readonly { readonly completedAtEpochMs?: number }[],
  status: WorkflowStatus | null,
): OperationStep {
  return {
    system,
    status: statusOf(status),
    attempts: tries.length,
    completedAt: status && finished.has(status.status) ? (tries.at(-1)?.completedAtEpochMs ?? null) : null,
  };
}

/** DBOS keeps what is finished for ever. */
export async function forgetFinished(retentionDays: number): Promise<void> {
  const completedBefore = new Date(Date.now() - retentionDays * 24 * hour).toISOString();
  for (;;) {
    const some = await DBOS.listWorkflows({
      status: ['SUCCESS', 'ERROR', 'CANCELLED'],
      completedBefore,
      limit: page,
      loadInput: false,
      loadOutput: false,
    });
    if (some.length === 0) return;
    await DBOS.deleteWorkflows(some.map(({ workflowID }) => workflowID));
  }
}
