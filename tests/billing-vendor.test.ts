import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { credentials } from '../sandbox/credentials.ts';
import { billingVariant, variantPrices } from '../sandbox/seed/billing-variants.ts';
import { companyId, customerId, companyIndex } from '../sandbox/seed/company.ts';
import { startGraph, type Graph } from './support/graph.ts';

/** Stripe's behavior of today, which differs by billing mode, price, payment method, permission and account. */
let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph[Symbol.asyncDispose]());
beforeEach(() => graph.sandbox.reset());

const demo = companyId(companyIndex.demo);
const demoSubscription = 'sub_Sandbox000000';
const subscriptionAt = (place: number): string => `sub_Sandbox${String(place).padStart(6, '0')}`;

const billing = async (id: string, fields: string) => {
  const { data, errors } = await graph.ask(`{ account(id: "${id}") { billing { ${fields} } } }`, { as: 'staff:admin' });
  expect(errors).toEqual([]);
  return data.account.billing;
};

type Item = Record<string, unknown> & { price: Record<string, unknown> };
interface Recorded {
  readonly status: string;
  readonly cancel_at: number | null;
  readonly cancel_at_period_end: boolean;
  readonly default_payment_method: string | null;
  readonly schedule: string | null;
  readonly items: { readonly data: readonly Item[] };
}
const record = (type: string, id: string) => graph.sandbox.records.get('stripe', type, id) as Recorded;
const change = (type: string, id: string, changes: object): void =>
  void graph.sandbox.records.change('stripe', type, id, changes as Record<string, unknown>);
const periodEndOf = (id: string): number => Number(record('subscriptions', id).items.data[0]?.current_period_end);
const changeItem = (id: string, changes: object): void =>
  change('subscriptions', id, { items: { data: [{ ...record('subscriptions', id).items.data[0], ...changes }] } });
const posts = (): string[] => graph.calls('stripe').filter((call) => call.startsWith('stripe POST'));

const mutate = async (name: string, type: string, input: object, fields: string, as: string = 'admin@demo') => {
  const { data, errors } = await graph.ask(
    `mutation($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { code field message } } }`,
    { as, variables: { input: { accountId: demo, ...input } } },
  );
  expect(errors).toEqual([]);
  return data[name];
};
const resume = () => mutate('resumeSubscription', 'ResumeSubscriptionInput', {}, 'operation { status }');
const cancel = () => mutate('cancelSubscription', 'CancelSubscriptionInput', {}, 'operation { status }');
const changeTo = (to: object) =>
  mutate('changeSubscription', 'ChangeSubscriptionInput', { change: to }, 'operation { status }');

describe.each(['flexible', 'classic'] as const)('in the %s billing mode', (billingMode) => {
  beforeEach(() => graph.sandbox.setBehaviour({ stripe: { billingMode } }));

  test('a cancellation in Stripe’s portal is resumed', async () => {
    change('subscriptions', demoSubscription, {
      cancel_at: periodEndOf(demoSubscription),
      cancel_at_period_end: billingMode === 'classic',
      canceled_at: Math.floor(Date.now() / 1_000),
    });
    expect((await billing(demo, 'subscription { cancelsAt }')).subscription.cancelsAt).not.toBeNull();
    expect(await resume()).toMatchObject({ operation: { status: 'SUCCEEDED' }, userErrors: [] });
    expect(record('subscriptions', demoSubscription)).toMatchObject({ cancel_at: null, cancel_at_period_end: false });
    expect((await billing(demo, 'subscription { cancelsAt }')).subscription.cancelsAt).toBeNull();
  });

  test('a cancellation through the graph is resumed', async () => {
    expect(await cancel()).toMatchObject({ operation: { status: 'SUCCEEDED' } });
    expect((await billing(demo, 'subscription { cancelsAt }')).subscription.cancelsAt).not.toBeNull();
    expect(await resume()).toMatchObject({ operation: { status: 'SUCCEEDED' }, userErrors: [] });
    expect(record('subscriptions', demoSubscription)).toMatchObject({ cancel_at: null, cancel_at_period_end: false });
  });
});

