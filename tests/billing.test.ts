import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  companyId,
  customerId,
  companyIndex,
  subscriptionKinds,
  type SubscriptionKind,
} from '../sandbox/seed/company.ts';
import { createPopulation } from '../sandbox/seed/population.ts';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const population = createPopulation();

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph[Symbol.asyncDispose]());

const firstOf = (kind: SubscriptionKind) => {
  const company = population.find(
    ({ subscription, index, stripeCustomerId }) => subscription === kind && index > 25 && stripeCustomerId !== null,
  );
  if (!company) throw new Error(`the seed has no ${kind}`);
  return company;
};

const billing = async (id: string, fields: string) => {
  const { data, errors } = await graph.ask(`{ account(id: "${id}") { billing { ${fields} } } }`, { as: 'staff:admin' });
  expect(errors).toEqual([]);
  return data.account.billing;
};

const subscriptionFields =
  'id status seats plan { key name prices { id } } price { id unitAmount { amount currency } interval perSeat } currentPeriod { start end } trialEndsAt cancelsAt canceledAt';

describe('subscriptions', () => {
  test.each<[SubscriptionKind, string]>([
    ['active', 'ACTIVE'],
    ['trialing', 'TRIALING'],
    ['past_due', 'PAST_DUE'],
    ['unpaid', 'UNPAID'],
    ['paused', 'PAUSED'],
    ['incomplete', 'INCOMPLETE'],
    ['scheduled', 'ACTIVE'],
    ['tiered', 'ACTIVE'],
    ['negotiated', 'ACTIVE'],
  ])('a subscription of kind %s has the status %s', async (kind, status) => {
    const company = firstOf(kind);
    const { subscription } = await billing(company.id, `subscription { ${subscriptionFields} }`);
    expect(subscription).toMatchObject({ status, seats: company.seats });
    expect(Date.parse(subscription.currentPeriod.end)).toBeGreaterThan(Date.now());
    expect(subscription.trialEndsAt === null).toBe(kind !== 'trialing' && kind !== 'paused');
    expect(subscription.cancelsAt === null).toBe(kind !== 'scheduled');
    expect(subscription.canceledAt === null).toBe(kind !== 'scheduled');
  });

  test.each<[SubscriptionKind, string]>([
    ['canceled', 'CANCELED'],
    ['incomplete_expired', 'INCOMPLETE_EXPIRED'],
  ])('a subscription of kind %s is returned only among ended ones', async (kind, status) => {
    const { subscription, live, all } = await billing(
      firstOf(kind).id,
      'subscription { id } live: subscriptions { id } all: subscriptions(ended: true) { status canceledAt }',
    );
    expect({ subscription, live }).toEqual({ subscription: null, live: [] });
    expect(all).toMatchObject([{ status, canceledAt: expect.any(String) }]);
  });

  test('an account without a subscription gets null and empty lists without an error', async () => {
    const none = await billing(
      firstOf('none').id,
      'subscription { id } subscriptions(ended: true) { id } upcomingInvoice { total { amount } } balance { amount } invoices { edges { node { id } } } entitlements { key }',
    );
    expect(none).toEqual({
      subscription: null,
      subscriptions: [],
      upcomingInvoice: null,
      balance: null,
      invoices: { edges: [] },
      entitlements: [],
    });
  });

  test('the oldest of several live subscriptions is the main one, and a preview needs subscriptionId', async () => {
    const { id } = firstOf('several');
    const { subscription, subscriptions } = await billing(id, 'subscription { id } subscriptions { id }');
    expect(subscriptions).toHaveLength(2);
    expect(subscription.id).toBe(subscriptions[0].id);
    const { errors } = await graph.ask(
      `{ account(id: "${id}") { billing { previewChange(change: { seats: 4 }) { total { amount } } } } }`,
      { as: 'staff:admin' },
    );
    expect(errors).toMatchObject([
      { message: 'change.subscriptionId is needed: the account has several live subscriptions.' },
    ]);
  });

  test('a negotiated price is visible to its customer, and not in the catalogue', async () => {
    const { subscription } = await billing(firstOf('negotiated').id, `subscription { ${subscriptionFields} }`);
    expect(subscription.price).toMatchObject({
      id: 'price_Sandboxnegotiated',
      unitAmount: { amount: '41.50', currency: 'EUR' },
      perSeat: true,
    });
    expect(subscription.plan).toMatchObject({ key: 'enterprise' });
    const { data } = await graph.ask('{ plans { key name prices { id } } }');
    const offered = JSON.stringify([data.plans, subscription.plan.prices]);
    expect(offered).not.toMatch(/negotiated|Sandboxtest|CANARY|canary/);
  });

  test('a tiered price has no unit amount', async () => {
    const { subscription, upcomingInvoice } = await billing(
      firstOf('tiered').id,
      `subscription { ${subscriptionFields} } upcomingInvoice { total { amount } }`,
    );
    expect(subscription.price.unitAmount).toBeNull();
    expect(Number(upcomingInvoice.total.amount)).toBeGreaterThan(0);
  });

  test('seats count the plan’s item only', async () => {
    const company = population.find(
      ({ index, subscription, currency }) =>
        index % 4 === 1 && subscription === 'active' && currency === 'eur' && index > 4,
    );
    const { subscription } = await billing(company?.id ?? '', 'subscription { seats plan { key } }');
    expect(subscription).toMatchObject({ seats: company?.seats, plan: { key: company?.plan } });
  });

  test('the seed has every kind of subscription', () => {
    expect(subscriptionKinds.filter((kind) => !population.some(({ subscription }) => subscription === kind))).toEqual(
      [],
    );
  });
});

