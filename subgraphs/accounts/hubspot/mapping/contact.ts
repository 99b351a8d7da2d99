import { asciiLowerCase } from '@customer-graph/protocol/ascii-lower-case';
import { fieldByField } from '@customer-graph/upstream/field-by-field';
import type { CrmNames } from '../../config.ts';
import type { ContactChange } from '../../domain/contact-change.ts';
import type { Contact, MemberStatus } from '../../domain/member.ts';
import type { Invited } from '../../port.ts';
import { propertiesOf, withoutUndefined, type CrmObject } from './object.ts';

const memberStatuses: ReadonlyMap<string, MemberStatus> = new Map([
  ['invited', 'INVITED'],
  ['active', 'ACTIVE'],
]);

export function fromHubSpotContact(object: CrmObject, names: CrmNames): Contact {
  const { text } = propertiesOf(object);
  const invitedEmail = (): string | null => text(names.contact.invitedEmail);
  return fieldByField<Contact>({
    id: () => object.id,
    name() {
      const name = [text('firstname'), text('lastname')].filter((part) => part !== null).join(' ');
      // HubSpot needs a name for a contact without an e-mail address, so the address stands in for one.
      return name === '' || name === invitedEmail() ? null : name;
    },
    email: () => text('email') ?? invitedEmail(),
    jobTitle: () => text('jobtitle'),
    phone: () => text('phone'),
    status: () => memberStatuses.get(text(names.contact.status)?.toLowerCase() ?? '') ?? null,
    isInvitation: () => text(names.contact.invitation) !== null,
  });
}

/** The unique key of an invitation: one address has at most one in each company. */
export const invitationKeyOf = (companyId: string, email: string): string => `${companyId}:${asciiLowerCase(email)}`;

/** The properties of a contact that stands for an invited person. */
export const toHubSpotInvitation = (
  { email, name, companyId }: Invited,
  { contact }: CrmNames,
): Record<string, string> => ({
  ...toHubSpotContact({ name: name ?? email }),
  [contact.status]: 'invited',
  [contact.invitedEmail]: email,
  [contact.invitation]: invitationKeyOf(companyId, email),
});

/** The properties of a contact that a change writes. The first word of a name is written as first name, the rest as last name. */
export function toHubSpotContact({ name, phone, jobTitle }: ContactChange): Record<string, string> {
  const [first, ...rest] = name?.trim().split(/\s+/) ?? [];
  const properties = {
    ...(first !== undefined && { firstname: first, lastname: rest.join(' ') }),
    phone,
    jobtitle: jobTitle,
  };
  return withoutUndefined(properties);
}