test('a subscription that ends twice over is resumed completely', async () => {
  change('subscriptions', demoSubscription, { cancel_at: periodEndOf(demoSubscription), cancel_at_period_end: true });
  expect(await resume()).toMatchObject({ operation: { status: 'SUCCEEDED' }, userErrors: [] });
  expect(record('subscriptions', demoSubscription)).toMatchObject({ cancel_at: null, cancel_at_period_end: false });
});

describe('payment methods of subscriptions', () => {
  const card = 'pm_Sandbox000000card';
  const sepa = 'pm_Sandbox000000sepa';
  const setDefault = (paymentMethodId: string, rest: object = {}) =>
    mutate(
      'setDefaultPaymentMethod',
      'PaymentMethodInput',
      { paymentMethodId, ...rest },
      'paymentMethods { id isDefault }',
    );
  const remove = (paymentMethodId: string) =>
    mutate('removePaymentMethod', 'PaymentMethodInput', { paymentMethodId }, 'paymentMethods { id }');

  test('the subscription shows the card that will be charged', async () => {
    const fields = 'defaultPaymentMethod { id } subscription { paymentMethod { id isDefault } }';
    expect(await billing(demo, fields)).toMatchObject({
      subscription: { paymentMethod: { id: card, isDefault: true } },
    });
    change('subscriptions', demoSubscription, { default_payment_method: sepa });
    expect(await billing(demo, fields)).toMatchObject({
      defaultPaymentMethod: { id: card },
      subscription: { paymentMethod: { id: sepa, isDefault: false } },
    });
    const own = await billing(companyId(billingVariant.ownCard), 'subscription { paymentMethod { last4 } }');
    expect(own.subscription.paymentMethod.last4).toBe('1881');
  });

  test('a subscription that names the former card follows a new default, and the former card can be removed', async () => {
    change('subscriptions', demoSubscription, { default_payment_method: card });
    expect(await setDefault(sepa)).toMatchObject({ userErrors: [] });
    expect(record('subscriptions', demoSubscription).default_payment_method).toBe(sepa);
    expect(await changeTo({ seats: 26 })).toMatchObject({ operation: { status: 'SUCCEEDED' } });
    const { payments } = await billing(demo, 'payments(first: 1) { edges { node { method { id } } } }');
    expect(payments.edges[0].node.method.id).toBe(sepa);
    expect(await remove(card)).toMatchObject({ paymentMethods: [{ id: sepa }], userErrors: [] });
  });

  test('a subscription with the card of Checkout follows a new default', async () => {
    change('customers', customerId(companyIndex.demo), { invoice_settings: { default_payment_method: null } });
    change('subscriptions', demoSubscription, { default_payment_method: card });
    expect(await remove(card)).toMatchObject({ userErrors: [{ code: 'NOT_ALLOWED' }] });
    expect(await setDefault(sepa)).toMatchObject({ userErrors: [] });
    expect(record('subscriptions', demoSubscription).default_payment_method).toBe(sepa);
  });

  test('the caller names the subscriptions that follow', async () => {
    change('subscriptions', demoSubscription, { default_payment_method: card });
    expect(await setDefault(sepa, { subscriptionIds: [] })).toMatchObject({ userErrors: [] });
    expect(record('subscriptions', demoSubscription).default_payment_method).toBe(card);
    expect(await setDefault(sepa, { subscriptionIds: [subscriptionAt(2)] })).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', field: ['subscriptionIds'] }],
    });
    expect(await setDefault(sepa, { subscriptionIds: [demoSubscription] })).toMatchObject({ userErrors: [] });
    expect(record('subscriptions', demoSubscription).default_payment_method).toBe(sepa);
  });

  test('a card of the older Sources API is the default and is charged', async () => {
    const shown = await billing(
      companyId(billingVariant.source),
      'defaultPaymentMethod { last4 isDefault } subscription { paymentMethod { last4 } }',
    );
    expect(shown).toEqual({
      defaultPaymentMethod: { last4: '1117', isDefault: true },
      subscription: { paymentMethod: { last4: '1117' } },
    });
    change('subscriptions', demoSubscription, { default_source: sepa });
    expect((await billing(demo, 'subscription { paymentMethod { id } }')).subscription.paymentMethod.id).toBe(sepa);
    expect(await remove(sepa)).toMatchObject({ userErrors: [{ code: 'NOT_ALLOWED' }] });
  });
});

