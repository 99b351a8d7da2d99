import type { Assertion } from '../../shared/principal.ts';
import type { Context } from '../context.ts';
import { isTicketId, type Ticket } from '../domain/ticket.ts';
import type { SupportSource, TicketOwner } from '../port.ts';
import type { SupportParent } from './support.ts';

/** The caller as the CRM knows them; null for staff and for partners. */
export const contactOf = ({ principal }: Assertion): string | null =>
  principal.kind === 'CUSTOMER' ? principal.contactId : null;

/** The account's organization: the one of its present id, else the one of a former id; two of those are none. */
export async function organizationOf(
  { organizationKeys }: SupportParent,
  loaders: Context['loaders'],
): Promise<string | null> {
  const [present, ...former] = await Promise.all(organizationKeys.map((key) => loaders.organization.load(key)));
  if (present) return present;
  const [match, second] = former.filter((id) => id !== null);
  return match !== undefined && second === undefined ? match : null;
}

/** Whose tickets the caller may list here; null where there can be none. */
export async function ownerFor(
  support: SupportParent,
  onlyOwn: boolean,
  { assertion, loaders }: Context,
): Promise<TicketOwner | null> {
  if (!onlyOwn && !support.account.ownTicketsOnly) {
    const organizationId = await organizationOf(support, loaders);
    return organizationId === null ? null : { kind: 'ORGANIZATION', organizationId };
  }
  const contactId = contactOf(assertion);
  const userId = contactId === null ? null : await loaders.user.load(contactId);
  return userId === null ? null : { kind: 'REQUESTER', userId, organizationKeys: support.organizationKeys };
}

/** A ticket of the account that the caller may see; null for every other. */
export async function ticketFor(
  source: SupportSource,
  { account, organizationKeys }: SupportParent,
  id: string,
  { assertion }: Context,
): Promise<Ticket | null> {
  // Whatever is no ticket number belongs to nobody, and no call would say more.
  const ticket = isTicketId(id) ? await source.ticket(organizationKeys, id) : null;
  const isOwn = ticket !== null && ticket.requesterKey === contactOf(assertion);
  return ticket && (!account.ownTicketsOnly || isOwn) ? ticket : null;
}
