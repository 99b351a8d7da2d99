import type { Webhooks } from '../webhooks.ts';
import type { StripeObject } from './store.ts';

const types: Readonly<Record<string, (object: StripeObject) => string>> = {
  subscription: ({ status }) =>
    status === 'canceled' ? 'customer.subscription.deleted' : 'customer.subscription.updated',
  invoice: ({ status }) => (status === 'paid' ? 'invoice.paid' : 'invoice.updated'),
};

/** Sends the event of a changed object. The graph uses events of subscriptions and invoices only. */
export function sendChangeEvent(changed: unknown, webhooks: Webhooks): void {
  if (typeof changed !== 'object' || changed === null || !('object' in changed) || typeof changed.object !== 'string')
    return;
  const object = changed as StripeObject;
  const type = types[object.object]?.(object);
  if (type !== undefined) webhooks.stripe(type, object);
}
