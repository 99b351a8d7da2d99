import type { MutationResolvers } from '../generated/schema.ts';
import type { WriteServices } from '../services/write-services.ts';
import { createOpenTicket } from './mutations/open-ticket.ts';
import { createRateTicket } from './mutations/rate-ticket.ts';
import { createReopenTicket } from './mutations/reopen-ticket.ts';
import { createReplyToTicket } from './mutations/reply-to-ticket.ts';
import { createSolveTicket } from './mutations/solve-ticket.ts';
import { createVoteForArticle } from './mutations/vote-for-article.ts';

export const createMutationResolvers = (services: WriteServices): MutationResolvers => ({
  openTicket: createOpenTicket(services),
  replyToTicket: createReplyToTicket(services),
  solveTicket: createSolveTicket(services),
  reopenTicket: createReopenTicket(services),
  rateTicket: createRateTicket(services),
  voteForArticle: createVoteForArticle(services),
});
