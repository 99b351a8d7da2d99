import type { LinksVerifier } from '@customer-graph/protocol/signed-links';
import { resolveAccountReference } from '@customer-graph/subgraph-kit/account-reference';
import type { AccountResolvers } from '../generated/schema.ts';
import { currentUsageOf } from '../services/current-usage.ts';
import { usageFactsOf } from '../services/usage-facts.ts';

export const createAccountResolvers = (verifier: LinksVerifier): AccountResolvers => ({
  __resolveReference: ({ id, links }, { assertion }) => resolveAccountReference({ id, links }, assertion, verifier),

  usageFacts: (account, _arguments, context) => usageFactsOf(account, context),

  usage: (account, _arguments, context) => currentUsageOf(account, context),
});
