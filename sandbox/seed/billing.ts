import { amountOf, periodEnd, rhythmOf, withoutTiers } from '../stripe/engine.ts';
import * as make from '../stripe/objects.ts';
import { createStripeStore, type StripeObject, type StripeStore, type StripeStoreOptions } from '../stripe/store.ts';
import { featureId, featuresOf, needPrice, priceId, seedCatalogue } from './catalogue.ts';
import { places, type SeedCompany, type SubscriptionKind } from './company.ts';
import { createRandom, type Random } from './random.ts';

export const invoiceCount = 4_000;
const day = 86_400;

/** Start of the day: what the seed says does not change while it is looked at. */
const today = (): number => Math.floor(Date.now() / 1_000 / day) * day;

/** When the running period of every company began and ends; seconds since the epoch. */
export function runningPeriod({ index, subscription }: SeedCompany): { start: number; end: number } | null {
  if (subscription === 'none') return null;
  const start = today() - (5 + (index % 20)) * day;
  return { start, end: periodEnd(start, { interval: 'month', interval_count: 1 }) };
}

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

export function seedBilling(companies: readonly SeedCompany[], options: StripeStoreOptions): StripeStore {
  const store = createStripeStore(options);
  const random = createRandom(4_000);
  const created = today() - 500 * day;
  seedCatalogue(store, created);
  const paying = companies.filter(({ subscription }) => subscription !== 'none' && subscription !== 'incomplete');
  let left = invoiceCount;
  for (const company of companies) {
    const customer = seedCustomer(store, company, created + company.index * 60);
    const subscription = seedSubscription(store, company, customer, random);
    const place = paying.indexOf(company);
    if (place < 0 || !subscription) continue;
    const count = place === paying.length - 1 ? left : Math.floor(left / (paying.length - place));
    left -= count;
    seedInvoices(store, company, customer, subscription, count, random);
  }
  store.settle();
  return store;
}

function seedCustomer(store: StripeStore, company: SeedCompany, created: number): StripeObject {
  const id = company.ownCustomerId;
  const hasMethod = company.subscription !== 'incomplete';
  const cardId = `pm_Sandbox${id.slice(-6)}card`;
  const { line1, line2, city, region, postalCode, country } = company.address;
  const customer = store.put(
    'customers',
    make.customer({
      id,
      created,
      name: company.name,
      email: `billing@${company.domain}`,
      currency: company.subscription === 'none' ? null : company.currency,
      balance: company.index === places.demo ? -1_250 : 0,
      address: { line1, line2, city, state: region, postal_code: postalCode, country },
      description: `CANARY-billing-description-${id}`,
      metadata: { account_id: company.id, internal: `CANARY-billing-metadata-${id}` },
      invoice_settings: {
        custom_fields: null,
        default_payment_method: hasMethod ? cardId : null,
        footer: null,
        rendering_options: null,
      },
    }),
  );
  if (hasMethod) {
    const last4 = company.subscription === 'past_due' || company.subscription === 'unpaid' ? '0002' : '4242';
    store.put(
      'payment_methods',
      make.card({
        id: cardId,
        customer: id,
        created,
        brand: 'visa',
        last4,
        expMonth: 1 + (company.index % 12),
        expYear: 2030,
        name: company.name,
      }),
    );
  }
  if (company.index === places.demo || company.index % 5 === 0) {
    store.put(
      'payment_methods',
      make.sepaDebit({
        id: `pm_Sandbox${id.slice(-6)}sepa`,
        customer: id,
        created: created + day,
        last4: '3000',
        bankCode: '37040044',
      }),
    );
  }
  const status = company.index % 3 === 0 ? 'verified' : company.index % 3 === 1 ? 'pending' : 'unverified';
  store.put(
    'tax_ids',
    make.taxId({
      id: `txi_Sandbox${id.slice(-6)}`,
      customer: id,
      type: 'eu_vat',
      value: `DE${100_000_000 + company.index}`,
      country: 'DE',
      status,
      created,
    }),
  );
  return customer;
}

