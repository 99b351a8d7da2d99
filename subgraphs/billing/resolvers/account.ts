import { resolveAccountReference, type AccountReference } from '../../shared/account-reference.ts';
import type { LinksVerifier } from '../../shared/assertion/links.ts';
import { searchOf } from '../../shared/search.ts';
import type { Context } from '../context.ts';
import type { AccountResolvers } from '../generated/schema.ts';

/** Who says which customer an account is. */
export type LinkOwner = 'CRM' | 'BILLING';

export type CustomerOf = (account: AccountReference, context: Context) => Promise<string | null>;

/** The account's customer; null where it has none, or where that is not certain. */
export const createCustomerOf =
  (linkOwner: LinkOwner): CustomerOf =>
  async ({ id, counterparts: { billing } }, { loaders }) => {
    if (linkOwner === 'CRM') return billing.state === 'LINKED' ? billing.id : null;
    const [customerId, second] = await loaders.customersOfAccount.load(id);
    return customerId !== undefined && second === undefined ? customerId : null;
  };

export const createAccountResolvers = (verifier: LinksVerifier, customerOf: CustomerOf): AccountResolvers => ({
  __resolveReference: ({ id, links }, { assertion }) => resolveAccountReference({ id, links }, assertion, verifier),

  search: (account, request) => searchOf(account, request),

  async billingLink(account, _arguments, context) {
    if (account.counterparts.billing.state === 'DUPLICATE') return 'DUPLICATE';
    const customerId = await customerOf(account, context);
    // One that is named and not there is none.
    return customerId !== null && (await context.loaders.customer.load(customerId)) ? 'LINKED' : 'MISSING';
  },

  async billing(account, _arguments, context) {
    const customerId = await customerOf(account, context);
    return customerId === null ? null : { accountId: account.id, customerId };
  },
});
