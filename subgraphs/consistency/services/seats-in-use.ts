import type { Context } from '../context.ts';
import type { Owners } from '../owners.ts';

/**
 * How many people use the product. Null: unknown, because the product could not be read or two accounts claim the same
 * tenant. An account without a tenant uses no seats.
 */
export const seatsInUse = (owners: Owners, accountId: string, context: Context): Promise<number | null> =>
  owners.usage.callAsCaller('usageFacts', { accountIds: [accountId] }, context).then(
    ([facts]) => facts?.usage?.activeMembers ?? (facts?.link === 'MISSING' ? 0 : null),
    () => null,
  );
