import { Kind, visit, type OperationDefinitionNode } from 'graphql';
import { beforeDeadline } from '@customer-graph/process/before-deadline';
import { GraphError } from '@customer-graph/protocol/errors';
import type { Authorized } from './authorize.ts';
import { limitPlanning } from './limit.ts';
import type { OperationRun, OperationServices } from './run.ts';

/** An operation of this size is planned in less time than the rest of its request takes. */
const freeSelections = 10;

/**
 * Makes sure that the operation has a plan. A new plan of more than a few selections costs the caller a point for
 * each, because planning takes processor time in proportion to them. Throws RATE_LIMITED, OPERATION_TOO_COSTLY or UPSTREAM_TIMEOUT.
 */
export async function planOperation(
  run: OperationRun,
  { decision: { sent } }: Authorized,
  services: Pick<OperationServices, 'plans' | 'rateLimits' | 'audit'>,
): Promise<void> {
  const { plans } = services;
  if (!sent || plans.has(sent)) return;
  const selections = selectionsOf(sent.operation);
  if (selections > freeSelections) await limitPlanning(run, services, selections);
  const { deadline } = run.context.assertion;
  await beforeDeadline(
    deadline,
    plans.prepare(sent, selections, run.context.rateKey),
    () =>
      new GraphError('UPSTREAM_TIMEOUT', { message: 'The operation could not be planned in time. Try again later.' }),
  );
}

function selectionsOf(operation: OperationDefinitionNode): number {
  let count = 0;
  visit(operation, {
    enter: ({ kind }) => void (count += kind === Kind.FIELD || kind === Kind.INLINE_FRAGMENT ? 1 : 0),
  });
  return count;
}
