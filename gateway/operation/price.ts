import { defaultMessages, GraphError } from '@customer-graph/protocol/errors';
import { refusedRequest } from '../audit/refusals.ts';
import { estimateCalls } from '../cost/estimate.ts';
import { recordQuietly } from './record.ts';
import type { OperationRun, OperationServices, Prepared } from './run.ts';

/** Estimates the worst-case number of vendor calls. Throws OPERATION_TOO_COSTLY beyond the caller's budget. */
export async function priceOperation(
  { context, variables }: OperationRun,
  { rules, prepared }: Prepared,
  { budgets, audit }: OperationServices,
): Promise<void> {
  const { access, actor, cost } = context;
  cost.asked = estimateCalls(rules.api, rules.costs, prepared.operation, variables);
  const budget = budgets[access.kind];
  if (cost.asked <= budget) return;
  await recordQuietly(audit, [refusedRequest(actor, 'OPERATION_TOO_COSTLY')], context.assertion.answerBy);
  throw new GraphError('OPERATION_TOO_COSTLY', {
    message: `${defaultMessages.OPERATION_TOO_COSTLY} It may take ${cost.asked} calls to vendors, and ${budget} are allowed. Request shorter lists, or use several requests.`,
  });
}
