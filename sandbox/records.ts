import { z } from 'zod';
import type { AssociationType } from './hubspot/association-types.ts';
import type { ObjectType } from './hubspot/portal.ts';
import type { PortalStore } from './hubspot/store.ts';
import { sendChangeEvent } from './stripe/events.ts';
import type { Switches } from './behaviour.ts';
import { associationChange, propertyChanges } from './hubspot/change-events.ts';
import type { Webhooks } from './webhooks.ts';
import type { ProductRecords } from './product/webhook.ts';
import { collectionNames, type CollectionName, type HelpDeskStore, type Ticket } from './zendesk/store.ts';
import { collections, type Collection, type StripeObject, type StripeStore } from './stripe/store.ts';

/** Reads and changes records of the stand-ins. */
export interface Records {
  /** Undefined if there is no such record. */
  get(vendor: string, type: string, id: string): unknown;
  /**
   * Changes a record with the effects of a change in the vendor's own screens, webhooks included; null removes a value.
   * Returns the changed record, or undefined if there is none. Throws a ZodError for an invalid change.
   */
  change(vendor: string, type: string, id: string, change: Readonly<Record<string, unknown>>): unknown;
}

const objectTypes = new Set<string>(['companies', 'contacts', 'notes']);
const isObjectType = (type: string): type is ObjectType => objectTypes.has(type);
const isCollection = (type: string): type is Collection => collections.some((known) => known === type);

const propertyChange = z.object({
  properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
const labelChange = z.object({ labels: z.array(z.string()).nullable() });

const isProductType = (type: string): type is keyof ProductRecords =>
  ['tenants', 'members', 'invitations', 'deliveries'].includes(type);
const isHelpDeskCollection = (type: string): type is CollectionName => collectionNames.some((known) => known === type);

export interface RecordsOptions {
  readonly portal: () => PortalStore;
  readonly account: () => StripeStore;
  readonly helpDesk: () => HelpDeskStore;
  readonly product: () => ProductRecords;
  readonly webhooks: Webhooks;
  readonly switches: Switches;
}

export function createRecords({ portal, account, helpDesk, product, webhooks, switches }: RecordsOptions): Records {
  /** The association with the id `contactId:companyId`, and its labels. */
  const associationOf = (id: string) => {
    const [contactId = '', companyId = ''] = id.split(':');
    const found = portal()
      .associations('contacts', contactId, 'companies')
      .find(({ toId }) => toId === companyId);
    const labels = found?.types.flatMap(({ label }) => (label === null ? [] : [label]));
    return { contactId, companyId, record: labels && { id, contactId, companyId, labels } };
  };

  /** A property definition, such as `companies.portal_seats`, or an association label by its text. */
  const settingOf = (type: string, id: string): { readonly list: object[]; readonly index: number } | undefined => {
    const [objectType = '', name = ''] = id.split('.');
    const { properties, labels } = portal().portal;
    if (type === 'labels') return { list: labels, index: labels.findIndex(({ label }) => label === id) };
    if (type !== 'properties' || (objectType !== 'companies' && objectType !== 'contacts')) return undefined;
    return {
      list: properties[objectType],
      index: properties[objectType].findIndex((property) => property.name === name),
    };
  };

  function hubspot(type: string, id: string): unknown {
    if (type === 'associations') return associationOf(id).record;
    const defined = settingOf(type, id);
    if (defined) return defined.list[defined.index];
    if (isObjectType(type)) return portal().get(type, id);
    const { owners, files } = portal().portal;
    const list: readonly { readonly id: string }[] | undefined =
      type === 'owners' ? owners : type === 'files' ? files : undefined;
    return list?.find((entry) => entry.id === id);
  }

  function changeAssociation(id: string, change: unknown): unknown {
    const { labels } = labelChange.parse(change);
    const { contactId, companyId } = associationOf(id);
    const known = portal().portal.labels;
    if (labels === null) portal().dissociate('contacts', contactId, 'companies', companyId);
    else {
      portal().dissociate(
        'contacts',
        contactId,
        'companies',
        companyId,
        known.map(({ typeId }) => typeId),
      );
      const types = labels.map((label): AssociationType | undefined => known.find((type) => type.label === label));
      portal().associate(
        'contacts',
        contactId,
        'companies',
        companyId,
        types.filter((type) => type !== undefined),
      );
    }
    webhooks.hubspot([associationChange(contactId, companyId, labels === null, switches.get().hubspot)]);
    return associationOf(id).record ?? { id, labels: null };
  }

  return {
    get(vendor, type, id) {
      if (vendor === 'hubspot') return hubspot(type, id);
      if (vendor === 'product') return isProductType(type) ? product()[type].get(id) : undefined;
      if (vendor === 'zendesk') return isHelpDeskCollection(type) ? helpDesk().get(type, Number(id)) : undefined;
      return vendor === 'stripe' && isCollection(type) ? account().get(type, id) : undefined;
    },

    change(vendor, type, id, change) {
      if (vendor === 'hubspot' && type === 'associations') return changeAssociation(id, change);
      const defined = vendor === 'hubspot' ? settingOf(type, id) : undefined;
      if (defined) {
        const { list, index } = defined;
        const known = list[index];
        if (!known) return undefined;
        if (change.archived === true) list.splice(index, 1);
        else list[index] = { ...known, ...change };
        return { ...known, ...change };
      }
      if (vendor === 'hubspot' && isObjectType(type)) {
        const { properties } = propertyChange.parse(change);
        if (type !== 'notes') webhooks.hubspot(propertyChanges(type, id, properties, switches.get().hubspot));
        return portal().update(
          type,
          id,
          Object.fromEntries(
            Object.entries(properties).map(([name, value]) => [name, value === null ? '' : String(value)]),
          ),
        );
      }
      if (vendor === 'zendesk') {
        const known = isHelpDeskCollection(type) ? helpDesk().get(type, Number(id)) : undefined;
        if (!known || !isHelpDeskCollection(type)) return undefined;
        const now =
          type === 'tickets' && !('updated_at' in change)
            ? { updated_at: new Date().toISOString().replace(/\.\d+Z$/, 'Z') }
            : {};
        // The store must see the change to update its search index.
        return helpDesk().put(
          type,
          merge(known as unknown as Record<string, unknown>, { ...change, ...now }) as unknown as Ticket,
        );
      }
      const record =
        vendor === 'hubspot' ? hubspot(type, id) : isCollection(type) ? account().get(type, id) : undefined;
      if (typeof record !== 'object' || record === null) return undefined;
      const changed = merge(record as Record<string, unknown>, change);
      // The store must see the change to update its search index.
      if (vendor === 'stripe' && isCollection(type))
        sendChangeEvent(account().put(type, changed as StripeObject), webhooks);
      return changed;
    },
  };
}

function merge(record: Record<string, unknown>, change: Readonly<Record<string, unknown>>): Record<string, unknown> {
  for (const [name, value] of Object.entries(change)) {
    const inner = record[name];
    const nested = isFields(inner) && isFields(value);
    record[name] = nested ? merge(inner, value) : value;
  }
  return record;
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
