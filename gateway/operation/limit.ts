import { GraphError } from '@customer-graph/protocol/errors';
import { refusedRequest } from '../audit/refusals.ts';
import type { Consumption } from '../limits/rate.ts';
import { recordQuietly } from './record.ts';
import type { OperationRun, OperationServices } from './run.ts';

type Services = Pick<OperationServices, 'rateLimits' | 'audit'>;

/**
 * Charges the caller's quota with the operation's cost. The request itself was charged on arrival; a mutation is charged
 * again, so that none runs while the quota cannot be counted. Throws RATE_LIMITED beyond the quota.
 */
export const limitCaller = (run: OperationRun, services: Services): Promise<void> => {
  const { context, isMutation } = run;
  return charge(run, services, 'principal', context.rateKey, Math.max(context.cost.asked, isMutation ? 1 : 0));
};

/** Charges the caller's quota for a plan that has to be made. Throws RATE_LIMITED beyond the quota. */
export const limitPlanning = (run: OperationRun, services: Services, points: number): Promise<void> =>
  charge(run, services, 'principal', run.context.rateKey, points);

/** Charges the quotas of the accounts that the operation reads or changes. */
export async function limitAccounts(
  run: OperationRun,
  services: Services,
  accountIds: readonly string[],
): Promise<void> {
  const { access, cost } = run.context;
  const points = 1 + Math.ceil(cost.asked / accountIds.length);
  await Promise.all(accountIds.map((id) => charge(run, services, 'tenant', `${access.kind} ${id}`, points)));
}

async function charge(
  { context, isMutation }: OperationRun,
  { rateLimits, audit }: Services,
  policy: Consumption['policy'],
  key: string,
  points: number,
): Promise<void> {
  if (points === 0) return;
  const { access, actor, standings } = context;
  const { isExceeded, isFirst, ...standing } = await rateLimits.consume({
    policy,
    key,
    kind: access.kind,
    points,
    isMutation,
  });
  standings.set(`${policy} ${key}`, standing);
  if (isFirst) await recordQuietly(audit, [refusedRequest(actor, 'RATE_LIMITED')], context.assertion.answerBy);
  if (isExceeded) throw new GraphError('RATE_LIMITED');
}
