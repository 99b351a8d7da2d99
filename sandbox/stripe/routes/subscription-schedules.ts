import { invalid } from '../errors.ts';
import { textOf } from '../parameters.ts';
import type { StripeObject, StripeStore } from '../store.ts';
import { nowSeconds } from '../subscription-items.ts';
import type { Router } from './router.ts';

const isAttached = ({ status }: StripeObject): boolean => status === 'active' || status === 'not_started';

/** The schedule that manages a subscription; undefined without one. */
export function scheduleOf(store: StripeStore, { schedule }: StripeObject): StripeObject | undefined {
  const found = typeof schedule === 'string' ? store.get('subscription_schedules', schedule) : undefined;
  return found && isAttached(found) ? found : undefined;
}

/** Ends the schedule of a subscription: Stripe cancels it with the subscription. */
export function cancelSchedule(store: StripeStore, subscription: StripeObject): void {
  const schedule = scheduleOf(store, subscription);
  if (schedule) Object.assign(schedule, { status: 'canceled', canceled_at: nowSeconds(), current_phase: null });
}

/** Reads, changes and releases of subscription schedules. */
export function registerSubscriptionSchedules({ store, get, post, requireObject, respond }: Router): void {
  const attached = (id = ''): StripeObject => {
    const schedule = requireObject('subscription_schedules', id);
    if (isAttached(schedule)) return schedule;
    throw invalid('You cannot change a subscription schedule that is not active or not started.');
  };
  get('/subscription_schedules/:id', ({ params, input }) =>
    respond(requireObject('subscription_schedules', params.id ?? ''), input),
  );
  post('/subscription_schedules/:id', ({ params, input }) => {
    const schedule = attached(params.id);
    const behavior = textOf(input, 'end_behavior');
    if (behavior !== undefined) schedule.end_behavior = behavior;
    const subscription = store.get('subscriptions', String(schedule.subscription));
    const last = (schedule.phases as { end_date: number }[]).at(-1);
    if (subscription)
      Object.assign(subscription, {
        cancel_at: schedule.end_behavior === 'cancel' ? (last?.end_date ?? null) : null,
        canceled_at: schedule.end_behavior === 'cancel' ? nowSeconds() : null,
      });
    return respond(schedule, input);
  });
  post('/subscription_schedules/:id/release', ({ params, input }) => {
    const schedule = attached(params.id);
    const subscription = store.get('subscriptions', String(schedule.subscription));
    if (subscription) subscription.schedule = null;
    Object.assign(schedule, {
      status: 'released',
      released_at: nowSeconds(),
      released_subscription: schedule.subscription,
      subscription: null,
      current_phase: null,
    });
    return respond(schedule, input);
  });
}
