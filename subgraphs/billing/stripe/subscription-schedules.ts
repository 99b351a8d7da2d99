import type Stripe from 'stripe';
import type { BillingSource } from '../port.ts';
import { withKey } from './client.ts';
import { callStripe } from './errors.ts';
import { fromStripeSchedule } from './mapping/subscription-schedule.ts';
import { nullIfMissing } from './missing.ts';

/** Stripe refuses to change the cancellation of a subscription that a schedule manages, so the schedule is changed. */
export interface StripeSchedules extends Pick<BillingSource, 'subscriptionSchedule'> {
  /** Detaches a schedule from its subscription. The changes that it plans are dropped. */
  release(id: string, key: string): Promise<void>;
  /** Lets the subscription go on after the schedule, and returns whether it does. */
  removeEnd(id: string, subscriptionId: string, key: string): Promise<boolean>;
}

export function createStripeSchedules(stripe: Stripe): StripeSchedules {
  const read = (id: string) => nullIfMissing(() => stripe.subscriptionSchedules.retrieve(id));

  return {
    async subscriptionSchedule(id) {
      const raw = await read(id);
      return raw && fromStripeSchedule(raw, Date.now());
    },

    async release(id, key) {
      const schedule = await read(id);
      // Released already: by another request, or by this one if its response was lost.
      if (schedule?.status !== 'active' && schedule?.status !== 'not_started') return;
      await callStripe(() => stripe.subscriptionSchedules.release(id, {}, withKey(`${key}-release`)));
    },

    async removeEnd(id, subscriptionId, key) {
      const change = { end_behavior: 'release' as const };
      await callStripe(() => stripe.subscriptionSchedules.update(id, change, withKey(`${key}-schedule`)));
      const subscription = await callStripe(() => stripe.subscriptions.retrieve(subscriptionId));
      return !subscription.cancel_at_period_end && subscription.cancel_at === null;
    },
  };
}
