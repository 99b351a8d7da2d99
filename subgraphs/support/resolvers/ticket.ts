import type { AccountReference } from '@customer-graph/subgraph-kit/account-reference';
import { createCursors, pageSize, toConnection } from '@customer-graph/subgraph-kit/connections';
import { encodeMemberId, isContactId } from '@customer-graph/protocol/member-id';
import { toDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketResolvers } from '../generated/schema.ts';
import type { SupportSource } from '../port.ts';

/** A ticket, with the account of the path on which it was read. */
export interface TicketParent extends Ticket {
  readonly account: AccountReference;
}

export const ofAccount =
  (account: AccountReference) =>
  (ticket: Ticket): TicketParent => ({ ...ticket, account });

export const createTicketResolvers = (source: SupportSource): TicketResolvers => ({
  createdAt: ({ createdAt }) => toDateTime(createdAt),
  updatedAt: ({ updatedAt }) => toDateTime(updatedAt),

  requester: ({ account, requesterKey }) =>
    requesterKey !== null && isContactId(requesterKey)
      ? { id: encodeMemberId({ accountId: account.id, contactId: requesterKey }), links: account.links }
      : null,

  async comments(ticket, { first, after }) {
    const cursors = createCursors('comments', ticket.id);
    const position = cursors.decode(after);
    const page = await source.comments(ticket.id, { first: pageSize(first), after: position });
    return toConnection(page, (comment) => comment.position, cursors, position !== null);
  },

  latestComment: ({ id }) => source.latestComment(id),
});
