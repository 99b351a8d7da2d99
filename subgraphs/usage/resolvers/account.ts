import type { LinksVerifier } from '@customer-graph/protocol/signed-links';
import { resolveAccountReference } from '@customer-graph/subgraph-kit/account-reference';
import type { AccountResolvers } from '../generated/schema.ts';
import { currentUsageOf } from '../services/current-usage.ts';

export const createAccountResolvers = (verifier: LinksVerifier): AccountResolvers => ({
  __resolveReference: ({ id, links }, { assertion }) => resolveAccountReference({ id, links }, assertion, verifier),

  async usageLink({ counterparts: { product } }, _arguments, { loaders }) {
    if (product.state !== 'LINKED') return product.state;
    return (await loaders.tenant.load(product.id)) ? 'LINKED' : 'MISSING';
  },

  usage: (account, _arguments, context) => currentUsageOf(account, context),
});
