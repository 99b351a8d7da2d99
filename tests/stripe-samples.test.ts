import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { GraphError } from '@customer-graph/protocol/errors';
import { exactAmountOf, priceIn, unitAmountOf, type Price } from '../subgraphs/billing/domain/catalogue.ts';
import { fromStripeCreditNote } from '../subgraphs/billing/stripe/mapping/credit-note.ts';
import { fromStripeCustomer, fromStripeTaxId } from '../subgraphs/billing/stripe/mapping/customer.ts';
import { fromStripeEntitlement } from '../subgraphs/billing/stripe/mapping/entitlement.ts';
import { fromStripeLine } from '../subgraphs/billing/stripe/mapping/invoice-line.ts';
import { fromStripeInvoice, fromStripePreview } from '../subgraphs/billing/stripe/mapping/invoice.ts';
import { fromStripePaymentIntent } from '../subgraphs/billing/stripe/mapping/payment-intent.ts';
import { fromStripePaymentMethod } from '../subgraphs/billing/stripe/mapping/payment-method.ts';
import { fromStripePrice } from '../subgraphs/billing/stripe/mapping/price.ts';
import { fromStripeProduct } from '../subgraphs/billing/stripe/mapping/product.ts';
import { fromStripeSchedule } from '../subgraphs/billing/stripe/mapping/subscription-schedule.ts';
import { fromStripeSubscription } from '../subgraphs/billing/stripe/mapping/subscription.ts';
import { customerIdOf } from '../subgraphs/billing/stripe/webhooks.ts';

/** Stripe's sample objects go through the mapping: every field is a value, a documented null, or the error of its own field. */
type Sample = Readonly<Record<string, unknown>>;
type Samples = Readonly<Record<string, Sample>>;

const read = (file: string | URL): Readonly<Record<string, Samples>> =>
  JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Samples>>;

const committed = read(new URL('./samples/stripe.official.json', import.meta.url));
const contracts = process.env.VENDOR_CONTRACTS;
const file = contracts === undefined ? undefined : join(contracts, 'stripe.fixtures.json');
const all = file !== undefined && existsSync(file) ? read(file) : undefined;

const names = { published: 'portal', planKey: 'plan_key', seats: 'seats' };

const dataOf = (list: unknown): readonly unknown[] => {
  const { data } = Object(list) as { data?: unknown };
  return Array.isArray(data) ? (data as unknown[]) : [];
};

const priceOf = (price: Price) => ({
  price,
  amounts: [price, ...price.options.values()].map((each) => [exactAmountOf(each), unitAmountOf(each)]),
  yen: priceIn(price, 'JPY'),
});

/** By `object` of the sample. Other kinds are not read by the graph. */
const mappings: Readonly<Record<string, (sample: Sample) => unknown>> = {
  customer: (sample) =>
    sample.deleted === true
      ? null
      : fromStripeCustomer(sample, {
          taxIds: () => dataOf(sample.tax_ids).map(fromStripeTaxId),
          subscriptions: () =>
            dataOf(sample.subscriptions).map((one) => mappings.subscription?.(one as Sample) as never),
        }),
  subscription: (sample) => fromStripeSubscription(sample, () => dataOf(sample.items)),
  subscription_schedule: (sample) => fromStripeSchedule(sample, 0),
  price: (sample) => priceOf(fromStripePrice(sample)),
  product: (sample) => fromStripeProduct(sample, names),
  invoice: (sample) => [fromStripeInvoice(sample), fromStripePreview(sample)],
  line_item: fromStripeLine,
  credit_note: (sample) => fromStripeCreditNote(sample, String(sample.customer)),
  payment_intent: (sample) => fromStripePaymentIntent(sample, 'cus_1'),
  payment_method: (sample) =>
    fromStripePaymentMethod(sample, typeof sample.customer === 'string' ? sample.customer : 'cus_1'),
  charge: (sample) =>
    fromStripePaymentIntent(
      { id: 'pi_1', amount: 1, currency: 'eur', status: 'succeeded', created: 1, latest_charge: sample },
      'cus_1',
    ),
  tax_id: (sample) => (sample.deleted === true ? null : fromStripeTaxId(sample)),
  'entitlements.active_entitlement': (sample) => fromStripeEntitlement(sample),
  event: (sample) => customerIdOf(sample),
};

