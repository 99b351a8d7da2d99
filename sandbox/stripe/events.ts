import type { Webhooks } from '../webhooks.ts';
import type { StripeObject } from './store.ts';

const types: Readonly<Record<string, (object: StripeObject) => string>> = {
  subscription: ({ status }) =>
    status === 'canceled' ? 'customer.subscription.deleted' : 'customer.subscription.updated',
  invoice: ({ status }) => (status === 'paid' ? 'invoice.paid' : 'invoice.updated'),
};

/** What Stripe tells of an object that was changed; of most kinds nothing that anybody here listens to. */
export function tellOf(changed: unknown, webhooks: Webhooks): void {
  if (typeof changed !== 'object' || changed === null || !('object' in changed) || typeof changed.object !== 'string')
    return;
  const object = changed as StripeObject;
  const type = types[object.object]?.(object);
  if (type !== undefined) webhooks.stripe(type, object);
}
