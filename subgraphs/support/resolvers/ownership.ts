import type { Assertion } from '../../shared/principal.ts';
import type { Context } from '../context.ts';
import type { TicketOwner } from '../port.ts';
import type { SupportParent } from './support.ts';

/** The caller as the CRM knows them; null for staff and for partners. */
export const contactOf = ({ principal }: Assertion): string | null => (principal.kind === 'CUSTOMER' ? principal.contactId : null);

/** Whose tickets the caller may list here; null where there can be none. */
export async function ownerFor(
  { account, organizationKey }: SupportParent,
  onlyOwn: boolean,
  { assertion, loaders }: Context,
): Promise<TicketOwner | null> {
  if (!onlyOwn && !account.ownTicketsOnly) {
    const organizationId = await loaders.organization.load(organizationKey);
    return organizationId === null ? null : { kind: 'ORGANIZATION', organizationId };
  }
  const contactId = contactOf(assertion);
  const userId = contactId === null ? null : await loaders.user.load(contactId);
  return userId === null ? null : { kind: 'REQUESTER', userId, organizationKey };
}
