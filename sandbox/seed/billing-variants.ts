import { makePrice } from '../stripe/objects/catalogue.ts';
import { makeCard } from '../stripe/objects/payments.ts';
import { makeSubscriptionSchedule } from '../stripe/objects/subscription-schedules.ts';
import { withoutExpandables } from '../stripe/pricing.ts';
import type { StripeObject, StripeStore } from '../stripe/store.ts';
import { priceId, productId, requirePrice } from './catalogue.ts';
import { customerId, type PlanKey, type SeedCompany } from './company.ts';
import { day } from './periods.ts';

/** Companies whose billing uses less common parts of Stripe. Each has one active subscription. */
export const billingVariant = {
  /** Pays in euros by a price in dollars with currency options. */
  currencyOption: 241,
  /** Pays for packages of five seats. */
  packages: 242,
  /** Pays a part of a cent for each seat. */
  decimals: 243,
  /** The subscription has a card of its own, as Checkout sets it; the customer has another default. */
  ownCard: 240,
  /** The subscription changes to a larger plan at the end of the period. */
  schedule: 245,
  /** The customer pays with a card of the older Sources API. */
  source: 246,
  /** Invoices are kept as drafts. */
  pausedCollection: 247,
  /** Has a credit note that was voided. */
  voidedNote: 240,
  /** Has more tax numbers and subscription items than Stripe embeds. */
  longLists: 248,
} as const;

/** Prices outside the catalogue, one for each kind of amount. */
export const variantPrices = {
  currencyOption: 'price_Sandboxcurrencyoption',
  packages: 'price_Sandboxpackages',
  decimals: 'price_Sandboxdecimals',
  volume: 'price_Sandboxvolume',
} as const;

const unlisted = { portal: 'false' };

function seedPrices(store: StripeStore, created: number, productOf: (index: number) => string): void {
  const shared = { created, metadata: unlisted };
  const { currencyOption, packages, decimals } = billingVariant;
  store.put(
    'prices',
    makePrice({
      ...shared,
      id: variantPrices.currencyOption,
      product: productOf(currencyOption),
      currency: 'usd',
      unit_amount: 2_700,
      currency_options: {
        eur: { custom_unit_amount: null, tax_behavior: 'exclusive', unit_amount: 2_500, unit_amount_decimal: '2500' },
      },
    }),
  );
  store.put(
    'prices',
    makePrice({
      ...shared,
      id: variantPrices.packages,
      product: productOf(packages),
      currency: 'eur',
      unit_amount: 10_000,
      transform_quantity: { divide_by: 5, round: 'up' },
    }),
  );
  store.put(
    'prices',
    makePrice({
      ...shared,
      id: variantPrices.decimals,
      product: productOf(decimals),
      currency: 'eur',
      unit_amount_decimal: '0.5',
    }),
  );
  store.put(
    'prices',
    makePrice({
      ...shared,
      id: variantPrices.volume,
      product: productId('scale'),
      currency: 'eur',
      billing_scheme: 'tiered',
      tiers_mode: 'volume',
      tiers: [
        { up_to: 10, unit_amount: 500, unit_amount_decimal: '500', flat_amount: 1_000, flat_amount_decimal: '1000' },
        { up_to: null, unit_amount: null, unit_amount_decimal: '12.5', flat_amount: null, flat_amount_decimal: null },
      ],
    }),
  );
}

/** Changes the billing of some companies to less common parts of Stripe. Plans and seats stay, so the systems agree. */
export function seedBillingVariants(store: StripeStore, companies: readonly SeedCompany[], created: number): void {
  const planOf = (index: number): PlanKey => companies[index]?.plan ?? 'starter';
  seedPrices(store, created, (index) => productId(planOf(index)));
  const change = (index: number, apply: (subscription: StripeObject, item: StripeObject) => void): void => {
    const subscription = store.get('subscriptions', `sub_Sandbox${String(index).padStart(6, '0')}`);
    const item = (subscription?.items as { data: StripeObject[] } | undefined)?.data[0];
    if (subscription && item) apply(subscription, item);
  };
  const setPrice = (price: string) => (_subscription: StripeObject, item: StripeObject) =>
    void (item.price = withoutExpandables(requirePrice(store, price)));
  change(billingVariant.currencyOption, setPrice(variantPrices.currencyOption));
  change(billingVariant.packages, setPrice(variantPrices.packages));
  change(billingVariant.decimals, setPrice(variantPrices.decimals));
  change(billingVariant.ownCard, (subscription) => {
    subscription.default_payment_method = addCard(store, billingVariant.ownCard, 'pm', '1881', created).id;
  });
  change(billingVariant.schedule, (subscription, item) => seedSchedule(store, subscription, item));
  change(billingVariant.source, () => {
    const customer = store.get('customers', customerId(billingVariant.source));
    const card = addCard(store, billingVariant.source, 'card', '1117', created);
    if (!customer) return;
    customer.default_source = card.id;
    (customer.invoice_settings as { default_payment_method: string | null }).default_payment_method = null;
  });
  change(billingVariant.pausedCollection, (subscription) => {
    subscription.pause_collection = { behavior: 'keep_as_draft', resumes_at: null };
  });
  const note = store.by('credit_notes', 'customer', customerId(billingVariant.voidedNote))[0];
  if (note) Object.assign(note, { status: 'void', voided_at: Number(note.created) + day });
  change(billingVariant.longLists, (subscription, item) => seedLongLists(store, subscription, item, created));
}

const addCard = (store: StripeStore, index: number, prefix: string, last4: string, created: number): StripeObject =>
  store.put(
    'payment_methods',
    makeCard({
      id: `${prefix}_Sandbox${String(index).padStart(6, '0')}own`,
      customer: customerId(index),
      created,
      brand: 'mastercard',
      last4,
      expMonth: 4,
      expYear: 2031,
    }),
  );

function seedSchedule(store: StripeStore, subscription: StripeObject, item: StripeObject): void {
  const {
    current_period_start: start,
    current_period_end: end,
    quantity,
  } = item as StripeObject & {
    current_period_start: number;
    current_period_end: number;
    quantity: number;
  };
  const phase = { currency: 'eur', quantity };
  const schedule = makeSubscriptionSchedule({
    id: 'sub_sched_Sandbox000245',
    customer: String(subscription.customer),
    subscription: subscription.id,
    created: start,
    endBehavior: 'release',
    phases: [
      { ...phase, start, end, items: [{ price: (item.price as StripeObject).id, quantity }] },
      {
        ...phase,
        start: end,
        end: end + 365 * day,
        items: [{ price: priceId('enterprise', 'eur', 'year'), quantity: quantity + 10 }],
      },
    ],
  });
  store.put('subscription_schedules', schedule);
  subscription.schedule = schedule.id;
}

function seedLongLists(store: StripeStore, subscription: StripeObject, item: StripeObject, created: number): void {
  const customer = String(subscription.customer);
  const known = store.by('tax_ids', 'customer', customer)[0];
  for (let count = 0; count < 14 && known; count += 1)
    store.put('tax_ids', {
      ...known,
      id: `${known.id}n${count}`,
      created: created + count + 1,
      value: `DE${300_000_000 + count}`,
    });
  const events = withoutExpandables(requirePrice(store, 'price_Sandboxevents'));
  const { quantity: _quantity, ...rest } = item;
  (subscription.items as { data: StripeObject[] }).data = [
    item,
    ...Array.from({ length: 13 }, (_, count) => ({
      ...rest,
      id: `${item.id}n${count}`,
      object: item.object,
      price: events,
    })),
  ];
}
