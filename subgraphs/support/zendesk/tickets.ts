import type { ContextFields, OrganizationKey } from '../config.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { SupportSource } from '../port.ts';
import { objectIn, type ZendeskObject } from './answers.ts';
import type { Zendesk } from './client.ts';
import { fromZendeskTicket } from './mapping/ticket.ts';
import { byId, externalIdOf } from './mapping/user.ts';
import { readPage } from './pages.ts';

export interface TicketsOptions {
  readonly zendesk: Zendesk;
  /** Base URL of the agents' pages. */
  readonly base: string;
  readonly organizationKey: OrganizationKey;
  readonly fields: ContextFields;
}

/** Side-loads requesters and organizations (Zendesk API, "Side-loading"). */
const include = 'users,organizations';

export function createTickets({
  zendesk,
  base,
  organizationKey,
  fields,
}: TicketsOptions): Pick<SupportSource, 'tickets' | 'ticket' | 'ticketPlace'> {
  /** The key of the ticket's organization. */
  function keyOf(ticket: ZendeskObject, answer: ZendeskObject): string | null {
    const organization = byId(answer, 'organizations').get(ticket.organization_id);
    if (organizationKey === 'external_id') return externalIdOf(organization);
    return organization ? String(organization.id) : null;
  }

  const toTicket = (raw: ZendeskObject, answer: ZendeskObject): Ticket | null =>
    fromZendeskTicket(raw, byId(answer, 'users'), fields);

  /** Null for a ticket of another organization. */
  function toTicketOf(keys: readonly string[], raw: ZendeskObject, answer: ZendeskObject): Ticket | null {
    const key = keyOf(raw, answer);
    return key !== null && keys.includes(key) ? toTicket(raw, answer) : null;
  }

  return {
    tickets(owner, { status, first, after }) {
      const path =
        owner.kind === 'ORGANIZATION'
          ? `organizations/${owner.organizationId}/tickets`
          : `users/${owner.userId}/tickets/requested`;

      function toOwnTicket(raw: ZendeskObject, answer: ZendeskObject): Ticket | null {
        if (owner.kind === 'REQUESTER') return toTicketOf(owner.organizationKeys, raw, answer);
        return String(raw.organization_id) === owner.organizationId ? toTicket(raw, answer) : null;
      }

      return readPage({
        first,
        after,
        name: 'tickets',
        isSparse: status !== null || owner.kind === 'REQUESTER',
        sortedBy: ({ updated_at: at }) => String(at),
        isNewestFirst: true,
        read: (query) => zendesk.get(path, { ...query, sort: '-updated_at', include }),
        map(raw, answer) {
          const ticket = toOwnTicket(raw, answer);
          return ticket !== null && (status === null || status.includes(ticket.status)) ? ticket : null;
        },
      });
    },

    async ticket(keys, ticketId) {
      const answer = await zendesk.getOne(`tickets/${ticketId}`, { include });
      return answer && toTicketOf(keys, objectIn(answer, 'ticket'), answer);
    },

    async ticketPlace(ticketId) {
      const answer = await zendesk.getOne(`tickets/${ticketId}`, { include });
      if (answer === null) return null;
      const ticket = objectIn(answer, 'ticket');
      const key = keyOf(ticket, answer);
      return ticket.is_public === true && key
        ? { organizationKey: key, url: `${base}/agent/tickets/${ticketId}` }
        : null;
    },
  };
}
