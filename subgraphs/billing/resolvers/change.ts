import { userError, type UserError } from '../../shared/user-error.ts';
import type { Context } from '../context.ts';
import { publishedPlans } from '../domain/catalogue.ts';
import { isLive, oldestFirst, planItem, seatsItem, type Subscription } from '../domain/subscription.ts';
import type { Change } from '../port.ts';
import { productsOf } from './products.ts';

const maxSeats = 1_000_000;

/** What a client asks for: null leaves it as it is. */
export interface ChangeWanted {
  readonly subscriptionId: string | null;
  readonly priceId: string | null;
  readonly seats: number | null;
  /** Milliseconds since the epoch. */
  readonly prorationAt: number;
  /** Whether it was asked for, and has to lie in the running period. */
  readonly isChosen: boolean;
}

const problem = (code: UserError['code'], message: string, ...field: string[]) => ({
  problem: userError(code, message, ...field),
});

/** What the client asked for, checked against what the customer has and what the catalogue offers. */
export async function toChange(
  { subscriptionId, priceId, seats, prorationAt, isChosen }: ChangeWanted,
  customerId: string,
  context: Context,
): Promise<{ problem: UserError } | { change: Change }> {
  if (seats !== null && (seats < 1 || seats > maxSeats))
    return problem('INVALID_INPUT', `change.seats must be between 1 and ${maxSeats}.`, 'change', 'seats');
  if (seats === null && priceId === null)
    return problem('INVALID_INPUT', 'change must name a priceId or seats.', 'change');

  const chosen = await liveSubscription(subscriptionId, customerId, context, 'change');
  if ('problem' in chosen) return chosen;
  const { subscription } = chosen;
  const products = await productsOf(subscription, context);
  if (priceId !== null) {
    const plans = publishedPlans(await context.loaders.catalogue());
    const known = plans.some(({ prices }) => prices.some(({ id }) => id === priceId));
    if (!known)
      return problem('INVALID_INPUT', 'change.priceId is not a price of the published catalogue.', 'change', 'priceId');
  }
  const plan = planItem(subscription, products);
  const counted = seatsItem(subscription, products);
  if (seats !== null && !counted)
    return problem('INVALID_INPUT', 'change.seats: the subscription counts no seats.', 'change', 'seats');
  // Within the period that is charged for: before and after it there is nothing to prorate.
  if (isChosen && (prorationAt < plan.period.start || prorationAt >= plan.period.end))
    return problem('INVALID_INPUT', 'change.prorationAt must lie in the running period.', 'change', 'prorationAt');
  return {
    change: {
      subscription,
      planItemId: plan.id,
      priceId,
      seatsItemId: counted?.id ?? null,
      seats,
      prorationAt: Math.floor(prorationAt / 1_000) * 1_000,
    },
  };
}

/** The one live subscription, or the one that is named. */
export async function liveSubscription(
  id: string | null,
  customerId: string,
  { loaders }: Context,
  ...within: string[]
): Promise<{ problem: UserError } | { subscription: Subscription }> {
  const customer = await loaders.customer.load(customerId);
  const live = oldestFirst(customer?.subscriptions ?? []).filter(isLive);
  const [first, second] = live;
  const path = [...within, 'subscriptionId'];
  if (id !== null) {
    const subscription = live.find((each) => each.id === id);
    return subscription
      ? { subscription }
      : problem('NOT_FOUND', `${path.join('.')} names no live subscription of the account.`, ...path);
  }
  if (!first) return problem('CONFLICT', 'The account has no live subscription.', ...within);
  if (second)
    return problem(
      'INVALID_INPUT',
      `${path.join('.')} is needed: the account has several live subscriptions.`,
      ...path,
    );
  return { subscription: first };
}
