import type { AccountReference } from '../../shared/account-reference.ts';
import { cursorsOf, pageSize, toConnection } from '../../shared/connections.ts';
import { encodeMemberId, isContactId } from '../../shared/member-id.ts';
import { toDateTime } from '../../shared/scalars.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketResolvers } from '../generated/schema.ts';
import type { SupportSource } from '../port.ts';

/** A ticket, and the account that it was reached through. */
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
    const cursors = cursorsOf('comments', ticket.id);
    const position = cursors.decode(after);
    const page = await source.comments(ticket.id, { first: pageSize(first), after: position });
    return toConnection(page, ({ position: place }) => place, cursors, position !== null);
  },

  latestComment: ({ id }) => source.latestComment(id),
});
