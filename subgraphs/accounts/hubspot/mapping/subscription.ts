import { z } from 'zod';
import { identifier, optional, text } from '@customer-graph/upstream/shapes';
import type { Subscription } from '../../domain/member.ts';
import { parse } from '../parse.ts';

/** HubSpot, "Get subscription statuses": SUBSCRIBED, UNSUBSCRIBED or NOT_SPECIFIED. Version 3 said NOT_SUBSCRIBED. */
const statusShape = z.looseObject({ subscriptionId: identifier, subscriptionName: optional(text), status: text });

/** @param names names of subscription types by their ids, where the status has none */
export function fromHubSpotSubscriptionStatus(value: unknown, names: ReadonlyMap<string, string>): Subscription {
  const { subscriptionId: key, subscriptionName, status } = parse(statusShape, value, 'subscription status');
  return {
    key,
    name: subscriptionName ?? names.get(key) ?? key,
    subscribed: status === 'SUBSCRIBED',
    isChosen: status !== 'NOT_SPECIFIED',
  };
}