describe('a subscription with a schedule', () => {
  const attach = (endBehavior: string): void => {
    const schedule = 'sub_sched_Sandbox000245';
    change('subscription_schedules', schedule, { subscription: demoSubscription, end_behavior: endBehavior });
    change('subscriptions', demoSubscription, { schedule });
  };

  test('shows the planned changes', async () => {
    const { subscription } = await billing(
      companyId(billingVariant.schedule),
      'subscription { seats currentPeriod { end } pendingChanges { at ends plan { key } price { id interval } seats seatCount } }',
    );
    expect(subscription.pendingChanges).toEqual([
      {
        at: subscription.currentPeriod.end,
        ends: false,
        plan: { key: 'enterprise' },
        price: { id: 'price_Sandboxenterpriseeuryear', interval: 'YEAR' },
        seats: Number(subscription.seats) + 10,
        seatCount: Number(subscription.seats) + 10,
      },
    ]);
    expect((await billing(demo, 'subscription { pendingChanges { at } }')).subscription.pendingChanges).toEqual([]);
  });

  test('is canceled at the end of the period: the schedule is released', async () => {
    attach('release');
    expect(await cancel()).toMatchObject({ operation: { status: 'SUCCEEDED' }, userErrors: [] });
    expect(record('subscriptions', demoSubscription)).toMatchObject({ schedule: null, cancel_at_period_end: true });
    const { subscription } = await billing(demo, 'subscription { cancelsAt pendingChanges { at } }');
    expect(subscription).toMatchObject({ cancelsAt: expect.any(String), pendingChanges: [] });
  });

  test('is resumed by its schedule if the schedule ends it', async () => {
    attach('cancel');
    change('subscriptions', demoSubscription, { cancel_at: periodEndOf(demoSubscription) });
    const { subscription } = await billing(demo, 'subscription { pendingChanges { ends } }');
    expect(subscription.pendingChanges.at(-1)).toEqual({ ends: true });
    expect(await resume()).toMatchObject({ operation: { status: 'SUCCEEDED' }, userErrors: [] });
    expect(record('subscriptions', demoSubscription)).toMatchObject({
      cancel_at: null,
      schedule: 'sub_sched_Sandbox000245',
    });
  });
});

