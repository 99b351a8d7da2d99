import { contactIdOf } from '@customer-graph/subgraph-kit/mutation';
import type { Context } from '../context.ts';
import { isTicketId, type Ticket } from '../domain/ticket.ts';
import type { SupportSource, TicketOwner } from '../port.ts';
import { organizationOf, type HelpDeskAccount } from './help-desk-account.ts';

/** The tickets that the caller may list: the organization's, or their own. Null: the help desk has neither the organization nor the person. */
export async function listedOwner(
  helpDesk: HelpDeskAccount,
  onlyOwn: boolean,
  { assertion, loaders }: Context,
): Promise<TicketOwner | null> {
  if (!onlyOwn && !helpDesk.account.ownTicketsOnly) {
    const organizationId = await organizationOf(helpDesk, loaders);
    return organizationId === null ? null : { kind: 'ORGANIZATION', organizationId };
  }
  const contactId = contactIdOf(assertion);
  const userId = contactId === null ? null : await loaders.user.load(contactId);
  return userId === null ? null : { kind: 'REQUESTER', userId, organizationKeys: helpDesk.organizationKeys };
}

/** A ticket of the account. Null for a ticket that does not exist and for one that the caller may not see. */
export async function readTicket(
  source: SupportSource,
  { account, organizationKeys }: HelpDeskAccount,
  id: string,
  { assertion }: Context,
): Promise<Ticket | null> {
  const ticket = isTicketId(id) ? await source.ticket(organizationKeys, id) : null;
  const isOwn = ticket !== null && ticket.requesterKey === contactIdOf(assertion);
  return ticket && (!account.ownTicketsOnly || isOwn) ? ticket : null;
}
