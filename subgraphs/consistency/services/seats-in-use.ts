import type { Context } from '../context.ts';
import type { Owners } from '../owners.ts';

/** Time that is left for the change itself, in milliseconds. */
const changeMs = 1_000;

/**
 * How many people use the product. Null: unknown, because two accounts claim the same tenant. An account without a tenant
 * uses no seats. Throws the product's error, so that the answer names the product.
 */
export async function seatsInUse(owners: Owners, accountId: string, context: Context): Promise<number | null> {
  const assertion = { ...context.assertion, deadline: context.assertion.deadline - changeMs };
  const [facts] = await owners.usage.callAsCaller('usageFacts', { accountIds: [accountId] }, { ...context, assertion });
  return facts?.usage?.activeMembers ?? (facts?.link === 'MISSING' ? 0 : null);
}
