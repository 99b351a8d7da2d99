import { GraphError } from '@customer-graph/protocol/errors';
import { accountOf, type AccountReference } from '@customer-graph/subgraph-kit/account-reference';
import type { Handlers } from '@customer-graph/subgraph-kit/handlers';
import type { Context } from './context.ts';
import type { usageCalls, UsageFacts } from './contract.ts';
import type { Loaders } from './loaders.ts';
import type { ProductAnnouncer } from './port.ts';
import { activeMembersIn, currentUsageOf, usedIn } from './services/current-usage.ts';

/** Implements the calls of `contract.ts`. */
export const createCommands = (announcer: ProductAnnouncer): Handlers<typeof usageCalls, Loaders> => ({
  usageFacts: ({ accountIds }, context) => Promise.all(accountIds.map((id) => usageFactsOf(id, context))),

  async announce(news, context) {
    const { product } = assertedAccount(news.accountId, context).counterparts;
    // With two accounts that claim one tenant, the notification could reach the wrong customer.
    return { told: product.state === 'LINKED' && (await announcer.announce(news, product.id)) };
  },
});

function assertedAccount(accountId: string, { assertion }: Context): AccountReference {
  const account = accountOf(assertion, accountId);
  if (!account) throw new GraphError('NOT_FOUND');
  return account;
}

async function usageFactsOf(accountId: string, context: Context): Promise<UsageFacts> {
  const account = assertedAccount(accountId, context);
  const { product } = account.counterparts;
  if (product.state !== 'LINKED') return { link: product.state, usage: null };
  const usage = await currentUsageOf(account, context);
  if (usage === null) return { link: 'MISSING', usage: null };
  const [activeMembers, ...used] = await Promise.all([
    activeMembersIn(usage, context.loaders),
    ...usage.meters.map((meter) => usedIn(usage, meter, context.loaders)),
  ]);
  return { link: 'LINKED', usage: { activeMembers, used: used.reduce((sum, value) => sum + value, 0) } };
}
