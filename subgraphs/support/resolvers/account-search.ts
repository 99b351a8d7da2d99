import type { AccountSearchResolvers } from '../generated/schema.ts';
import { helpDeskAccountOf, organizationOf } from '../services/help-desk-account.ts';
import { listedOwner, type TicketReads } from '../services/ticket-access.ts';
import { ofAccount } from '../services/ticket-of-account.ts';

export const createAccountSearchResolvers = (reads: TicketReads): AccountSearchResolvers => ({
  async tickets({ account, text, first }, _arguments, context) {
    const helpDesk = helpDeskAccountOf(account);
    if (helpDesk === null) return [];
    const [owner, organizationId] = await Promise.all([
      listedOwner(reads, helpDesk, false, context),
      organizationOf(helpDesk, context.loaders),
    ]);
    if (owner === null || organizationId === null) return [];
    return (await reads.source.searchTickets(owner, organizationId, text, first)).map(ofAccount(account));
  },

  articles: async ({ text, first }) => [...(await reads.source.searchArticles(text, { first, after: null })).nodes],
});
