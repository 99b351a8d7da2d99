import { resolveAccountReference } from '../../shared/account-reference.ts';
import type { LinksVerifier } from '../../shared/assertion/links.ts';
import { periodAt } from '../domain/period.ts';
import type { AccountResolvers } from '../generated/schema.ts';

export const createAccountResolvers = (verifier: LinksVerifier): AccountResolvers => ({
  __resolveReference: ({ id, links }, { assertion }) => resolveAccountReference({ id, links }, assertion, verifier),

  async usageLink({ counterparts: { product } }, _arguments, { loaders }) {
    if (product.state !== 'LINKED') return product.state;
    return (await loaders.tenant.load(product.id)) ? 'LINKED' : 'MISSING';
  },

  async usage(account, _arguments, { loaders, startedAt }) {
    const { product } = account.counterparts;
    const facts = product.state === 'LINKED' ? await loaders.tenant.load(product.id) : null;
    if (facts === null) return null;
    const asOf = Math.min(facts.countedUntil ?? startedAt, startedAt);
    // The period is today's even where the rollup is not there yet: nothing has been counted in it then.
    return { account, ...facts, asOf, period: periodAt(startedAt, facts.tenant) };
  },
});
