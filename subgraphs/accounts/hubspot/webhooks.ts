import type { Logger } from 'pino';
import { z } from 'zod';
import { parseJson } from '@customer-graph/process/parse-json';
import { isRecent, isSignedBy } from '@customer-graph/subgraph-kit/webhook-signature';
import {
  notGenuine,
  type VendorEvent,
  type WebhookAnswer,
  type WebhookRequest,
} from '@customer-graph/protocol/webhook';
import { identifier } from '@customer-graph/upstream/shapes';
import { companiesOf, contactsOf, type Change } from './changes.ts';

/** HubSpot, "Webhooks": ids are numbers here and texts elsewhere. Fields are missing or null by the kind of event. */
const id = identifier.nullish();
const changeShape = z.looseObject({
  eventId: identifier,
  subscriptionType: z.string().regex(/^[\w.-]{1,60}$/),
  occurredAt: z.number(),
  objectId: id,
  objectTypeId: z.string().nullish(),
  fromObjectId: id,
  toObjectId: id,
  fromObjectTypeId: z.string().nullish(),
  toObjectTypeId: z.string().nullish(),
  associationType: z.string().nullish(),
  newObjectId: id,
  primaryObjectId: id,
  mergedObjectIds: z.array(identifier).nullish(),
});

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

/** Reads the events of a verified body. An event that cannot be read costs itself alone: HubSpot would repeat all others. */
function readChanges(body: string, log: Logger): readonly Change[] {
  const batch = parseJson(body);
  const results = (Array.isArray(batch) ? batch : [batch]).map((event) => changeShape.safeParse(event));
  const changes = results.flatMap(({ data }) => data ?? []);
  const unread = results.length - changes.length;
  if (unread > 0) log.warn({ events: results.length, unread }, 'HubSpot webhook has events of an unknown shape');
  return changes;
}

/**
 * Verifies a webhook and returns its events. Only signatures of version 3 are accepted: older ones do not cover the time.
 * HubSpot, "Validating requests": HMAC-SHA256 over method, URL, body and time.
 */
export function readHubSpotWebhook(
  { headers, body, url }: WebhookRequest,
  secrets: readonly string[],
  log: Logger,
): WebhookAnswer {
  const raw = Buffer.from(body, 'base64');
  const time = headers['x-hubspot-request-timestamp'] ?? '';
  if (!/^\d{13}$/.test(time) || !isRecent(Number(time))) return notGenuine;
  if (!isSignedBy(secrets, ['POST', decoded(url), raw, time], headers['x-hubspot-signature-v3'])) return notGenuine;
  const changes = readChanges(raw.toString('utf8'), log);
  const events = changes.flatMap((change): VendorEvent[] => {
    // One id is enough: after a merge each of them leads to the resulting company.
    const [company] = companiesOf(change);
    return company === undefined ? [] : [{ id: idOf(change).slice(0, 200), subject: `account:${company}` }];
  });
  return {
    isGenuine: true,
    events,
    contactIds: [...new Set(changes.flatMap(contactsOf))],
    accountIds: [...new Set(changes.flatMap(companiesOf))],
  };
}
