import { accountOf } from '../shared/account-reference.ts';
import { GraphError } from '../shared/errors.ts';
import type { Links } from '../shared/principal.ts';
import { ofAccounts, productNews, type OfAccounts, type ProductNews, type UsageFacts } from '../shared/steps.ts';
import { defineCommand } from '../shared/subgraph.ts';
import type { Context } from './context.ts';
import { periodAt } from './domain/period.ts';
import type { Loaders } from './loaders.ts';
import type { ProductAnnouncer } from './port.ts';

function placeOf(accountId: string, { assertion }: Context): Links {
  const account = accountOf(assertion, accountId);
  if (!account) throw new GraphError('NOT_FOUND');
  return account.counterparts;
}

async function factsOf(accountId: string, context: Context): Promise<UsageFacts> {
  const { product } = placeOf(accountId, context);
  if (product.state !== 'LINKED') return { link: product.state, usage: null };
  const { loaders, startedAt } = context;
  const facts = await loaders.tenant.load(product.id);
  if (!facts) return { link: 'MISSING', usage: null };
  const { start: from } = periodAt(startedAt, facts.tenant);
  const to = Math.min(facts.countedUntil ?? startedAt, startedAt);
  const tenantId = facts.tenant.id;
  const [[active], ...totals] = await Promise.all([
    loaders.figures.load({ kind: 'ACTIVE_MEMBERS', tenantId, from }),
    ...facts.meters.map((meter) =>
      loaders.figures.load({ kind: 'TOTAL', meter, tenantId, from, to: Math.max(from, to) }),
    ),
  ]);
  return {
    link: 'LINKED',
    usage: { activeMembers: active?.value ?? 0, used: totals.reduce((sum, [figure]) => sum + (figure?.value ?? 0), 0) },
  };
}

/** The product's part of what goes over several systems. */
export const createSteps = (announcer: ProductAnnouncer) => ({
  usageFacts: defineCommand<Loaders, OfAccounts>(ofAccounts, ({ accountIds }, context) =>
    Promise.all(accountIds.map((id) => factsOf(id, context))),
  ),

  announce: defineCommand<Loaders, ProductNews>(productNews, async (news, context) => {
    const { product } = placeOf(news.accountId, context);
    // Where two accounts claim the tenant nobody can say whose news it would be.
    return { told: product.state === 'LINKED' && (await announcer.announce(news, product.id)) };
  }),
});
