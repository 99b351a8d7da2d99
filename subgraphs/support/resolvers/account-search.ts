import type { AccountSearchResolvers } from '../generated/schema.ts';
import type { SupportSource } from '../port.ts';
import { helpDeskAccountOf, organizationOf } from '../services/help-desk-account.ts';
import { listedOwner } from '../services/ticket-access.ts';
import { ofAccount } from './ticket.ts';

export const createAccountSearchResolvers = (source: SupportSource): AccountSearchResolvers => ({
  async tickets({ account, text, first }, _arguments, context) {
    const helpDesk = helpDeskAccountOf(account);
    if (helpDesk === null) return [];
    const [owner, organizationId] = await Promise.all([
      listedOwner(helpDesk, false, context),
      organizationOf(helpDesk, context.loaders),
    ]);
    if (owner === null || organizationId === null) return [];
    return (await source.searchTickets(owner, organizationId, text, first)).map(ofAccount(account));
  },

  articles: async ({ text, first }) => [...(await source.searchArticles(text, { first, after: null })).nodes],
});
