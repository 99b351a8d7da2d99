import { GraphError } from '@customer-graph/protocol/errors';
import { refused } from '@customer-graph/protocol/outcome';
import { userError, type UserError } from '@customer-graph/protocol/user-error';
import { invalidFields } from '@customer-graph/subgraph-kit/check-input';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import type { Context } from '../context.ts';
import type { SubscriptionChangeRequest } from '../contract.ts';
import { priceIn, publishedPrice } from '../domain/catalogue.ts';
import { changeInput, toChange, type Change, type ChangeRequest } from '../domain/subscription-change.ts';
import { seatsOf, type Subscription } from '../domain/subscription.ts';
import type { BillingSource } from '../port.ts';
import { liveSubscription } from './live-subscription.ts';
import { productsOf } from './products.ts';
import { written, type ChangeOutcome } from './subscription-outcome.ts';

/** Refuses a price that is not published, or that the subscription cannot be charged in. */
async function priceRefusal(
  priceId: string,
  { currency }: Subscription,
  { loaders }: Context,
): Promise<UserError | null> {
  const price = publishedPrice(await loaders.catalogue(), priceId);
  if (!price) {
    const message = 'change.priceId is not a price of the published catalogue.';
    return userError('INVALID_INPUT', message, 'change', 'priceId');
  }
  if (priceIn(price, currency)) return null;
  // Stripe, "Multi-currency prices": a subscription and its customer have one currency.
  const message = `change.priceId is not a price in ${currency}, the currency of the subscription.`;
  return userError('INVALID_INPUT', message, 'change', 'priceId');
}

/** The refusal of the billing system itself. */
export const notAccepted = (): UserError =>
  userError(
    'INVALID_INPUT',
    'The billing system does not accept this change for the subscription: nothing was changed.',
    'change',
    'priceId',
  );

/** Checks a request against the customer's subscriptions and the catalogue. Used by the preview and by the change itself. */
export async function checkChange(
  request: ChangeRequest,
  customerId: string,
  context: Context,
): Promise<{ readonly refusal: UserError } | { readonly change: Change }> {
  const [refusal] = invalidFields(changeInput, request, 'change');
  if (refusal) return { refusal };
  const chosen = await liveSubscription(request.subscriptionId, customerId, context, 'change');
  if ('refusal' in chosen) return chosen;
  const products = await productsOf(chosen.subscription, context);
  const refusedPrice =
    request.priceId === null ? null : await priceRefusal(request.priceId, chosen.subscription, context);
  if (refusedPrice) return { refusal: refusedPrice };
  return toChange(request, chosen.subscription, products);
}

/** Whether a change removes seats. Only then the number of seats in use matters. */
const removesSeats = async ({ seats, subscription }: Change, context: Context): Promise<boolean> =>
  seats !== null && seats < seatsOf(subscription, await productsOf(subscription, context));

/** Refuses fewer seats than are in use. Throws if their number is unknown. */
function seatsRefusal({ seats }: Change, seatsInUse: number | null): UserError | null {
  if (seatsInUse === null)
    throw new GraphError('UPSTREAM_UNAVAILABLE', {
      system: 'PRODUCT',
      message: 'The number of seats in use is unknown: nothing was changed.',
    });
  if (seats === null || seats >= seatsInUse) return null;
  return userError('CONFLICT', 'change.seats is lower than the number of seats in use.', 'change', 'seats');
}

/** Changes the price or the seats of a customer's subscription and charges the difference at once. */
export async function changeSubscription(
  source: BillingSource,
  customerId: string,
  request: SubscriptionChangeRequest,
  context: Context,
): Promise<ChangeOutcome> {
  const { key, isRepeat, isChosen, seatsInUse } = request;
  // The first attempt may have moved the period, so a repeat does not check `prorationAt` again.
  const checked = await checkChange({ ...request, isChosen: isChosen && !isRepeat }, customerId, context);
  if ('refusal' in checked) return refused(checked.refusal);
  const { change } = checked;
  if (await removesSeats(change, context)) {
    if (seatsInUse === undefined) return { needs: 'SEATS_IN_USE' };
    const refusal = seatsRefusal(change, seatsInUse);
    if (refusal) return refused(refusal);
  }
  const payment = await withMinimumDeadline('BILLING', () => source.changeSubscription(customerId, change, key));
  if (payment.kind === 'DECLINED')
    return refused(userError('PAYMENT_REQUIRED', 'The payment was declined: nothing was changed.'));
  if (payment.kind === 'REFUSED') return refused(notAccepted());
  return written(change.subscription.id, payment);
}
