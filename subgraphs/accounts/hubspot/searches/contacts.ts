import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/contacts/index.js';
import { asciiLowerCase } from '@customer-graph/protocol/ascii-lower-case';
import type { CrmSource } from '../../port.ts';
import { fromHubSpotObject, propertiesOf } from '../mapping/object.ts';
import { readAllPages } from '../pages.ts';
import { maxPageSize, toSearchValue, type SearchOptions } from './limits.ts';

interface FoundContact {
  readonly id: string;
  readonly subject: string | null;
  /** In lower case. */
  readonly email: string | null;
}

type Person = Parameters<CrmSource['findContacts']>[0][number];

const anyOf = (propertyName: string, values: readonly string[]) => ({
  propertyName,
  operator: FilterOperatorEnum.In,
  values: values.map(toSearchValue),
});

/** The subject decides. The e-mail address counts only without a contact with the subject. Two matches count as none. */
function matchOf({ subject, email }: Person, contacts: readonly FoundContact[]): string | null {
  const bySubject = contacts.filter((contact) => contact.subject === subject);
  const byEmail =
    email === null ? [] : contacts.filter((contact) => !contact.subject && contact.email === asciiLowerCase(email));
  const [match, second] = bySubject.length > 0 ? bySubject : byEmail;
  return match && !second ? match.id : null;
}

/** Finds contacts of people, through the search index. */
export const createContactSearch = ({ hubspot, names, knows }: SearchOptions): Pick<CrmSource, 'findContacts'> => ({
  async findContacts(people) {
    const { subject: property } = names.contact;
    const isDefined = knows('contact', property);
    const subjects = people.map(({ subject }) => subject);
    const addresses = people.flatMap(({ email }) => (email === null ? [] : [email]));
    const withoutSubject = isDefined ? [{ propertyName: property, operator: FilterOperatorEnum.NotHasProperty }] : [];
    const filterGroups = [
      ...(isDefined ? [{ filters: [anyOf(property, subjects)] }] : []),
      ...(addresses.length > 0 ? [{ filters: [anyOf('email', addresses), ...withoutSubject] }] : []),
    ];
    if (filterGroups.length === 0) return people.map(() => null);
    const found = await readAllPages((after) =>
      hubspot.contacts.search.doSearch({
        filterGroups,
        properties: [property, 'email'],
        limit: maxPageSize,
        ...(after !== undefined && { after }),
      }),
    );
    const contacts = found.map(fromHubSpotObject).map((contact): FoundContact => {
      const { text } = propertiesOf(contact);
      const email = text('email');
      return { id: contact.id, subject: text(property), email: email === null ? null : asciiLowerCase(email) };
    });
    return people.map((person) => matchOf(person, contacts));
  },
});
