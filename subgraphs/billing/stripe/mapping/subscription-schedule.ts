import type Stripe from 'stripe';
import { fieldByField } from '@customer-graph/upstream/field-by-field';
import { identifier, integer, optional } from '@customer-graph/upstream/shapes';
import type { PendingChange, PhaseItem, SubscriptionSchedule } from '../../domain/subscription-schedule.ts';
import { currencyCode, fieldsOf, listOf, parse, reference, time, type Fields } from './fields.ts';

type Phase = Fields<Stripe.SubscriptionSchedule.Phase>;

function fromStripePhaseItem(value: unknown): PhaseItem {
  const item = fieldsOf<Stripe.SubscriptionSchedule.Phase.Item>(value, 'phase.item');
  return {
    priceId: parse(reference, item.price, 'phase.item.price'),
    // Stripe leaves the quantity of a metered price out.
    quantity: parse(optional(integer), item.quantity, 'phase.item.quantity'),
  };
}

const fromStripePhase = (phase: Phase): PendingChange =>
  fieldByField<PendingChange>({
    at: () => parse(time, phase.start_date, 'phase.start_date'),
    currency: () => parse(currencyCode, phase.currency, 'phase.currency'),
    items: () => listOf(phase.items, 'phase.items').map(fromStripePhaseItem),
  });

/** A schedule with its later phases. Stripe API, "Subscription schedule": phases follow each other without gaps. */
export function fromStripeSchedule(value: unknown, now: number): SubscriptionSchedule {
  const schedule = fieldsOf<Stripe.SubscriptionSchedule>(value, 'subscription_schedule');
  const id = parse(identifier, schedule.id, 'subscription_schedule.id');
  const phases = () =>
    listOf(schedule.phases, 'phases').map((phase) => fieldsOf<Stripe.SubscriptionSchedule.Phase>(phase, 'phase'));
  return fieldByField<SubscriptionSchedule>({
    id: () => id,
    isActive: () => schedule.status === 'active' || schedule.status === 'not_started',
    changes: () =>
      phases()
        .filter((phase) => parse(time, phase.start_date, 'phase.start_date') > now)
        .map(fromStripePhase),
    endsAt() {
      const last = phases().at(-1);
      return schedule.end_behavior === 'cancel' && last ? parse(time, last.end_date, 'phase.end_date') : null;
    },
  });
}
