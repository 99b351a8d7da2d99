import type { LinksVerifier } from '@customer-graph/protocol/signed-links';
import { resolveAccountReference } from '@customer-graph/subgraph-kit/account-reference';
import { createSearch } from '@customer-graph/subgraph-kit/search';
import type { AccountResolvers } from '../generated/schema.ts';
import { helpDeskAccountOf, linkStateOf, organizationOf } from '../services/help-desk-account.ts';

export const createAccountResolvers = (verifier: LinksVerifier): AccountResolvers => ({
  __resolveReference: ({ id, links }, { assertion }) => resolveAccountReference({ id, links }, assertion, verifier),
  search: (account, request) => createSearch(account, request),
  supportLink: (account, _arguments, { loaders }) => linkStateOf(account, loaders),

  async support(account, _arguments, { loaders }) {
    const helpDesk = helpDeskAccountOf(account);
    // Callers who see only their own tickets are looked up by contact id: the organization is not needed.
    if (helpDesk === null || account.ownTicketsOnly) return helpDesk;
    return (await organizationOf(helpDesk, loaders)) === null ? null : helpDesk;
  },
});
