import { createCursors, pageSize, toConnection } from '@customer-graph/subgraph-kit/connections';
import { encodeMemberId } from '@customer-graph/protocol/member-id';
import { toDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { TicketResolvers } from '../generated/schema.ts';
import type { TicketReads } from '../services/ticket-access.ts';
import { ofTicket } from '../services/ticket-of-account.ts';

export const createTicketResolvers = ({ source, personKeys }: TicketReads): TicketResolvers => ({
  createdAt: ({ createdAt }) => toDateTime(createdAt),
  updatedAt: ({ updatedAt }) => toDateTime(updatedAt),

  requester({ account, requesterKey }, _arguments, { assertion }) {
    const contactId = personKeys.contactOf(requesterKey, assertion);
    return contactId === null
      ? null
      : { id: encodeMemberId({ accountId: account.id, contactId }), links: account.links };
  },

  async comments(ticket, { first, after }) {
    const cursors = createCursors('comments', ticket.id);
    const position = cursors.decode(after);
    const { nodes, ...page } = await source.comments(ticket.id, { first: pageSize(first), after: position });
    return toConnection(
      { ...page, nodes: nodes.map(ofTicket(ticket)) },
      (comment) => comment.position,
      cursors,
      position !== null,
    );
  },

  async latestComment(ticket) {
    const comment = await source.latestComment(ticket.id);
    return comment && ofTicket(ticket)(comment);
  },
});
