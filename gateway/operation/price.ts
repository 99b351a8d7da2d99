import { defaultMessages, GraphError } from '@customer-graph/protocol/errors';
import { refusedRequest } from '../audit/refusals.ts';
import { createEstimates } from '../cost/estimates.ts';
import { recordQuietly } from './record.ts';
import type { OperationRun, OperationServices, Prepared } from './run.ts';

const estimateOf = createEstimates();

/** Estimates the worst-case number of vendor calls. Throws OPERATION_TOO_COSTLY beyond the caller's budget. */
export async function priceOperation(
  { context, variables }: OperationRun,
  { rules, prepared }: Prepared,
  { budgets, audit }: OperationServices,
): Promise<void> {
  const { access, actor, cost } = context;
  cost.asked = estimateOf(prepared.operation, variables, rules);
  const budget = budgets[access.kind];
  if (cost.asked <= budget) return;
  await recordQuietly(audit, [refusedRequest(actor, 'OPERATION_TOO_COSTLY')], context.assertion.answerBy);
  throw new GraphError('OPERATION_TOO_COSTLY', {
    message: `${defaultMessages.OPERATION_TOO_COSTLY} It may take ${cost.asked} calls to vendors, and ${budget} are allowed. Request shorter lists, or use several requests.`,
  });
}