function seedSubscription(
  store: StripeStore,
  company: SeedCompany,
  customer: StripeObject,
  random: Random,
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
  const entitled = kind === 'tiered' ? 'scale' : kind === 'negotiated' ? 'enterprise' : company.plan;
  const item = (of: string, position: string, price: string, quantity: number | null) =>
    make.subscriptionItem({
      id: `si_Sandbox${String(index).padStart(6, '0')}${position}`,
      subscription: of,
      price: withoutTiers(needPrice(store, price)),
      quantity,
      created,
      current_period_start: period.start,
      current_period_end: period.end,
    });
  const items = [
    item(id, 'a', chosen, company.seats),
    ...(index % 4 === 1 && company.currency === 'eur' ? [item(id, 'b', 'price_Sandboxevents', null)] : []),
  ];
  const made = make.subscription(
    {
      id,
      customer: customer.id,
      currency: company.currency,
      created,
      status: statusOf[kind],
      billing_cycle_anchor: period.start,
      default_payment_method: null,
      ...(kind === 'trialing' && { trial_start: period.start, trial_end: period.end }),
      ...(kind === 'scheduled' && {
        cancel_at_period_end: true,
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
  store.put('subscriptions', made);
  if (!ended && kind !== 'incomplete') {
    for (const key of featuresOf[entitled]) {
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
  if (kind === 'several' || index === places.demo)
    store.put('subscriptions', secondOf(company, customer, created, item));
  return made;
}

/** A second subscription: for the demo account one that has ended, with everything that an ended one can say. */
function secondOf(
  company: SeedCompany,
  customer: StripeObject,
  created: number,
  item: (of: string, position: string, price: string, quantity: number | null) => StripeObject,
): StripeObject {
  const id = `sub_Sandbox${String(company.index).padStart(6, '0')}second`;
  const isDemo = company.index === places.demo;
  const start = created - 90 * day;
  const end = created;
  const own = item(id, 'c', priceId('starter', company.currency, 'month'), 5);
  return make.subscription(
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
    [isDemo ? { ...own, current_period_start: end - 30 * day, current_period_end: end } : own],
  );
}

/** Backwards in time, a month apart; every status that an invoice can have. */
function seedInvoices(
  store: StripeStore,
  company: SeedCompany,
  customer: StripeObject,
  subscription: StripeObject,
  count: number,
  random: Random,
): void {
  const isDemo = company.index === places.demo;
  const [item] = (subscription.items as { data: StripeObject[] }).data;
  if (!item) return;
  const price = store.get('prices', (item.price as StripeObject).id) ?? (item.price as StripeObject);
  const period = runningPeriod(company);
  if (period === null) return;
  const made: StripeObject[] = [];
  for (let back = count - 1; back >= 0; back -= 1) {
    const created = period.start - back * 30 * day;
    const id = `in_Sandbox${String(company.index).padStart(6, '0')}${String(count - back).padStart(3, '0')}`;
    const overdue = (company.subscription === 'past_due' || company.subscription === 'unpaid') && back === 0;
    const status = overdue
      ? 'open'
      : back === 0 || isDemo || random.next() < 0.9
        ? 'paid'
        : random.pick(['void', 'uncollectible', 'open'] as const);
    const quantity = typeof item.quantity === 'number' ? item.quantity : null;
    const end = periodEnd(created, rhythmOf(price));
    const base = { invoice: id, currency: company.currency, subscription: subscription.id, item: item.id, price };
    const lines = [
      make.line({
        ...base,
        id: `il_${id}a`,
        amount: amountOf(price, quantity),
        description: `${quantity ?? 1} × ${company.plan}`,
        quantity,
        period: { start: created, end },
        proration: false,
      }),
      ...Array.from({ length: isDemo && back === 1 ? 14 : 0 }, (_, place) =>
        make.line({
          ...base,
          id: `il_${id}p${place}`,
          amount: 100 + place,
          description: `Added seat ${place + 1}`,
          quantity: 1,
          period: { start: created, end },
          proration: true,
        }),
      ),
    ];
    const byTransfer = isDemo ? back % 2 === 0 : company.index % 3 === 0;
    const invoiced = make.invoice({
      id,
      customer: { ...customer, balance: 0 },
      currency: company.currency,
      created,
      status,
      lines,
      number: `SB-${String(company.index).padStart(4, '0')}-${String(count - back).padStart(4, '0')}`,
      subscription: subscription.id,
      more: {
        period_start: created - 30 * day,
        period_end: created,
        ...(byTransfer && { collection_method: 'send_invoice', due_date: created + 14 * day }),
      },
    });
    store.putInvoice(invoiced, lines);
    made.push(invoiced);
    if (status === 'paid') seedPayment(store, customer, invoiced, isDemo && back === 3);
  }
  const last = made.at(-1);
  if (last) subscription.latest_invoice = last.id;
  if (company.index % 6 === 0 && made[0]) seedCredit(store, customer, made[0], company.index);
  if (isDemo) seedDeclined(store, customer, period.start - 15 * day);
}

function seedPayment(store: StripeStore, customer: StripeObject, invoiced: StripeObject, refunded: boolean): void {
  const method = (customer.invoice_settings as { default_payment_method: string | null }).default_payment_method;
  const amount = Number(invoiced.amount_due);
  const shared = {
    amount,
    currency: String(invoiced.currency),
    created: Number(invoiced.created) + 60,
    customer: customer.id,
    payment_method: method,
    status: 'succeeded',
  };
  const intentId = `pi_${invoiced.id.slice(3)}`;
  const chargeId = `ch_${invoiced.id.slice(3)}`;
  const back = refunded ? Math.floor(amount / 4) : 0;
  store.put('charges', make.charge({ ...shared, id: chargeId, payment_intent: intentId, amount_refunded: back }));
  store.put('payment_intents', make.paymentIntent({ ...shared, id: intentId, latest_charge: chargeId }));
}

function seedDeclined(store: StripeStore, customer: StripeObject, created: number): void {
  const method = (customer.invoice_settings as { default_payment_method: string | null }).default_payment_method;
  store.put(
    'payment_intents',
    make.paymentIntent({
      id: 'pi_Sandboxdeclined',
      amount: 6_000,
      currency: 'eur',
      created,
      customer: customer.id,
      status: 'requires_payment_method',
      payment_method: method,
      last_payment_error: { type: 'card_error', code: 'card_declined', message: 'Your card has insufficient funds.' },
    }),
  );
}

function seedCredit(store: StripeStore, customer: StripeObject, invoiced: StripeObject, index: number): void {
  store.put(
    'credit_notes',
    make.creditNote({
      id: `cn_Sandbox${String(index).padStart(6, '0')}`,
      customer: customer.id,
      invoice: invoiced.id,
      currency: String(invoiced.currency),
      amount: Math.floor(Number(invoiced.total) / 10),
      number: `${String(invoiced.number)}-CN-01`,
      reason: 'order_change',
      created: Number(invoiced.created) + 5 * day,
    }),
  );
}
