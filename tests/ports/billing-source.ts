import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { BillingSource, PageQuery } from '../../subgraphs/billing/port.ts';

/** A billing system that holds what the suite needs, and can be taken away. */
export interface BillingUnderTest {
  readonly source: BillingSource;
  /** A customer with one live subscription, one that has ended, invoices, payments, credit notes, methods and entitlements. */
  readonly customerId: string;
  /** A customer with nothing. */
  readonly emptyCustomerId: string;
  readonly otherInvoiceId: string;
  setAway(away: boolean): Promise<void>;
  close(): Promise<void>;
}

/** What every BillingSource has to do, whatever system stands behind it. */
export function describeBillingSource(name: string, start: () => Promise<BillingUnderTest>): void {
  describe(`BillingSource: ${name}`, () => {
    let billing: BillingUnderTest;
    let source: BillingSource;
    beforeAll(async () => {
      billing = await start();
      source = billing.source;
    });
    afterAll(() => billing.close());
    beforeEach(() => billing.setAway(false));
    const all = { first: 100, after: null };

    test('a customer comes with live subscriptions, and one that does not exist is null', async () => {
      const customer = await source.customer(billing.customerId);
      expect(customer).toMatchObject({ id: billing.customerId, subscriptions: { length: 1 }, defaultPaymentMethod: { kind: 'CARD' } });
      expect(await source.customer('cus_nobody000000')).toBeNull();
      expect((await source.subscriptions(billing.customerId)).map(({ status }) => status).sort()).toEqual(['ACTIVE', 'CANCELED']);
    });

    test('lists go page by page, newest first, to their end', async () => {
      const { customerId } = billing;
      for (const page of [
        (query: PageQuery) => source.invoices(customerId, { ...query, status: null }),
        (query: PageQuery) => source.payments(customerId, query),
      ]) {
        const whole = await page(all);
        expect(whole.hasNextPage).toBe(false);
        expect(whole.nodes.map(({ createdAt }) => createdAt)).toEqual(whole.nodes.map(({ createdAt }) => createdAt).sort((a, b) => b - a));
        const first = await page({ first: 3, after: null });
        expect(first.hasNextPage).toBe(true);
        const last = first.nodes.at(-1)?.id ?? null;
        const rest = await page({ first: 100, after: last });
        expect([...first.nodes, ...rest.nodes].map(({ id }) => id)).toEqual(whole.nodes.map(({ id }) => id));
      }
    });

    test('what there is none of is empty, not an error', async () => {
      const id = billing.emptyCustomerId;
      expect(await source.subscriptions(id)).toEqual([]);
      expect(await source.invoices(id, { ...all, status: null })).toEqual({ nodes: [], hasNextPage: false });
      expect(await source.creditNotes(id, all)).toEqual({ nodes: [], hasNextPage: false });
      expect(await source.entitlements(id)).toEqual([]);
      expect(await source.upcomingInvoice(id)).toBeNull();
    });

    test('an invoice is its customer’s alone', async () => {
      const [own] = (await source.invoices(billing.customerId, { ...all, status: 'PAID' })).nodes;
      expect(await source.invoice(billing.customerId, own?.id ?? '')).toMatchObject({ id: own?.id, status: 'PAID' });
      expect(await source.invoice(billing.customerId, billing.otherInvoiceId)).toBeNull();
      expect(await source.invoice(billing.customerId, 'in_nobody')).toBeNull();
      expect((await source.invoiceLines(own?.id ?? '', all)).nodes.length).toBeGreaterThan(0);
    });

    test('methods, entitlements and credit notes', async () => {
      expect((await source.paymentMethods(billing.customerId)).map(({ kind }) => kind).sort()).toEqual(['CARD', 'SEPA_DEBIT']);
      expect((await source.entitlements(billing.customerId)).every(({ key, name: title }) => key !== '' && title !== '')).toBe(true);
      expect((await source.creditNotes(billing.customerId, all)).nodes[0]).toMatchObject({ amount: { currency: 'EUR' } });
    });

    test('a catalogue of what is published, and any product by its id', async () => {
      const catalogue = await source.catalogue();
      const published = [...catalogue.products.values()].filter((product) => product.published);
      expect(published.length).toBeGreaterThan(0);
      const [first] = published;
      expect(await source.products([first?.id ?? '', 'prod_nobody'])).toEqual([first, null]);
    });

    test('a preview names the moment that it was prorated at', async () => {
      const [subscription] = (await source.customer(billing.customerId))?.subscriptions ?? [];
      if (!subscription) throw new Error('no subscription');
      const [item] = subscription.items;
      const prorationAt = Math.floor(Date.now() / 1_000) * 1_000;
      const change = { subscription, planItemId: item.id, priceId: null, seatsItemId: item.id, seats: (item.quantity ?? 0) + 1, prorationAt };
      expect(await source.previewChange(billing.customerId, change)).toMatchObject({ prorationAt, total: { currency: 'EUR' } });
      expect(await source.upcomingInvoice(billing.customerId)).toMatchObject({ prorationAt: null });
    });

    test('while it is away everything is an error of the closed table, and nothing is empty', async () => {
      const { customerId } = billing;
      const [subscription] = (await source.customer(customerId))?.subscriptions ?? [];
      if (!subscription) throw new Error('no subscription');
      await billing.setAway(true);
      const asked: (() => Promise<unknown>)[] = [
        () => source.customer(customerId),
        () => source.subscriptions(customerId),
        () => source.invoices(customerId, { ...all, status: null }),
        () => source.invoice(customerId, 'in_x'),
        () => source.invoiceLines('in_x', all),
        () => source.payments(customerId, all),
        () => source.creditNotes(customerId, all),
        () => source.paymentMethods(customerId),
        () => source.entitlements(customerId),
        () => source.upcomingInvoice(customerId),
        () => source.previewChange(customerId, { subscription, planItemId: 'x', priceId: null, seatsItemId: 'x', seats: 1, prorationAt: 0 }),
        () => source.catalogue(),
        () => source.products(['prod_x']),
      ];
      for (const ask of asked) {
        await expect(ask()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', extensions: { system: 'BILLING', retryable: true } });
      }
    });
  });
}
