import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { BillingSource, PageQuery } from '../../subgraphs/billing/port.ts';

/** A billing system with the data of the suite and simulated outages. */
export interface BillingUnderTest {
  readonly source: BillingSource;
  /**
   * A customer with one live and one ended subscription, invoices, payments, credit notes, payment methods and
   * entitlements.
   */
  readonly customerId: string;
  /** A customer without subscriptions, invoices or payments. */
  readonly emptyCustomerId: string;
  readonly otherInvoiceId: string;
  /** A price in another currency than the customer's. */
  readonly foreignPriceId: string;
  /** The account id that the customer record contains; null if the CRM owns the link. */
  readonly accountOfCustomer: string | null;
  /** Makes the customer's next payments fail, or require 3-D Secure. */
  setCard(customerId: string, card: 'DECLINES' | 'ASKS'): void;
  pause(subscriptionId: string): void;
  /** Restores the initial data. */
  reset(): Promise<void>;
  setAway(away: boolean): Promise<void>;
  close(): Promise<void>;
}

/** The tests that every implementation of BillingSource must pass. */
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

    test('returns a customer with active subscriptions, and null for an unknown one', async () => {
      const customer = await source.customer(billing.customerId);
      expect(customer).toMatchObject({
        id: billing.customerId,
        subscriptions: { length: 1 },
        defaultPaymentMethod: { kind: 'CARD' },
      });
      expect(await source.customer('cus_nobody000000')).toBeNull();
      expect((await source.subscriptions(billing.customerId)).map(({ status }) => status).sort()).toEqual([
        'ACTIVE',
        'CANCELED',
      ]);
    });

    test('paginates lists to the end, newest first', async () => {
      const { customerId } = billing;
      for (const page of [
        (query: PageQuery) => source.invoices(customerId, { ...query, status: null }),
        (query: PageQuery) => source.payments(customerId, query),
      ]) {
        const whole = await page(all);
        expect(whole.hasNextPage).toBe(false);
        expect(whole.nodes.map(({ createdAt }) => createdAt)).toEqual(
          whole.nodes.map(({ createdAt }) => createdAt).sort((a, b) => b - a),
        );
        const first = await page({ first: 3, after: null });
        expect(first.hasNextPage).toBe(true);
        const last = first.nodes.at(-1)?.id ?? null;
        const rest = await page({ first: 100, after: last });
        expect([...first.nodes, ...rest.nodes].map(({ id }) => id)).toEqual(whole.nodes.map(({ id }) => id));
      }
    });

    test('returns an empty list when there are no records', async () => {
      const id = billing.emptyCustomerId;
      expect(await source.subscriptions(id)).toEqual([]);
      expect(await source.invoices(id, { ...all, status: null })).toEqual({ nodes: [], hasNextPage: false });
      expect(await source.creditNotes(id, all)).toEqual({ nodes: [], hasNextPage: false });
      expect(await source.entitlements(id)).toEqual([]);
      expect(await source.upcomingInvoice(id)).toBeNull();
    });

    test('returns an invoice only for its own customer', async () => {
      const [own] = (await source.invoices(billing.customerId, { ...all, status: 'PAID' })).nodes;
      expect(await source.invoice(billing.customerId, own?.id ?? '')).toMatchObject({ id: own?.id, status: 'PAID' });
      expect(await source.invoice(billing.customerId, billing.otherInvoiceId)).toBeNull();
      expect(await source.invoice(billing.customerId, 'in_nobody')).toBeNull();
      expect((await source.invoiceLines(own?.id ?? '', all)).nodes.length).toBeGreaterThan(0);
    });

    test('returns payment methods, entitlements and credit notes', async () => {
      expect((await source.paymentMethods(billing.customerId)).map(({ kind }) => kind).sort()).toEqual([
        'CARD',
        'SEPA_DEBIT',
      ]);
      expect(
        (await source.entitlements(billing.customerId)).every(({ key, name: title }) => key !== '' && title !== ''),
      ).toBe(true);
      expect((await source.creditNotes(billing.customerId, all)).nodes[0]).toMatchObject({
        amount: { currency: 'EUR' },
      });
    });

    test('lists published products, and returns any product by id', async () => {
      const catalogue = await source.catalogue();
      const published = [...catalogue.products.values()].filter((product) => product.published);
      expect(published.length).toBeGreaterThan(0);
      const [first] = published;
      expect(await source.products([first?.id ?? '', 'prod_nobody'])).toEqual([first, null]);
    });

    test('a preview states its proration date', async () => {
      const [subscription] = (await source.customer(billing.customerId))?.subscriptions ?? [];
      if (!subscription) throw new Error('no subscription');
      const [item] = subscription.items;
      const prorationAt = Math.floor(Date.now() / 1_000) * 1_000;
      const change = {
        subscription,
        planItemId: item.id,
        priceId: null,
        seatsItemId: item.id,
        seats: (item.quantity ?? 0) + 1,
        prorationAt,
      };
      expect(await source.previewChange(billing.customerId, change)).toMatchObject({
        prorationAt,
        total: { currency: 'EUR' },
      });
      expect(await source.upcomingInvoice(billing.customerId)).toMatchObject({ prorationAt: null });
    });

    describe('writes', () => {
      beforeEach(() => billing.reset());
      const now = () => Math.floor(Date.now() / 1_000) * 1_000;
      async function liveOne() {
        const [subscription] = (await source.customer(billing.customerId))?.subscriptions ?? [];
        if (!subscription) throw new Error('no subscription');
        return subscription;
      }
      async function moreSeats(more = 5) {
        const subscription = await liveOne();
        const [item] = subscription.items;
        return {
          subscription,
          planItemId: item.id,
          priceId: null,
          seatsItemId: item.id,
          seats: (item.quantity ?? 0) + more,
          prorationAt: now(),
        };
      }
      const invoices = async () => (await source.invoices(billing.customerId, { ...all, status: null })).nodes;

      test('charges seats as previewed, once per idempotency key', async () => {
        const before = await invoices();
        const change = await moreSeats();
        const preview = await source.previewChange(billing.customerId, change);
        for (let asked = 0; asked < 3; asked += 1)
          expect(await source.changeSubscription(billing.customerId, change, 'seats')).toEqual({ kind: 'PAID' });
        expect((await liveOne()).items[0].quantity).toBe(change.seats);
        const made = (await invoices()).filter(({ id }) => !before.some((known) => known.id === id));
        expect(made).toMatchObject([{ status: 'PAID', total: preview?.total }]);
      });

      test('a price that the billing system refuses for the subscription changes nothing', async () => {
        const change = { ...(await moreSeats()), priceId: billing.foreignPriceId };
        expect(await source.previewChange(billing.customerId, change)).toBeNull();
        expect(await source.changeSubscription(billing.customerId, change, 'foreign')).toEqual({ kind: 'REFUSED' });
        expect((await liveOne()).items[0].quantity).toBe(change.seats - 5);
      });

      test('a declined payment changes nothing; one that needs confirmation returns the next action', async () => {
        billing.setCard(billing.customerId, 'DECLINES');
        const change = await moreSeats();
        expect(await source.changeSubscription(billing.customerId, change, 'declined')).toEqual({ kind: 'DECLINED' });
        expect((await liveOne()).items[0].quantity).toBe(change.seats - 5);
        expect((await invoices()).filter(({ status }) => status === 'OPEN')).toEqual([]);
        await billing.reset();
        billing.setCard(billing.customerId, 'ASKS');
        const asked = await source.changeSubscription(billing.customerId, await moreSeats(), 'asked');
        if (asked.kind !== 'ACTION') throw new Error(asked.kind);
        expect(await source.nextAction(asked.invoiceId)).toMatchObject({ clientSecret: expect.any(String) });
        expect((await liveOne()).items[0].quantity).toBe(change.seats - 5);
      });

      test('revokes a scheduled cancellation, but not an immediate one', async () => {
        const live = await liveOne();
        const { id } = live;
        const cancellation = { immediately: false, reason: 'unused', comment: 'No.' } as const;
        for (const key of ['end', 'end']) await source.cancelSubscription(live, cancellation, key);
        expect((await liveOne()).cancelsAt).toEqual(expect.any(Number));
        expect(await source.resumeSubscription(await liveOne(), 'resume')).toEqual({ kind: 'PAID' });
        expect(await liveOne()).toMatchObject({ id, status: 'ACTIVE', cancelsAt: null });
        for (const key of ['now', 'now'])
          await source.cancelSubscription(live, { ...cancellation, immediately: true }, key);
        expect(await source.customer(billing.customerId)).toMatchObject({ subscriptions: [] });
        expect((await source.subscriptions(billing.customerId)).find((each) => each.id === id)).toMatchObject({
          status: 'CANCELED',
        });
      });

      test('resumes a paused subscription after payment', async () => {
        const { id } = await liveOne();
        billing.pause(id);
        billing.setCard(billing.customerId, 'DECLINES');
        const refused = await source.resumeSubscription(await liveOne(), 'unpaid');
        if (refused.kind !== 'ACTION') throw new Error(refused.kind);
        expect(await source.nextAction(refused.invoiceId)).toMatchObject({ hostedUrl: expect.any(String) });
        expect(await liveOne()).toMatchObject({ id, status: 'PAUSED' });
        await billing.reset();
        billing.pause(id);
        expect(await source.resumeSubscription(await liveOne(), 'paid')).toEqual({ kind: 'PAID' });
        expect(await liveOne()).toMatchObject({ id, status: 'ACTIVE' });
      });

      test('payment methods are set up, made default and removed', async () => {
        const { customerId } = billing;
        const prepared = await source.startSetup(customerId, 'card');
        expect(await source.startSetup(customerId, 'card')).toBe(prepared);
        expect(await source.setupSecret(prepared)).toEqual(expect.any(String));
        const methods = await source.paymentMethods(customerId);
        const standard = (await source.customer(customerId))?.defaultPaymentMethod?.id;
        const another = methods.find(({ id }) => id !== standard)?.id ?? '';
        for (const key of ['default', 'default']) await source.setDefaultPaymentMethod(customerId, another, key);
        expect((await source.customer(customerId))?.defaultPaymentMethod?.id).toBe(another);
        const { id } = await liveOne();
        await source.setSubscriptionPaymentMethod(id, another, 'own');
        expect((await liveOne()).paymentMethod?.id).toBe(another);
        for (const key of ['gone', 'gone']) await source.removePaymentMethod(standard ?? '', key);
        expect((await source.paymentMethods(customerId)).map(({ id }) => id)).toEqual([another]);
      });

      test('keeps omitted billing details, and opens a portal session', async () => {
        const before = (await source.customer(billing.customerId))?.details;
        expect(await source.updateDetails(billing.customerId, { name: 'Another GmbH' }, 'name')).toBe(true);
        expect((await source.customer(billing.customerId))?.details).toEqual({ ...before, name: 'Another GmbH' });
        const page = await source.portalSession(billing.customerId, 'https://app.example.com/', null, 'portal');
        expect(new URL(page).protocol).toMatch(/^https?:$/);
      });

      test('lists customers changed since a time, and the account of a customer', async () => {
        const recent = { since: now() - 60_000, after: null };
        expect(await source.customersChanged(recent)).toEqual({ customerIds: [], next: null });
        await source.changeSubscription(billing.customerId, await moreSeats(), 'changed');
        expect(await source.customersChanged(recent)).toEqual({ customerIds: [billing.customerId], next: null });
        const { id } = await liveOne();
        expect([await source.customerOfObject(id), await source.customerOfObject(billing.customerId)]).toEqual([
          billing.customerId,
          billing.customerId,
        ]);
        expect(await source.accountOfCustomer(billing.customerId)).toBe(billing.accountOfCustomer);
        expect(await source.accountOfCustomer('cus_nobody000000')).toBeNull();
      });

      test('while the system is unavailable, no write succeeds or claims to', async () => {
        const { customerId } = billing;
        const change = await moreSeats();
        const before = await source.customer(customerId);
        await billing.setAway(true);
        const asked: (() => Promise<unknown>)[] = [
          () => source.changeSubscription(customerId, change, 'a'),
          () => source.cancelSubscription(change.subscription, { immediately: true, reason: null, comment: null }, 'b'),
          () => source.resumeSubscription(change.subscription, 'c'),
          () => source.startSetup(customerId, 'd'),
          () => source.updateDetails(customerId, { name: 'X' }, 'e'),
          () => source.payInvoice(billing.otherInvoiceId, null, 'f'),
          () => source.customersChanged({ since: 0, after: null }),
        ];
        for (const ask of asked)
          await expect(ask()).rejects.toMatchObject({
            code: 'UPSTREAM_UNAVAILABLE',
            extensions: { system: 'BILLING', retryable: true },
          });
        await billing.setAway(false);
        expect(await source.customer(customerId)).toEqual(before);
      });
    });

    test('while the system is unavailable, every read fails with a documented code instead of an empty result', async () => {
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
        () =>
          source.previewChange(customerId, {
            subscription,
            planItemId: 'x',
            priceId: null,
            seatsItemId: 'x',
            seats: 1,
            prorationAt: 0,
          }),
        () => source.catalogue(),
        () => source.price('price_x', 'EUR'),
        () => source.subscriptionSchedule('sub_sched_x'),
        () => source.products(['prod_x']),
      ];
      for (const ask of asked) {
        await expect(ask()).rejects.toMatchObject({
          code: 'UPSTREAM_UNAVAILABLE',
          extensions: { system: 'BILLING', retryable: true },
        });
      }
    });
  });
}
