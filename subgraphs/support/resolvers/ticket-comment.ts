import { toDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { TicketCommentResolvers } from '../generated/schema.ts';

export const ticketCommentResolvers: TicketCommentResolvers = {
  createdAt: ({ createdAt }) => toDateTime(createdAt),
  attachments: ({ attachments }) => [...attachments],
};
