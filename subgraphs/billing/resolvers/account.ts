import type { LinksVerifier } from '@customer-graph/protocol/signed-links';
import { resolveAccountReference } from '@customer-graph/subgraph-kit/account-reference';
import { toDateTime, toOptionalDateTime } from '@customer-graph/subgraph-kit/scalars';
import { createSearch } from '@customer-graph/subgraph-kit/search';
import type { AccountResolvers } from '../generated/schema.ts';
import { billingFactsOf } from '../services/billing-facts.ts';
import type { CustomerLinks } from '../services/customer-links.ts';

export const createAccountResolvers = (verifier: LinksVerifier, links: CustomerLinks): AccountResolvers => ({
  __resolveReference: (reference, { assertion }) =>
    resolveAccountReference({ id: reference.id, links: reference.links }, assertion, verifier),

  search: (account, request) => createSearch(account, request),

  async billingFacts(account, _arguments, context) {
    const { link, main, former } = await billingFactsOf(await links.checkedLinkOf(account, context), context);
    return {
      link,
      main: main && {
        ...main,
        periodEnd: toDateTime(main.periodEnd),
        endsAt: toOptionalDateTime(main.endsAt),
      },
      former: former && {
        endedAt: toOptionalDateTime(former.endedAt),
        paidUntil: toOptionalDateTime(former.paidUntil),
      },
    };
  },

  async billing(account, _arguments, context) {
    const customerId = await links.customerIdOf(account, context);
    return customerId === null ? null : { accountId: account.id, customerId };
  },
});
