import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/contacts/index.js';
import { GraphError } from '@customer-graph/protocol/errors';
import type { CrmSource } from '../port.ts';
import { associatedWith, contactToCompany } from './association-types.ts';
import { isHubSpotConflict, isHubSpotInvalid, fromHubSpotError, orNullIfMissing, throughHubSpot } from './errors.ts';
import { invitationKeyOf, toHubSpotInvitation } from './mapping/contact.ts';
import { fromHubSpotObject, propertiesOf } from './mapping/object.ts';
import { readAllPages } from './pages.ts';
import { maxPageSize, toSearchValue, type SearchOptions } from './searches/limits.ts';

type InvitationCalls = Pick<CrmSource, 'invitationOf' | 'createInvitation' | 'invitationsTo' | 'settleInvitation'>;

/** Contacts without an e-mail address, each of which stands for an invited person in one company. */
export function createInvitations({ hubspot, names, knows }: SearchOptions): InvitationCalls {
  const { invitation, invitedEmail, status } = names.contact;

  function assertDefined(): void {
    const missing = [invitation, invitedEmail].find((property) => !knows('contact', property));
    if (missing !== undefined)
      throw new GraphError('UPSTREAM_INVALID_RESPONSE', {
        system: 'CRM',
        retryable: false,
        cause: new Error(`the portal has no contact property ${missing}: run npm run setup:hubspot -- --apply`),
      });
  }

  async function invitationOf(companyId: string, email: string): Promise<string | null> {
    assertDefined();
    const key = invitationKeyOf(companyId, email);
    const found = await orNullIfMissing(() =>
      hubspot.contacts.basic.getById(key, [invitation], undefined, undefined, false, invitation),
    );
    if (found === null) return null;
    const contact = fromHubSpotObject(found);
    return propertiesOf(contact).text(invitation) === key ? contact.id : null;
  }

  return {
    invitationOf,

    async createInvitation(person) {
      try {
        const created = await hubspot.contacts.basic.create({
          properties: toHubSpotInvitation(person, names),
          associations: associatedWith(person.companyId, contactToCompany),
        });
        return fromHubSpotObject(created).id;
      } catch (error) {
        // Another request created it meanwhile: the property is unique.
        const isTaken = isHubSpotConflict(error) || isHubSpotInvalid(error);
        const existing = isTaken ? await invitationOf(person.companyId, person.email) : null;
        if (existing === null) throw fromHubSpotError(error);
        return existing;
      }
    },

    async invitationsTo(email) {
      if (!knows('contact', invitedEmail)) return [];
      const found = await readAllPages((after) =>
        hubspot.contacts.search.doSearch({
          filterGroups: [
            {
              filters: [
                { propertyName: invitedEmail, operator: FilterOperatorEnum.In, values: [toSearchValue(email)] },
              ],
            },
          ],
          properties: [],
          limit: maxPageSize,
          ...(after !== undefined && { after }),
        }),
      );
      return found.map((contact) => fromHubSpotObject(contact).id);
    },

    async settleInvitation(invitationId, contactId) {
      await throughHubSpot(() => hubspot.contacts.basic.update(contactId, { properties: { [status]: 'active' } }));
      await orNullIfMissing(() => hubspot.contacts.basic.archive(invitationId));
    },
  };
}
