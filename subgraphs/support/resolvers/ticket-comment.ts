import { toDateTime } from '../../shared/scalars.ts';
import type { TicketCommentResolvers } from '../generated/schema.ts';

export const ticketCommentResolvers: TicketCommentResolvers = {
  createdAt: ({ createdAt }) => toDateTime(createdAt),
  attachments: ({ attachments }) => [...attachments],
};
