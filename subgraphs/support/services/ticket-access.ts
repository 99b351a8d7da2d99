import type { Context } from '../context.ts';
import { isTicketId, type Ticket } from '../domain/ticket.ts';
import type { SupportSource, TicketOwner } from '../port.ts';
import { organizationOf, type HelpDeskAccount } from './help-desk-account.ts';
import type { PersonKeys } from './person-keys.ts';

/** What reads of tickets need. */
export interface TicketReads {
  readonly source: SupportSource;
  readonly personKeys: PersonKeys;
}

/** The tickets that the caller may list: the organization's, or their own. Null: the help desk has neither the organization nor the person. */
export async function listedOwner(
  { personKeys }: Pick<TicketReads, 'personKeys'>,
  helpDesk: HelpDeskAccount,
  onlyOwn: boolean,
  { assertion, loaders }: Context,
): Promise<TicketOwner | null> {
  if (!onlyOwn && !helpDesk.account.ownTicketsOnly) {
    const organizationId = await organizationOf(helpDesk, loaders);
    return organizationId === null ? null : { kind: 'ORGANIZATION', organizationId };
  }
  const key = personKeys.own(assertion);
  const userId = key === null ? null : await loaders.user.load(key);
  return userId === null ? null : { kind: 'REQUESTER', userId, organizationKeys: helpDesk.organizationKeys };
}

/** A ticket of the account. Null for a ticket that does not exist and for one that the caller may not see. */
export async function readTicket(
  { source, personKeys }: TicketReads,
  { account, organizationKeys }: HelpDeskAccount,
  id: string,
  { assertion }: Context,
): Promise<Ticket | null> {
  const ticket = isTicketId(id) ? await source.ticket(organizationKeys, id) : null;
  const isOwn = ticket !== null && ticket.requesterKey !== null && ticket.requesterKey === personKeys.own(assertion);
  return ticket && (!account.ownTicketsOnly || isOwn) ? ticket : null;
}
