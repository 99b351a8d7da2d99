import { toDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { TicketCommentResolvers } from '../generated/schema.ts';
import { ofTicket } from '../services/ticket-of-account.ts';

export const ticketCommentResolvers: TicketCommentResolvers = {
  createdAt: ({ createdAt }) => toDateTime(createdAt),
  attachments: ({ attachments, ticket }) => attachments.map(ofTicket(ticket)),
};
