import type { LinksVerifier } from '@customer-graph/protocol/signed-links';
import { resolveAccountReference } from '@customer-graph/subgraph-kit/account-reference';
import { toDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { AccountResolvers } from '../generated/schema.ts';
import { currentUsageOf } from '../services/current-usage.ts';
import { usageFactsOf } from '../services/usage-facts.ts';

export const createAccountResolvers = (verifier: LinksVerifier): AccountResolvers => ({
  __resolveReference: ({ id, links }, { assertion }) => resolveAccountReference({ id, links }, assertion, verifier),

  async usageFacts(account, _arguments, context) {
    const { link, usage } = await usageFactsOf(account, context);
    return { link, usage: usage && { ...usage, periodStart: toDateTime(usage.periodStart) } };
  },

  usage: (account, _arguments, context) => currentUsageOf(account, context),
});
