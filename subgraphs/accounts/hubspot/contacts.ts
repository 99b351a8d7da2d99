import { asciiLowerCase } from '@customer-graph/protocol/ascii-lower-case';
import type { CrmNames } from '../config.ts';
import type { CrmSource } from '../port.ts';
import { associatedWith, contactToCompany } from './association-types.ts';
import { readAssociations, readObjects } from './batches.ts';
import type { HubSpot } from './client.ts';
import { fromHubSpotError, isHubSpotConflict, isHubSpotInvalid, orNullIfMissing } from './errors.ts';
import { fromHubSpotContact, toHubSpotContact } from './mapping/contact.ts';
import { fromHubSpotObject, propertiesOf } from './mapping/object.ts';
import { configuredContactProperties, standardContactProperties } from './properties.ts';
import { tryWrite } from './try-write.ts';

type ContactCalls = Pick<CrmSource, 'contacts' | 'updateContact' | 'contactByEmail' | 'isContactOf' | 'inviteContact'>;

export function createContacts(hubspot: HubSpot, names: CrmNames): ContactCalls {
  const properties = [...standardContactProperties, ...configuredContactProperties(names)];

  return {
    async contacts(ids) {
      const objects = await readObjects(ids, (inputs) =>
        hubspot.contacts.batch.read({ inputs, properties, propertiesWithHistory: [] }),
      );
      const byId = new Map(objects.map((object) => [object.id, fromHubSpotContact(object, names)]));
      return ids.map((id) => byId.get(id) ?? null);
    },

    updateContact: (id, change) =>
      tryWrite(() => hubspot.contacts.basic.update(id, { properties: toHubSpotContact(change) })),

    async contactByEmail(email) {
      // Does not use the search index, so it finds new contacts at once.
      const found = await orNullIfMissing(() =>
        hubspot.contacts.basic.getById(email, ['email'], undefined, undefined, false, 'email'),
      );
      if (found === null) return null;
      const contact = fromHubSpotObject(found);
      // HubSpot may take another address for the same one, with letters that only look alike.
      const isSame = asciiLowerCase(propertiesOf(contact).text('email') ?? '') === asciiLowerCase(email);
      return isSame ? contact.id : null;
    },

    async isContactOf(contactId, companyId) {
      const found = await readAssociations(hubspot, 'contacts', 'companies', [contactId]);
      return (found.get(contactId) ?? []).some(({ toId }) => toId === companyId);
    },

    async inviteContact({ email, name, companyId }) {
      try {
        const created = await hubspot.contacts.basic.create({
          properties: { ...toHubSpotContact(name === null ? {} : { name }), email, [names.contact.status]: 'invited' },
          associations: associatedWith(companyId, contactToCompany),
        });
        return { contactId: fromHubSpotObject(created).id };
      } catch (error) {
        // Another request created the contact meanwhile, or HubSpot takes another address for the same one.
        if (isHubSpotConflict(error)) return 'TAKEN';
        if (isHubSpotInvalid(error)) return 'REFUSED';
        throw fromHubSpotError(error);
      }
    },
  };
}
