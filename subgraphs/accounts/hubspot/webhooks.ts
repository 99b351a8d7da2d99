import { z } from 'zod';
import { isRecent, isSignedBy } from '../../shared/webhook-signature.ts';
import { notGenuine, type VendorEvent, type WebhookAnswer, type WebhookRequest } from '../../shared/webhook.ts';

/** HubSpot, "Webhooks API": a batch of up to a hundred. */
const batch = z.array(
  z.looseObject({
    eventId: z.number(),
    subscriptionType: z.string(),
    occurredAt: z.number(),
    objectId: z.number().optional(),
    fromObjectId: z.number().optional(),
    toObjectId: z.number().optional(),
    /** Which kinds of objects an association is of: 0-1 contacts, 0-2 companies. */
    fromObjectTypeId: z.string().optional(),
    toObjectTypeId: z.string().optional(),
    /** Of a merge: what there is now, and what it was made of. */
    newObjectId: z.number().optional(),
    primaryObjectId: z.number().optional(),
    mergedObjectIds: z.array(z.number()).optional(),
  }),
);
type Change = z.infer<typeof batch>[number];

const contacts = '0-1';

/** HubSpot, "Validating requests": some characters of the address are signed as they read. */
const decoded = (url: string): string =>
  url.replace(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, (encoded) => decodeURIComponent(encoded));

/** Not unique by itself, whatever its name. */
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

/** People whose memberships may be others now. */
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

/** HubSpot, "Validating requests, v3": HMAC-SHA256 over method, address, body and time. Older versions sign less, and are not taken. */
export function readHubSpotWebhook({ headers, body, url }: WebhookRequest, secrets: readonly string[]): WebhookAnswer {
  const raw = Buffer.from(body, 'base64');
  const time = headers['x-hubspot-request-timestamp'] ?? '';
  if (!/^\d{13}$/.test(time) || !isRecent(Number(time))) return notGenuine;
  if (!isSignedBy(secrets, ['POST', decoded(url), raw, time], headers['x-hubspot-signature-v3'])) return notGenuine;
  const changes = batch.parse(JSON.parse(raw.toString('utf8')));
  const events = changes.flatMap((change): VendorEvent[] => {
    // One is enough: whichever of them is asked for, the company that there is now is found.
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
