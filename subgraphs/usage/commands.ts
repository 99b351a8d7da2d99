import { GraphError } from '@customer-graph/protocol/errors';
import { accountOf, type AccountReference } from '@customer-graph/subgraph-kit/account-reference';
import type { Handlers } from '@customer-graph/subgraph-kit/handlers';
import type { Context } from './context.ts';
import type { usageCalls } from './contract.ts';
import type { Loaders } from './loaders.ts';
import type { ProductAnnouncer } from './port.ts';
import { usageFactsOf } from './services/usage-facts.ts';

/** Implements the calls of `contract.ts`. */
export const createCommands = (announcer: ProductAnnouncer): Handlers<typeof usageCalls, Loaders> => ({
  usageFacts: ({ accountIds }, context) =>
    Promise.all(accountIds.map((id) => usageFactsOf(assertedAccount(id, context), context))),

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