/** Reads every field. Returns the fields that fail; throws for any failure but an unusable value. */
function failuresIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: readonly (readonly [string, () => unknown])[] =
    value instanceof Map
      ? [...value].map(([key, inner]) => [String(key), () => inner as unknown])
      : Object.keys(value).map((key) => [key, () => (value as Record<string, unknown>)[key]]);
  return entries.flatMap(([key, get]) => {
    const place = path === '' ? key : `${path}.${key}`;
    try {
      return failuresIn(get(), place);
    } catch (error) {
      if (error instanceof GraphError && error.code === 'UPSTREAM_INVALID_RESPONSE') return [place];
      throw error;
    }
  });
}

/**
 * Values that a sample has and Stripe's own documentation excludes. An entitlement's feature is expanded in the graph's own
 * read, and an id in the sample.
 */
const unusable: Readonly<Record<string, readonly string[]>> = {
  'entitlements.active_entitlement': ['name'],
};

const describeSamples = (samples: Samples): void => {
  test.each(Object.entries(samples).filter(([, { object }]) => Object.hasOwn(mappings, String(object))))(
    '%s',
    (_name, sample) => {
      const map = mappings[String(sample.object)];
      expect(failuresIn(map?.(sample))).toEqual(unusable[String(sample.object)] ?? []);
    },
  );
};

describe('Stripe’s official samples, committed', () => describeSamples(committed.official ?? {}));

const everySample = all ? describe : describe.skip;
everySample.each(['official', 'current', 'derived'])('%s samples of VENDOR_CONTRACTS', (group) =>
  describeSamples(all?.[group] ?? committed.official ?? {}),
);

describe('amounts of the samples', () => {
  const sample = (committed.official ?? {}).price ?? {};
  const plain = { ...sample, transform_quantity: null };
  test.each([
    ['a whole amount', plain, '20.00', { minor: 2_000, currency: 'USD' }],
    ['a part of a cent', { ...plain, unit_amount: null, unit_amount_decimal: '0.25' }, '0.0025', null],
    ['a decimal number in place of a text', { ...plain, unit_amount_decimal: 0.5 }, '0.005', null],
    [
      'an older version without decimals',
      { ...plain, unit_amount_decimal: undefined },
      '20.00',
      { minor: 2_000, currency: 'USD' },
    ],
    ['a currency without decimals', { ...plain, currency: 'jpy' }, '2000', { minor: 2_000, currency: 'JPY' }],
    ['a package', sample, '20.00', null],
  ])('%s', (_name, raw, exact, unit) => {
    const price = fromStripePrice(raw);
    expect([exactAmountOf(price), unitAmountOf(price)]).toEqual([exact, unit]);
  });
});

/** Every variant of a sample with one changed value: dropped, null, of another type, nested, or unknown. */
function variantsOf(sample: Sample): Sample[] {
  const variants: Sample[] = [];
  const visit = (value: unknown, path: readonly (string | number)[]): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const place = [...path, key];
      const others = [undefined, null, 7, 'unknown', [inner], { inner }];
      for (const other of others) {
        const copy = structuredClone(sample) as Record<string, unknown>;
        let parent: Record<string, unknown> = copy;
        for (const step of path) parent = parent[step] as Record<string, unknown>;
        parent[key] = other;
        variants.push(copy);
      }
      visit(inner, place);
    }
  };
  visit(sample, []);
  return variants;
}

test('a changed value in a sample never fails with anything but an unusable value', () => {
  let count = 0;
  for (const [name, sample] of Object.entries(committed.official ?? {})) {
    const map = mappings[String(sample.object)];
    for (const variant of map ? variantsOf(sample) : []) {
      count += 1;
      try {
        failuresIn(map?.(variant));
      } catch (error) {
        // The object cannot be used at all, because its id or owner is missing.
        if (error instanceof GraphError && error.code === 'UPSTREAM_INVALID_RESPONSE') continue;
        throw new Error(`${name}: ${JSON.stringify(variant).slice(0, 2_000)}`, { cause: error });
      }
    }
  }
  expect(count).toBeGreaterThan(3_000);
});
