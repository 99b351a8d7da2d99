import type { HubSpotBehaviour } from './behaviour.ts';

/** Object types in webhooks. */
const typeIds = { contacts: '0-1', companies: '0-2' } as const;
const names = { contacts: 'contact', companies: 'company' } as const;

/**
 * Webhook events for changed properties. HubSpot, "Create generic webhook subscriptions": generic events say object.* and
 * name the type in objectTypeId; the older ones have the type in their name.
 */
export const propertyChanges = (
  type: keyof typeof typeIds,
  id: string,
  properties: Readonly<Record<string, unknown>>,
  { genericWebhooks }: HubSpotBehaviour,
): object[] =>
  Object.entries(properties).map(([propertyName, propertyValue]) => ({
    ...(genericWebhooks
      ? { subscriptionType: 'object.propertyChange', objectTypeId: typeIds[type], isSensitive: false }
      : { subscriptionType: `${names[type]}.propertyChange` }),
    objectId: Number(id),
    propertyName,
    propertyValue,
    changeSource: 'CRM_UI',
  }));

/** The webhook event for a changed association. Observed older events carry no object type ids. */
export const associationChange = (
  contactId: string,
  companyId: string,
  associationRemoved: boolean,
  { genericWebhooks }: HubSpotBehaviour,
): object => ({
  ...(genericWebhooks
    ? { subscriptionType: 'object.associationChange', fromObjectTypeId: '0-1', toObjectTypeId: '0-2' }
    : { subscriptionType: 'contact.associationChange' }),
  associationType: 'CONTACT_TO_COMPANY',
  fromObjectId: Number(contactId),
  toObjectId: Number(companyId),
  associationRemoved,
  changeSource: 'USER',
});
