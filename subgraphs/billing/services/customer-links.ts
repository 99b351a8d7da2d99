import type { Links } from '@customer-graph/protocol/principal';
import { userError, type UserError } from '@customer-graph/protocol/user-error';
import type { AccountReference } from '@customer-graph/subgraph-kit/account-reference';
import type { Context } from '../context.ts';

/** The system that owns the link between an account and its customer. */
export type LinkOwner = 'CRM' | 'BILLING';

type Link = Links['billing'];

export interface CustomerLinks {
  /** The link as its owner states it. The customer may have been deleted since. */
  linkOf(account: AccountReference, context: Context): Promise<Link>;
  /** The link, checked against the billing system: MISSING if the customer does not exist. */
  checkedLinkOf(account: AccountReference, context: Context): Promise<Link>;
  /** The customer's id by `linkOf`; null if it is missing or ambiguous. */
  customerIdOf(account: AccountReference, context: Context): Promise<string | null>;
}

export const noCustomer = (): UserError =>
  userError('CONFLICT', 'The account has no counterpart in the billing system.', 'accountId');

export function createCustomerLinks(owner: LinkOwner): CustomerLinks {
  const links: CustomerLinks = {
    async linkOf({ id, counterparts: { billing } }, { loaders }) {
      if (owner === 'CRM') return billing;
      const [customerId, second] = await loaders.customersOfAccount.load(id);
      if (customerId === undefined) return { state: 'MISSING' };
      return second === undefined ? { state: 'LINKED', id: customerId } : { state: 'DUPLICATE' };
    },

    async checkedLinkOf(account, context) {
      const link = await links.linkOf(account, context);
      if (link.state !== 'LINKED' || (await context.loaders.customer.load(link.id))) return link;
      return { state: 'MISSING' };
    },

    async customerIdOf(account, context) {
      const link = await links.linkOf(account, context);
      return link.state === 'LINKED' ? link.id : null;
    },
  };
  return links;
}
