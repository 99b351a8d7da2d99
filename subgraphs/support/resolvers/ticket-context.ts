import type { TicketContextResolvers } from '../generated/schema.ts';

export const ticketContextResolvers: TicketContextResolvers = {
  article: ({ articleId }, _arguments, { loaders }) => (articleId === null ? null : loaders.article.load(articleId)),
};