describe('money', () => {
  test.each([
    [companyIndex.demo, 'EUR', /^\d+\.\d{2}$/],
    [companyIndex.yen, 'JPY', /^\d+$/],
    [companyIndex.dinar, 'KWD', /^\d+\.\d{3}$/],
  ])('of company %i is in %s with the currency’s number of decimals', async (place, currency, shape) => {
    const { invoices } = await billing(
      companyId(place),
      'invoices(first: 1) { edges { node { total { amount currency } } } }',
    );
    const { total } = invoices.edges[0].node;
    expect(total.currency).toBe(currency);
    expect(total.amount).toMatch(shape);
  });

  test('a credit balance is negative and reduces the next invoice', async () => {
    const { balance, upcomingInvoice } = await billing(
      demo,
      'balance { amount currency } upcomingInvoice { total { amount } amountDue { amount } }',
    );
    expect(balance).toEqual({ amount: '-12.50', currency: 'EUR' });
    expect(Number(upcomingInvoice.total.amount) - Number(upcomingInvoice.amountDue.amount)).toBeCloseTo(12.5);
  });
});

describe('invoices', () => {
  test('are returned once over all pages, newest first', async () => {
    const seen: { id: string; createdAt: string }[] = [];
    let after: string | null = null;
    do {
      const { invoices } = await billing(
        demo,
        `invoices(first: 5, after: ${JSON.stringify(after)}) { edges { node { id createdAt } } pageInfo { hasNextPage hasPreviousPage endCursor } }`,
      );
      expect(invoices.pageInfo.hasPreviousPage).toBe(after !== null);
      seen.push(...(invoices.edges as { node: { id: string; createdAt: string } }[]).map(({ node }) => node));
      after = invoices.pageInfo.hasNextPage ? invoices.pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(10);
    expect(seen.map(({ createdAt }) => createdAt)).toEqual(
      seen
        .map(({ createdAt }) => createdAt)
        .sort()
        .reverse(),
    );
  });

  test('can be filtered by status', async () => {
    const { paid, open } = await billing(
      firstOf('past_due').id,
      'paid: invoices(status: PAID, first: 50) { edges { node { status } } } open: invoices(status: OPEN) { edges { node { status amountDue { amount } amountPaid { amount } paidAt } } }',
    );
    expect(new Set((paid.edges as { node: { status: string } }[]).map(({ node }) => node.status))).toEqual(
      new Set(['PAID']),
    );
    expect(open.edges[0].node).toMatchObject({ status: 'OPEN', amountPaid: { amount: '0.00' }, paidAt: null });
  });

  test('have all lines, also those that Stripe does not embed', async () => {
    const { invoices } = await billing(
      demo,
      'invoices(first: 2) { edges { node { id lines(first: 100) { edges { node { id proration } } pageInfo { hasNextPage } } few: lines(first: 3) { edges { cursor } pageInfo { hasNextPage endCursor } } } } }',
    );
    const long = invoices.edges[1].node;
    expect(long.lines.edges).toHaveLength(15);
    expect(long.lines.pageInfo.hasNextPage).toBe(false);
    expect(long.few).toMatchObject({ edges: { length: 3 }, pageInfo: { hasNextPage: true } });
    const { invoice } = await billing(
      demo,
      `invoice(id: "${String(long.id)}") { lines(first: 20, after: "${String(long.few.pageInfo.endCursor)}") { edges { node { id } } pageInfo { hasPreviousPage } } }`,
    );
    expect(invoice.lines.edges).toHaveLength(12);
    expect(invoice.lines.pageInfo.hasPreviousPage).toBe(true);
  });
});

describe('payments and methods', () => {
  test('have the failure message, the refunded amount and the payment method', async () => {
    const { payments } = await billing(
      demo,
      'payments(first: 20) { edges { node { status failureMessage amount { amount } refunded { amount } method { last4 isDefault } } } }',
    );
    const nodes = (
      payments.edges as {
        node: { status: string; failureMessage: string | null; refunded: { amount: string }; method: unknown };
      }[]
    ).map(({ node }) => node);
    expect(nodes.find(({ status }) => status === 'FAILED')).toMatchObject({
      failureMessage: 'Your card has insufficient funds.',
    });
    expect(nodes.some(({ refunded }) => Number(refunded.amount) > 0)).toBe(true);
    expect(nodes.every(({ method }) => method !== null)).toBe(true);
  });

  test('a changed default payment method is visible at once', async () => {
    const fields = 'defaultPaymentMethod { id kind } paymentMethods { id isDefault }';
    const before = await billing(demo, fields);
    expect(before.defaultPaymentMethod.kind).toBe('CARD');
    graph.sandbox.records.change('stripe', 'customers', customerId(companyIndex.demo), {
      invoice_settings: { default_payment_method: null },
    });
    const after = await billing(demo, fields);
    expect(after.defaultPaymentMethod).toBeNull();
    expect(after.paymentMethods.every(({ isDefault }: { isDefault: boolean }) => !isDefault)).toBe(true);
  });
});

describe('a preview of a change', () => {
  test('is prorated at prorationAt and can be repeated', async () => {
    const at = new Date(Math.floor(Date.now() / 1_000) * 1_000).toISOString();
    const fields = `previewChange(change: { seats: 30, prorationAt: "${at}" }) { total { amount } prorationAt nextPaymentAt lines { proration amount { amount } } }`;
    const first = await billing(demo, fields);
    const second = await billing(demo, fields);
    expect(first).toEqual(second);
    expect(first.previewChange.prorationAt).toBe(at.replace('.000', ''));
    const amounts = first.previewChange.lines as { proration: boolean; amount: { amount: string } }[];
    expect(amounts.filter(({ proration }) => proration)).toHaveLength(2);
    expect(Number(amounts[0]?.amount.amount)).toBeLessThan(0);
    const sum = amounts.reduce((total, { amount }) => total + Math.round(Number(amount.amount) * 100), 0);
    expect(Math.round(Number(first.previewChange.total.amount) * 100)).toBe(sum);
  });

  test('to a yearly price charges a full year', async () => {
    const { previewChange } = await billing(
      demo,
      'previewChange(change: { priceId: "price_Sandboxgrowtheuryear" }) { lines { description amount { amount } period { start end } } }',
    );
    const year = previewChange.lines.at(-1);
    expect(year.amount.amount).toBe('6000.00');
    expect(new Date(year.period.end).getUTCFullYear() - new Date(year.period.start).getUTCFullYear()).toBe(1);
  });
});

test('a preview has all lines, also those that Stripe does not embed', async () => {
  await using fresh = await startGraph();
  const item = (
    fresh.sandbox.records.get('stripe', 'subscriptions', 'sub_Sandbox000000') as { items: { data: object[] } }
  ).items.data[0];
  const items = Array.from({ length: 12 }, (_, index) => ({ ...item, id: `si_Sandboxmany${index}` }));
  fresh.sandbox.records.change('stripe', 'subscriptions', 'sub_Sandbox000000', { items: { data: items } });
  const { data, errors } = await fresh.ask(
    `{ account(id: "${demo}") { billing { upcomingInvoice { total { amount } lines { amount { amount } } } } } }`,
    { as: 'admin@demo' },
  );
  expect(errors).toEqual([]);
  const { total, lines } = data.account.billing.upcomingInvoice as {
    total: { amount: string };
    lines: { amount: { amount: string } }[];
  };
  expect(lines).toHaveLength(12);
  expect(lines.reduce((sum, { amount }) => sum + Number(amount.amount), 0)).toBeCloseTo(Number(total.amount));
});
