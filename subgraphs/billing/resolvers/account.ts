import { resolveAccountReference, type AccountReference } from '../../shared/account-reference.ts';
import type { LinksVerifier } from '../../shared/assertion/links.ts';
import type { Links } from '../../shared/principal.ts';
import { searchOf } from '../../shared/search.ts';
import type { Context } from '../context.ts';
import type { AccountResolvers } from '../generated/schema.ts';

/** Who says which customer an account is. */
export type LinkOwner = 'CRM' | 'BILLING';

export type CustomerOf = (account: AccountReference, context: Context) => Promise<string | null>;

/** Which customer an account is, as the owner of the link says it. */
export type LinkOf = (account: AccountReference, context: Context) => Promise<Links['billing']>;

export const createLinkOf =
  (linkOwner: LinkOwner): LinkOf =>
  async ({ id, counterparts: { billing } }, { loaders }) => {
    if (linkOwner === 'CRM') return billing;
    const [customerId, second] = await loaders.customersOfAccount.load(id);
    if (customerId === undefined) return { state: 'MISSING' };
    return second === undefined ? { state: 'LINKED', id: customerId } : { state: 'DUPLICATE' };
  };

/** The account's customer; null where it has none, or where that is not certain. */
export const createCustomerOf =
  (linkOf: LinkOf): CustomerOf =>
  async (account, context) => {
    const link = await linkOf(account, context);
    return link.state === 'LINKED' ? link.id : null;
  };

export const createAccountResolvers = (
  verifier: LinksVerifier,
  linkOf: LinkOf,
  customerOf: CustomerOf,
): AccountResolvers => ({
  __resolveReference: ({ id, links }, { assertion }) => resolveAccountReference({ id, links }, assertion, verifier),

  search: (account, request) => searchOf(account, request),

  async billingLink(account, _arguments, context) {
    const link = await linkOf(account, context);
    if (link.state !== 'LINKED') return link.state;
    // One that is named and not there is none.
    return (await context.loaders.customer.load(link.id)) ? 'LINKED' : 'MISSING';
  },

  async billing(account, _arguments, context) {
    const customerId = await customerOf(account, context);
    return customerId === null ? null : { accountId: account.id, customerId };
  },
});
