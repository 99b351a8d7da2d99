import type { AccountSearchResolvers } from '../generated/schema.ts';
import type { SupportSource } from '../port.ts';
import { supportOf } from './account.ts';
import { organizationOf, ownerFor } from './ownership.ts';
import { ofAccount } from './ticket.ts';

export const createAccountSearchResolvers = (source: SupportSource): AccountSearchResolvers => ({
  async tickets({ account, text, first }, _arguments, context) {
    const support = supportOf(account);
    if (support === null) return [];
    const [owner, organizationId] = await Promise.all([
      ownerFor(support, false, context),
      organizationOf(support, context.loaders),
    ]);
    if (owner === null || organizationId === null) return [];
    return (await source.searchTickets(owner, organizationId, text, first)).map(ofAccount(account));
  },

  articles: async ({ text, first }) => [...(await source.searchArticles(text, { first, after: null })).nodes],
});
