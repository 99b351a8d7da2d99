import type { LinksVerifier } from '@customer-graph/protocol/signed-links';
import { resolveAccountReference } from '@customer-graph/subgraph-kit/account-reference';
import { createSearch } from '@customer-graph/subgraph-kit/search';
import type { AccountResolvers } from '../generated/schema.ts';
import type { CustomerLinks } from '../services/customer-links.ts';

export const createAccountResolvers = (verifier: LinksVerifier, links: CustomerLinks): AccountResolvers => ({
  __resolveReference: (reference, { assertion }) =>
    resolveAccountReference({ id: reference.id, links: reference.links }, assertion, verifier),

  search: (account, request) => createSearch(account, request),

  billingLink: async (account, _arguments, context) => (await links.checkedLinkOf(account, context)).state,

  async billing(account, _arguments, context) {
    const customerId = await links.customerIdOf(account, context);
    return customerId === null ? null : { accountId: account.id, customerId };
  },
});
