import { resolveAccountReference } from '../../shared/account-reference.ts';
import type { LinksVerifier } from '../../shared/assertion/links.ts';
import type { AccountResolvers } from '../generated/schema.ts';

/** Who says which customer an account is. */
export type LinkOwner = 'CRM' | 'BILLING';

export const createAccountResolvers = (verifier: LinksVerifier, linkOwner: LinkOwner): AccountResolvers => ({
  __resolveReference: ({ id, links }, { assertion }) => resolveAccountReference({ id, links }, assertion, verifier),

  async billing({ id, counterparts: { billing } }, _arguments, { loaders }) {
    if (linkOwner === 'CRM') return billing.state === 'LINKED' ? { accountId: id, customerId: billing.id } : null;
    const [customerId, second] = await loaders.customersOfAccount.load(id);
    return customerId !== undefined && second === undefined ? { accountId: id, customerId } : null;
  },
});
