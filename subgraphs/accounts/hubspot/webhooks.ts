import { z } from 'zod';
import { isRecent, isSignedBy } from '@customer-graph/subgraph-kit/webhook-signature';
import {
  notGenuine,
  type VendorEvent,
  type WebhookAnswer,
  type WebhookRequest,
} from '@customer-graph/protocol/webhook';

/** HubSpot, "Webhooks API": a batch has at most 100 events. */
const batch = z.array(
  z.looseObject({
    eventId: z.number(),
    subscriptionType: z.string(),
    occurredAt: z.number(),
    objectId: z.number().optional(),
    fromObjectId: z.number().optional(),
    toObjectId: z.number().optional(),
    /** Object types of an association: 0-1 contact, 0-2 company. */
    fromObjectTypeId: z.string().optional(),
    toObjectTypeId: z.string().optional(),
    /** Of a merge: the resulting object, and the merged ones. */
    newObjectId: z.number().optional(),
    primaryObjectId: z.number().optional(),
    mergedObjectIds: z.array(z.number()).optional(),
  }),
);
type Change = z.infer<typeof batch>[number];

const contacts = '0-1';

/** HubSpot, "Validating requests": some characters of the URL are decoded before it is signed. */
const decoded = (url: string): string =>
  url.replace(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, (encoded) => decodeURIComponent(encoded));

/** HubSpot's `eventId` is not unique, so the id has more parts. */
const idOf = ({
  eventId,
  subscriptionType,
  objectId,
  newObjectId,
  fromObjectId,
  toObjectId,
  occurredAt,
}: Change): string =>
  [eventId, subscriptionType, objectId ?? newObjectId ?? fromObjectId ?? '', toObjectId ?? '', occurredAt].join(':');

const objectsOf = ({
  objectId,
  newObjectId,
  primaryObjectId,
  mergedObjectIds = [],
}: Change): (number | undefined)[] => [objectId, newObjectId, primaryObjectId, ...mergedObjectIds];

const companiesOf = (change: Change): (number | undefined)[] =>
  change.subscriptionType.startsWith('company.') ? objectsOf(change) : [];

/** Contacts whose memberships may have changed. */
function contactsOf(change: Change): (number | undefined)[] {
  const { subscriptionType, fromObjectId, toObjectId, fromObjectTypeId, toObjectTypeId } = change;
  if (subscriptionType.endsWith('.associationChange'))
    return [
      fromObjectTypeId === contacts ? fromObjectId : undefined,
      toObjectTypeId === contacts ? toObjectId : undefined,
    ];
  return subscriptionType.startsWith('contact.') ? objectsOf(change) : [];
}

const known = (ids: readonly (number | undefined)[]): string[] => [
  ...new Set(ids.flatMap((id) => (id === undefined ? [] : [String(id)]))),
];

/**
 * Verifies a webhook and returns its events. Only signatures of version 3 are accepted: older ones do not cover the time.
 * HubSpot, "Validating requests": HMAC-SHA256 over method, URL, body and time.
 */
export function readHubSpotWebhook({ headers, body, url }: WebhookRequest, secrets: readonly string[]): WebhookAnswer {
  const raw = Buffer.from(body, 'base64');
  const time = headers['x-hubspot-request-timestamp'] ?? '';
  if (!/^\d{13}$/.test(time) || !isRecent(Number(time))) return notGenuine;
  if (!isSignedBy(secrets, ['POST', decoded(url), raw, time], headers['x-hubspot-signature-v3'])) return notGenuine;
  const changes = batch.parse(JSON.parse(raw.toString('utf8')));
  const events = changes.flatMap((change): VendorEvent[] => {
    // One id is enough: after a merge each of them leads to the resulting company.
    const [company] = known(companiesOf(change));
    return company === undefined ? [] : [{ id: idOf(change), subject: `account:${company}` }];
  });
  return {
    isGenuine: true,
    events,
    contactIds: known(changes.flatMap(contactsOf)),
    accountIds: known(changes.flatMap(companiesOf)),
  };
}
