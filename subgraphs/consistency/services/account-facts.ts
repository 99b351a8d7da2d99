import type { CrmFacts } from '../../accounts/contract.ts';
import type { BillingFacts } from '../../billing/contract.ts';
import type { AccountFacts } from '../domain/account-facts.ts';
import type { Owners, SystemCall } from '../owners.ts';

/** The facts of each system about the accounts of a call, in their order, 100 accounts at most. */

const idsOf = ({ accounts }: SystemCall) => ({ accountIds: accounts.map(({ id }) => id) });

export const crmFactsOf = (owners: Owners, call: SystemCall): Promise<(CrmFacts | null)[]> =>
  owners.accounts.callAsSystem('crmFacts', idsOf(call), call);

export const billingFactsOf = (owners: Owners, call: SystemCall): Promise<BillingFacts[]> =>
  owners.billing.callAsSystem('billingFacts', idsOf(call), call);

/** Null for an account whose facts could not be read. A failed batch is read again account by account. */
async function factsOrNull<T>(
  call: SystemCall,
  read: (call: SystemCall) => Promise<readonly T[]>,
): Promise<readonly (T | null)[]> {
  try {
    return await read(call);
  } catch {
    return Promise.all(
      call.accounts.map((account) =>
        read({ ...call, accounts: [account] }).then(
          ([facts]) => facts ?? null,
          () => null,
        ),
      ),
    );
  }
}

/** The facts that the reconciler compares. Null: could not be read. */
export async function planFactsOf(
  owners: Owners,
  call: SystemCall,
): Promise<readonly Pick<AccountFacts, 'crm' | 'billing'>[]> {
  const [crm, billing] = await Promise.all([
    factsOrNull(call, (part) => crmFactsOf(owners, part)),
    factsOrNull(call, (part) => billingFactsOf(owners, part)),
  ]);
  return call.accounts.map((_account, index) => ({ crm: crm[index] ?? null, billing: billing[index] ?? null }));
}

/** The facts of all systems. Null: could not be read. */
export async function accountFactsOf(owners: Owners, call: SystemCall): Promise<readonly AccountFacts[]> {
  const [plans, product, support] = await Promise.all([
    planFactsOf(owners, call),
    factsOrNull(call, (part) => owners.usage.callAsSystem('usageFacts', idsOf(part), part)),
    factsOrNull(call, (part) => owners.support.callAsSystem('supportFacts', idsOf(part), part)),
  ]);
  return plans.map((plan, index) => ({
    ...plan,
    product: product[index] ?? null,
    support: support[index] ?? null,
  }));
}
