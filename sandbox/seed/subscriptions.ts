import type { StripeBehaviour } from '../stripe/behaviour.ts';
import { makeSubscription, makeSubscriptionItem } from '../stripe/objects/subscriptions.ts';
import { withoutExpandables } from '../stripe/pricing.ts';
import type { StripeObject, StripeStore } from '../stripe/store.ts';
import { featureId, featuresOf, priceId, requirePrice } from './catalogue.ts';
import { companyIndex, type SeedCompany, type SubscriptionKind } from './company.ts';
import { day, runningPeriod } from './periods.ts';
import type { Random } from './random.ts';

const statusOf: Record<Exclude<SubscriptionKind, 'none'>, string> = {
  active: 'active',
  trialing: 'trialing',
  past_due: 'past_due',
  unpaid: 'unpaid',
  paused: 'paused',
  incomplete: 'incomplete',
  incomplete_expired: 'incomplete_expired',
  canceled: 'canceled',
  scheduled: 'active',
  several: 'active',
  tiered: 'active',
  negotiated: 'active',
};

export type BillingMode = StripeBehaviour['billingMode'];

/** Seeds the subscription of a company, with its entitlements; null without a subscription. */
export function seedSubscription(
  store: StripeStore,
  company: SeedCompany,
  customer: StripeObject,
  random: Random,
  billingMode: BillingMode,
): StripeObject | null {
  const { subscription: kind, index } = company;
  const period = runningPeriod(company);
  if (kind === 'none' || period === null) return null;
  const id = `sub_Sandbox${String(index).padStart(6, '0')}`;
  const chosen =
    kind === 'tiered'
      ? priceId('scale', 'eur', 'tiered')
      : kind === 'negotiated'
        ? 'price_Sandboxnegotiated'
        : priceId(company.plan, company.currency, 'month');
  const created = period.start - random.integer(3, 11) * 30 * day;
  const ended = kind === 'canceled' || kind === 'incomplete_expired';
  const planKey = kind === 'tiered' ? 'scale' : kind === 'negotiated' ? 'enterprise' : company.plan;
  const item = (subscriptionId: string, position: string, price: string, quantity: number | null) =>
    makeSubscriptionItem({
      id: `si_Sandbox${String(index).padStart(6, '0')}${position}`,
      subscription: subscriptionId,
      price: withoutExpandables(requirePrice(store, price)),
      quantity,
      created,
      current_period_start: period.start,
      current_period_end: period.end,
    });
  const items = [
    item(id, 'a', chosen, company.seats),
    ...(index % 4 === 1 && company.currency === 'eur' ? [item(id, 'b', 'price_Sandboxevents', null)] : []),
  ];
  const subscription = makeSubscription(
    {
      id,
      customer: customer.id,
      currency: company.currency,
      created,
      status: statusOf[kind],
      billing_cycle_anchor: period.start,
      billing_mode:
        billingMode === 'classic'
          ? { flexible: null, type: 'classic' }
          : { flexible: { proration_discounts: 'included' }, type: 'flexible' },
      default_payment_method: null,
      ...(kind === 'trialing' && { trial_start: period.start, trial_end: period.end }),
      ...(kind === 'scheduled' && {
        // Stripe, "Compare billing modes": the portal sets both fields in the classic mode, and the time alone otherwise.
        cancel_at_period_end: billingMode === 'classic',
        cancel_at: period.end,
        canceled_at: period.start + day,
      }),
      ...(kind === 'paused' && { trial_start: created, trial_end: created + 14 * day }),
      ...(ended && {
        canceled_at: period.start + day,
        ended_at: period.start + 2 * day,
        cancel_at: period.start + 2 * day,
      }),
    },
    items,
  );
  store.put('subscriptions', subscription);
  if (!ended && kind !== 'incomplete') {
    for (const key of featuresOf[planKey]) {
      const entitlement = {
        id: `ent_Sandbox${String(index).padStart(6, '0')}${key}`,
        object: 'entitlements.active_entitlement',
        feature: featureId(key),
        livemode: false,
        lookup_key: key,
        customer: customer.id,
      };
      store.put('active_entitlements', entitlement);
    }
  }
  if (kind === 'several' || index === companyIndex.demo)
    store.put('subscriptions', secondSubscription(company, customer, created, item));
  return subscription;
}

/** A second, newer subscription; the demo account's has ended, with all fields of an ended subscription. */
function secondSubscription(
  company: SeedCompany,
  customer: StripeObject,
  created: number,
  item: (subscriptionId: string, position: string, price: string, quantity: number | null) => StripeObject,
): StripeObject {
  const id = `sub_Sandbox${String(company.index).padStart(6, '0')}second`;
  const isDemo = company.index === companyIndex.demo;
  const start = created + day;
  const end = start + 60 * day;
  const starter = item(id, 'c', priceId('starter', company.currency, 'month'), 5);
  return makeSubscription(
    {
      id,
      customer: customer.id,
      currency: company.currency,
      created: start,
      status: isDemo ? 'canceled' : 'active',
      ...(isDemo && {
        trial_start: start,
        trial_end: start + 14 * day,
        cancel_at: end,
        canceled_at: end - 10 * day,
        ended_at: end,
      }),
    },
    [isDemo ? { ...starter, current_period_start: end - 30 * day, current_period_end: end } : starter],
  );
}
