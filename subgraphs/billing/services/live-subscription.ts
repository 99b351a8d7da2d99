import { userError, type UserError } from '@customer-graph/protocol/user-error';
import type { Context } from '../context.ts';
import { liveOnes, mainOne, type Subscription } from '../domain/subscription.ts';

/** The customer's live subscriptions, oldest first; empty if the customer does not exist. */
export const liveSubscriptionsOf = async (customerId: string, { loaders }: Context): Promise<Subscription[]> =>
  liveOnes((await loaders.customer.load(customerId))?.subscriptions ?? []);

/** The customer's subscription where there is room for one; null: none is live. */
export const mainSubscriptionOf = async (customerId: string, { loaders }: Context): Promise<Subscription | null> =>
  mainOne((await loaders.customer.load(customerId))?.subscriptions ?? []);

/**
 * The live subscription with this id; without an id, the only live one.
 *
 * @param within path of `subscriptionId` in the mutation's input
 */
export async function liveSubscription(
  id: string | null,
  customerId: string,
  context: Context,
  ...within: string[]
): Promise<{ readonly refusal: UserError } | { readonly subscription: Subscription }> {
  const live = await liveSubscriptionsOf(customerId, context);
  const path = [...within, 'subscriptionId'];
  const field = path.join('.');
  if (id !== null) {
    const subscription = live.find((candidate) => candidate.id === id);
    if (subscription) return { subscription };
    return { refusal: userError('NOT_FOUND', `${field} names no live subscription of the account.`, ...path) };
  }
  const [subscription, second] = live;
  if (!subscription) return { refusal: userError('CONFLICT', 'The account has no live subscription.', ...within) };
  if (second) {
    const message = `${field} is needed: the account has several live subscriptions.`;
    return { refusal: userError('INVALID_INPUT', message, ...path) };
  }
  return { subscription };
}
