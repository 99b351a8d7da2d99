import { fieldByField } from '@customer-graph/upstream/field-by-field';
import type { CrmNames } from '../../config.ts';
import type { ContactChange } from '../../domain/contact-change.ts';
import type { Contact, MemberStatus } from '../../domain/member.ts';
import { propertiesOf, withoutUndefined, type CrmObject } from './object.ts';

const memberStatuses: ReadonlyMap<string, MemberStatus> = new Map([
  ['invited', 'INVITED'],
  ['active', 'ACTIVE'],
]);

export function fromHubSpotContact(object: CrmObject, names: CrmNames): Contact {
  const { text } = propertiesOf(object);
  return fieldByField<Contact>({
    id: () => object.id,
    name: () => [text('firstname'), text('lastname')].filter((part) => part !== null).join(' ') || null,
    email: () => text('email'),
    jobTitle: () => text('jobtitle'),
    phone: () => text('phone'),
    status: () => memberStatuses.get(text(names.contact.status)?.toLowerCase() ?? '') ?? null,
  });
}

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
