import { makeFeature, makePrice, makeProduct, makeRecurring } from '../stripe/objects/catalogue.ts';
import type { StripeObject, StripeStore } from '../stripe/store.ts';
import { planKeys, type PlanKey } from './company.ts';

export const productId = (key: string): string => `prod_Sandbox${key}`;
export const priceId = (key: string, currency = 'eur', rhythm = 'month'): string =>
  `price_Sandbox${key}${currency}${rhythm}`;

const plans: Record<
  PlanKey,
  {
    readonly name: string;
    readonly description: string;
    readonly features: readonly string[];
    readonly unitAmount: number;
  }
> = {
  starter: {
    name: 'Starter',
    description: 'For small teams',
    features: ['5 projects', 'E-mail support'],
    unitAmount: 900,
  },
  growth: {
    name: 'Growth',
    description: 'For teams that grow',
    features: ['Unlimited projects', 'Single sign-on', 'Priority support'],
    unitAmount: 2_400,
  },
  scale: {
    name: 'Scale',
    description: 'For many teams',
    features: ['Unlimited projects', 'Single sign-on', 'Audit log'],
    unitAmount: 3_900,
  },
  enterprise: {
    name: 'Enterprise',
    description: 'For whole companies',
    features: ['Everything in Scale', 'Dedicated contact'],
    unitAmount: 5_900,
  },
};

const features: readonly (readonly [string, string])[] = [
  ['sso', 'Single sign-on'],
  ['audit-log', 'Audit log'],
  ['priority-support', 'Priority support'],
  ['api', 'API access'],
];
export const featuresOf: Record<PlanKey, readonly string[]> = {
  starter: ['api'],
  growth: ['api', 'sso', 'priority-support'],
  scale: ['api', 'sso', 'audit-log'],
  enterprise: ['api', 'sso', 'audit-log', 'priority-support'],
};
export const featureId = (key: string): string => `feat_Sandbox${key}`;

/** Factors from euro cents to the smallest units of other currencies. */
const factor: Readonly<Record<string, number>> = { eur: 1, jpy: 1.6, kwd: 3.3 };

export function seedCatalogue(store: StripeStore, created: number): void {
  for (const key of planKeys) {
    const { name, description, unitAmount, features: marketing } = plans[key];
    store.put(
      'products',
      makeProduct({
        id: productId(key),
        name,
        description,
        created,
        marketing_features: marketing.map((feature) => ({ name: feature })),
        metadata: { portal: 'true', plan_key: key, seats: 'true', internal_cost: `CANARY-billing-metadata-${key}` },
        unit_label: 'seat',
      }),
    );
    for (const currency of ['eur', 'jpy', 'kwd']) {
      const monthly = Math.round(unitAmount * (factor[currency] ?? 1));
      const shared = { product: productId(key), currency, created };
      store.put('prices', makePrice({ ...shared, id: priceId(key, currency, 'month'), unit_amount: monthly }));
      store.put(
        'prices',
        makePrice({
          ...shared,
          id: priceId(key, currency, 'year'),
          unit_amount: monthly * 10,
          recurring: makeRecurring('year'),
        }),
      );
    }
  }
  store.put(
    'prices',
    makePrice({
      id: priceId('scale', 'eur', 'tiered'),
      product: productId('scale'),
      currency: 'eur',
      created,
      billing_scheme: 'tiered',
      tiers_mode: 'graduated',
      tiers: [
        { up_to: 10, unit_amount: 4_000, unit_amount_decimal: '4000', flat_amount: null, flat_amount_decimal: null },
        { up_to: null, unit_amount: 3_000, unit_amount_decimal: '3000', flat_amount: null, flat_amount_decimal: null },
      ],
    }),
  );
  // Outside the public catalogue: a negotiated price, a test plan, and a metered product.
  store.put(
    'prices',
    makePrice({
      id: 'price_Sandboxnegotiated',
      product: productId('enterprise'),
      currency: 'eur',
      created,
      unit_amount: 4_150,
      metadata: { portal: 'false' },
    }),
  );
  store.put(
    'products',
    makeProduct({ id: productId('trial'), name: 'CANARY test plan', created, metadata: { plan_key: 'canary-test' } }),
  );
  store.put(
    'prices',
    makePrice({ id: 'price_Sandboxtest', product: productId('trial'), currency: 'eur', created, unit_amount: 1 }),
  );
  store.put(
    'products',
    makeProduct({ id: productId('events'), name: 'Events', created, metadata: { seats: 'false' } }),
  );
  store.put(
    'prices',
    makePrice({
      id: 'price_Sandboxevents',
      product: productId('events'),
      currency: 'eur',
      created,
      unit_amount: 1,
      recurring: makeRecurring('month', { usage_type: 'metered' }),
    }),
  );
  for (const [key, name] of features) store.put('features', makeFeature(featureId(key), key, name));
}

export const requirePrice = (store: StripeStore, id: string): StripeObject => {
  const price = store.get('prices', id);
  if (!price) throw new Error(`The seeded catalogue has no price ${id}.`);
  return price;
};