describe('prices', () => {
  const fields =
    'price { id currency unitAmount { amount currency } unitAmountDecimal package { size amount rounding } tiersMode tiers { upTo unitAmount flatAmount } usage }';
  const priceAt = async (place: number) =>
    (await billing(companyId(place), `subscription { currency ${fields} }`)).subscription;

  test('in another currency have the amounts in the currency of the subscription', async () => {
    expect(await priceAt(billingVariant.currencyOption)).toMatchObject({
      currency: 'EUR',
      price: { currency: 'EUR', unitAmount: { amount: '25.00', currency: 'EUR' }, unitAmountDecimal: '25.00' },
    });
    const { upcomingInvoice } = await billing(
      companyId(billingVariant.currencyOption),
      'upcomingInvoice { total { currency } }',
    );
    expect(upcomingInvoice.total.currency).toBe('EUR');
  });

  test('of packages are no unit prices', async () => {
    expect(await priceAt(billingVariant.packages)).toMatchObject({
      price: { unitAmount: null, unitAmountDecimal: null, package: { size: 5, amount: '100.00', rounding: 'UP' } },
    });
  });

  test('below the smallest unit are exact', async () => {
    expect(await priceAt(billingVariant.decimals)).toMatchObject({
      price: { unitAmount: null, unitAmountDecimal: '0.005', package: null },
    });
  });

  test('with tiers have the tiers', async () => {
    changeItem(demoSubscription, { price: graph.sandbox.records.get('stripe', 'prices', variantPrices.volume) });
    expect((await priceAt(companyIndex.demo)).price).toMatchObject({
      unitAmount: null,
      unitAmountDecimal: null,
      tiersMode: 'VOLUME',
      tiers: [
        { upTo: 10, unitAmount: '5.00', flatAmount: '10.00' },
        { upTo: null, unitAmount: '0.125', flatAmount: null },
      ],
      usage: 'LICENSED',
    });
  });

  test('in another currency than the subscription are refused before anything is written', async () => {
    graph.sandbox.calls.clear();
    expect(await changeTo({ priceId: 'price_Sandboxgrowthjpymonth' })).toMatchObject({
      operation: null,
      userErrors: [{ code: 'INVALID_INPUT', field: ['change', 'priceId'] }],
    });
    expect(posts()).toEqual([]);
  });

  test('in another currency than the subscription cannot be previewed', async () => {
    const { errors } = await graph.ask(
      `{ account(id: "${demo}") { billing { previewChange(change: { priceId: "price_Sandboxgrowthjpymonth" }) { total { amount } } } } }`,
      { as: 'admin@demo' },
    );
    expect(errors).toMatchObject([{ message: expect.stringContaining('EUR'), extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('of the catalogue are offered by currency, and to an account in its own', async () => {
    type Offered = readonly { prices: readonly { id: string; currency: string }[] }[];
    const currenciesIn = (plans: Offered) => [
      ...new Set(plans.flatMap(({ prices }) => prices.map(({ currency }) => currency))),
    ];
    const all = (await graph.ask('{ plans { prices { id currency } } }')).data.plans as Offered;
    expect(currenciesIn(all).sort()).toEqual(['EUR', 'JPY', 'KWD']);
    const yen = (await graph.ask('{ plans(currency: "JPY") { prices { id currency } } }')).data.plans as Offered;
    expect(currenciesIn(yen)).toEqual(['JPY']);
    const own = (await billing(companyId(companyIndex.yen), 'plans { prices { id currency } }')).plans as Offered;
    expect(currenciesIn(own)).toEqual(['JPY']);
    expect(currenciesIn((await billing(demo, 'plans { prices { id currency } }')).plans as Offered)).toEqual(['EUR']);
  });
});

describe('pauses, trials and notes', () => {
  test('a pause of the collection is shown', async () => {
    const { subscription } = await billing(
      companyId(billingVariant.pausedCollection),
      'subscription { status collectionPause { invoices resumesAt } }',
    );
    expect(subscription).toEqual({ status: 'ACTIVE', collectionPause: { invoices: 'DRAFT', resumesAt: null } });
    expect((await billing(demo, 'subscription { collectionPause { invoices } }')).subscription).toEqual({
      collectionPause: null,
    });
  });

  test('a voided credit note has its status', async () => {
    const { creditNotes } = await billing(
      companyId(billingVariant.voidedNote),
      'creditNotes { edges { node { status voidedAt } } }',
    );
    expect(creditNotes.edges).toEqual([{ node: { status: 'VOID', voidedAt: expect.any(String) } }]);
    const { creditNotes: valid } = await billing(demo, 'creditNotes { edges { node { status voidedAt } } }');
    expect(valid.edges).toEqual([{ node: { status: 'ISSUED', voidedAt: null } }]);
  });

  test('a change in the trial is previewed and made without a charge', async () => {
    change('subscriptions', demoSubscription, { status: 'trialing', trial_end: periodEndOf(demoSubscription) });
    const { previewChange } = await billing(demo, 'previewChange(change: { seats: 30 }) { total { amount } }');
    expect(Number(previewChange.total.amount)).toBe(0);
    const count = async () =>
      ((await billing(demo, 'invoices(first: 100) { edges { node { id } } }')).invoices.edges as unknown[]).length;
    const before = await count();
    expect(await changeTo({ seats: 30 })).toMatchObject({ operation: { status: 'SUCCEEDED' }, userErrors: [] });
    expect(await count()).toBe(before);
    expect((await billing(demo, 'subscription { seats status }')).subscription).toEqual({
      seats: 30,
      status: 'TRIALING',
    });
  });
});

describe('long lists', () => {
  test('of tax numbers and subscription items are read to the end', async () => {
    const long = await billing(
      companyId(billingVariant.longLists),
      'details { taxIds { value } } subscription { seats }',
    );
    expect(long.details.taxIds).toHaveLength(15);
    expect(long.subscription.seats).toBeGreaterThan(0);
    const asked = graph
      .calls('stripe')
      .filter((call) => call.includes('subscription_items') || call.includes('tax_ids'));
    expect(asked.length).toBeGreaterThanOrEqual(2);
  });

  test('that cannot be read on cost their own field', async () => {
    await graph.sandbox.setFaults([{ vendor: 'stripe', path: '/tax_ids', kind: 'status', value: 400 }]);
    const { data, errors } = await graph.ask(
      `{ account(id: "${companyId(billingVariant.longLists)}") { billing { details { taxIds { value } } subscription { seats } balance { amount } } } }`,
      { as: 'staff:admin' },
    );
    expect(data.account.billing).toMatchObject({ details: null, subscription: { seats: expect.any(Number) } });
    expect(errors).toMatchObject([{ path: ['account', 'billing', 'details', 'taxIds'] }]);
  });
});

test('numbers beyond 32 bits are told in the new fields, and blank nothing', async () => {
  const many = 5_000_000_000;
  changeItem(demoSubscription, { quantity: many });
  const { subscription, upcomingInvoice } = await billing(
    demo,
    'subscription { id seats seatCount } upcomingInvoice { lines { quantity unitCount amount { amount } } }',
  );
  expect(subscription).toEqual({ id: demoSubscription, seats: 2_147_483_647, seatCount: many });
  expect(upcomingInvoice.lines[0]).toEqual({
    quantity: null,
    unitCount: many,
    amount: { amount: expect.any(String) },
  });
  const few = await billing(
    companyId(companyIndex.other),
    'upcomingInvoice { lines { quantity unitCount } } subscription { seats seatCount }',
  );
  expect(few.upcomingInvoice.lines[0].quantity).toBe(few.upcomingInvoice.lines[0].unitCount);
  expect(few.subscription.seats).toBe(few.subscription.seatCount);
});

test('a missing permission costs the fields that need it', async () => {
  graph.sandbox.setBehaviour({ stripe: { missingPermissions: ['charge_read'] } });
  const { data, errors } = await graph.ask(
    `{ account(id: "${demo}") { billing { subscription { id } payments { edges { node { id } } } } } }`,
    { as: 'admin@demo' },
  );
  expect(data.account.billing).toEqual({ subscription: { id: demoSubscription }, payments: null });
  expect(errors).toMatchObject([
    { path: ['account', 'billing', 'payments'], extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: false } },
  ]);
});

describe('another account than the key’s own', () => {
  const account = 'acct_Sandbox1';
  test.each([
    ['a key of its platform', credentials.stripeApiKey],
    ['a key of its organization', credentials.stripeOrganizationKey],
  ])('is read with %s', async (_name, key) => {
    await using connected = await startGraph({
      sandbox: { behaviour: { stripe: { account } } },
      environment: { STRIPE_ACCOUNT: account, STRIPE_API_KEY: key },
    });
    const { data, errors } = await connected.ask(`{ account(id: "${demo}") { billing { subscription { id } } } }`, {
      as: 'admin@demo',
    });
    expect(errors).toEqual([]);
    expect(data.account.billing.subscription.id).toBe(demoSubscription);
  });
});
