import type { MemberRole } from '@customer-graph/protocol/roles';
import { GraphError } from '@customer-graph/protocol/errors';
import type { CrmSource } from '../../port.ts';
import { contactToCompany } from '../association-types.ts';
import { readAssociations, readObjects } from '../batches.ts';
import { byNumber } from '../by-number.ts';
import type { HubSpot } from '../client.ts';
import { throughHubSpot } from '../errors.ts';
import { propertiesOf } from '../mapping/object.ts';
import { fromHubSpotRoles, toHubSpotRoles } from '../mapping/role.ts';
import type { RoleStorage } from './role-storage.ts';

type Roles = ReadonlyMap<string, MemberRole>;

/**
 * Roles as entries of a contact property, one for each company: `8800000001=admin`. For accounts without custom association
 * labels. An entry counts only while the contact is associated with the company, so that ending the association ends the access.
 *
 * @param companies finds companies by current and merged ids, in their order
 */
export function createPropertyRoles(
  hubspot: HubSpot,
  property: string,
  companies: CrmSource['companies'],
): RoleStorage {
  async function rolesOf(contactIds: readonly string[]): Promise<Map<string, Roles>> {
    const contacts = await readObjects(contactIds, (inputs) =>
      hubspot.contacts.batch.read({ inputs, properties: [property], propertiesWithHistory: [] }),
    );
    return new Map(contacts.map((contact) => [contact.id, fromHubSpotRoles(propertiesOf(contact).text(property))]));
  }

  /** The current ids of companies that were merged into others since their entry was written. */
  async function currentIds(ids: readonly string[]): Promise<Map<string, string>> {
    const found = ids.length === 0 ? [] : await companies(ids);
    return new Map(ids.flatMap((id, index) => (found[index] ? [[id, found[index].id] as const] : [])));
  }

  /** Roles by the current ids of companies. */
  async function resolved(roles: Roles, associated: ReadonlySet<string>): Promise<Roles> {
    const unknown = [...roles.keys()].filter((id) => !associated.has(id));
    const current = associated.size === 0 ? new Map<string, string>() : await currentIds(unknown);
    const byId = new Map<string, MemberRole>();
    // An entry with the current id wins over one with a merged id.
    for (const [id, role] of roles) if (!associated.has(id)) byId.set(current.get(id) ?? id, role);
    for (const [id, role] of roles) if (associated.has(id)) byId.set(id, role);
    return byId;
  }

  const storage: RoleStorage = {
    async membersOf(companyIds) {
      const associated = await readAssociations(hubspot, 'companies', 'contacts', companyIds);
      const contactIds = [...associated.values()].flatMap((found) => found.map(({ toId }) => toId));
      const roles = await rolesOf(contactIds);
      const wanted = new Set(companyIds);
      // Entries of other companies are looked up only where a contact has none of the requested ones.
      const unresolved = [...roles.values()]
        .filter((own) => ![...own.keys()].some((id) => wanted.has(id)))
        .flatMap((own) => [...own.keys()]);
      const current = await currentIds([...new Set(unresolved)]);
      const roleIn = (own: Roles | undefined, companyId: string): MemberRole | null =>
        own?.get(companyId) ?? [...(own ?? [])].find(([id]) => current.get(id) === companyId)?.[1] ?? null;
      return companyIds.map((companyId) =>
        (associated.get(companyId) ?? [])
          .flatMap(({ toId }) => {
            const role = roleIn(roles.get(toId), companyId);
            return role === null ? [] : [{ contactId: toId, role }];
          })
          .sort((a, b) => byNumber(a.contactId, b.contactId)),
      );
    },

    async membershipsOf(contactId) {
      const [associations, all] = await Promise.all([
        readAssociations(hubspot, 'contacts', 'companies', [contactId]),
        rolesOf([contactId]),
      ]);
      const associated = new Set((associations.get(contactId) ?? []).map(({ toId }) => toId));
      const roles = await resolved(all.get(contactId) ?? new Map<string, MemberRole>(), associated);
      return [...roles]
        .flatMap(([companyId, role]) => (associated.has(companyId) ? [{ companyId, role }] : []))
        .sort((a, b) => byNumber(a.companyId, b.companyId));
    },

    async setRole(companyId, contactId, role) {
      if (role !== null) await associate(contactId, companyId);
      const [associations, all] = await Promise.all([
        readAssociations(hubspot, 'contacts', 'companies', [contactId]),
        rolesOf([contactId]),
      ]);
      const associated = new Set((associations.get(contactId) ?? []).map(({ toId }) => toId));
      const roles = new Map(await resolved(all.get(contactId) ?? new Map<string, MemberRole>(), associated));
      if (role === null) roles.delete(companyId);
      else roles.set(companyId, role);
      await throughHubSpot(() =>
        hubspot.contacts.basic.update(contactId, { properties: { [property]: toHubSpotRoles(roles) } }),
      );
    },
  };

  /** HubSpot keeps an existing association as it is. */
  async function associate(contactId: string, companyId: string): Promise<void> {
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: contactToCompany }] as never;
    const created = await throughHubSpot(() =>
      hubspot.associations.batch.create('contacts', 'companies', {
        inputs: [{ _from: { id: contactId }, to: { id: companyId }, types }],
      }),
    );
    if ('errors' in created && created.errors.length > 0)
      throw new GraphError('UPSTREAM_INVALID_RESPONSE', {
        system: 'CRM',
        cause: new Error('the contact was not associated with the company'),
      });
  }

  return storage;
}
