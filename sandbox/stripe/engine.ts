import { invalid, StripeRefusal } from './errors.ts';
import * as make from './objects.ts';
import type { StripeObject, StripeStore } from './store.ts';

/** What Stripe works out for itself: periods, prorations, invoices and whether a card is good. */

type Interval = 'day' | 'week' | 'month' | 'year';
interface Recurring {
  readonly interval: Interval;
  readonly interval_count: number;
  readonly usage_type: 'licensed' | 'metered';
}

export interface Item {
  readonly id: string;
  readonly price: StripeObject;
  readonly quantity: number | null;
  readonly start: number;
  readonly end: number;
}

export interface ItemChange {
  readonly id?: string;
  readonly price?: string;
  readonly quantity?: number;
  readonly deleted?: boolean;
}

export const nowSeconds = (): number => Math.floor(Date.now() / 1_000);

/** With the price itself: what stands on an item leaves out the tiers. */
const itemsOf = (subscription: StripeObject, store: StripeStore): Item[] =>
  (subscription.items as { data: StripeObject[] }).data.map((item) => ({
    id: item.id,
    price: store.get('prices', (item.price as StripeObject).id) ?? (item.price as StripeObject),
    quantity: typeof item.quantity === 'number' ? item.quantity : null,
    start: Number(item.current_period_start),
    end: Number(item.current_period_end),
  }));

export const isLive = ({ status }: StripeObject): boolean => status !== 'canceled' && status !== 'incomplete_expired';

/** The end of a period that starts then. Months keep their day where the month has it. */
export function periodEnd(
  start: number,
  { interval, interval_count: count }: Pick<Recurring, 'interval' | 'interval_count'>,
): number {
  if (interval === 'day' || interval === 'week') return start + count * (interval === 'day' ? 1 : 7) * 86_400;
  const date = new Date(start * 1_000);
  const months = interval === 'year' ? 12 * count : count;
  const day = date.getUTCDate();
  const end = new Date(date);
  end.setUTCDate(1);
  end.setUTCMonth(end.getUTCMonth() + months);
  const last = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(day, last));
  return end.getTime() / 1_000;
}

export const rhythmOf = (price: StripeObject): Recurring => price.recurring as Recurring;

/** What so many units cost for one period: graduated tiers add up, volume tiers price all units alike. */
export function amountOf(price: StripeObject, quantity: number | null): number {
  const units = quantity ?? 1;
  if (price.billing_scheme !== 'tiered')
    return Number(price.unit_amount ?? 0) * (rhythmOf(price).usage_type === 'metered' ? 0 : units);
  const tiers = price.tiers as { up_to: number | null; unit_amount: number; flat_amount: number | null }[];
  if (price.tiers_mode === 'volume') {
    const tier = tiers.find(({ up_to }) => up_to === null || units <= up_to);
    return tier ? tier.unit_amount * units + (tier.flat_amount ?? 0) : 0;
  }
  let below = 0;
  return tiers.reduce((sum, tier) => {
    const within = Math.max(0, Math.min(units, tier.up_to ?? Infinity) - below);
    below = tier.up_to ?? Infinity;
    return within === 0 ? sum : sum + within * tier.unit_amount + (tier.flat_amount ?? 0);
  }, 0);
}

export interface Engine {
  /** The invoice that would come next. */
  preview(request: {
    customer: StripeObject;
    subscription?: StripeObject;
    changes?: readonly ItemChange[];
    prorationDate?: number;
    behavior?: string;
  }): StripeObject;
  changeItems(
    subscription: StripeObject,
    changes: readonly ItemChange[],
    how: { behavior: string; date: number; paymentBehavior: string },
  ): void;
  pay(invoice: StripeObject, methodId: string | null): StripeObject;
  cancel(subscription: StripeObject): void;
  /** Goes on after a pause, once the invoice of that is paid. */
  resume(subscription: StripeObject): void;
  void(invoice: StripeObject): StripeObject;
}

export function createEngine(store: StripeStore): Engine {
  /** What becomes of a subscription once an invoice is paid, by the invoice. */
  const updates = new Map<string, { readonly subscription: StripeObject; readonly apply: () => void }>();
  /** Lines that wait for the next invoice, by subscription. */
  const pending = new Map<string, StripeObject[]>();

  const productName = (price: StripeObject): string => {
    const name = store.get('products', String(price.product))?.name;
    return typeof name === 'string' ? name : 'Product';
  };

  function applied(items: readonly Item[], changes: readonly ItemChange[], date: number): Item[] {
    const next = items.flatMap((item) => {
      const change = changes.find(({ id }) => id === item.id);
      if (change?.deleted) return [];
      if (!change) return [item];
      return [
        {
          ...item,
          price: change.price === undefined ? item.price : priceOf(change.price),
          quantity: change.quantity ?? item.quantity,
        },
      ];
    });
    const [first] = items;
    const added = changes
      .filter((change) => change.id === undefined && change.price !== undefined)
      .map((change) => ({
        id: store.nextId('si'),
        price: priceOf(change.price ?? ''),
        quantity: change.quantity ?? 1,
        start: date,
        end: first?.end ?? date,
      }));
    for (const { id } of changes) {
      if (id !== undefined && !items.some((item) => item.id === id))
        throw invalid(`The item ${id} is not part of this subscription.`, 'items');
    }
    return [...next, ...added];
  }

  function priceOf(id: string): StripeObject {
    const found = store.get('prices', id);
    if (!found) throw invalid(`No such price: '${id}'`, 'items[0][price]', 'resource_missing');
    if (!found.active)
      throw invalid('The price specified is inactive. This field only accepts active prices.', 'items[0][price]');
    return found;
  }

  const changesInterval = (before: Item, after: Item): boolean =>
    rhythmOf(before.price).interval !== rhythmOf(after.price).interval;

  /** What is given back and what is charged for the rest of the running period. */
  function prorations(
    subscription: StripeObject,
    before: readonly Item[],
    after: readonly Item[],
    date: number,
  ): StripeObject[] {
    const on = new Date(date * 1_000).toISOString().slice(0, 10);
    return before.flatMap((old) => {
      const next = after.find(({ id }) => id === old.id);
      if (next && next.price.id === old.price.id && next.quantity === old.quantity) return [];
      const share = Math.min(1, Math.max(0, (old.end - date) / (old.end - old.start)));
      const base = {
        invoice: null,
        currency: String(old.price.currency),
        subscription: subscription.id,
        item: old.id,
        proration: true,
      };
      const credit = make.line({
        ...base,
        id: store.nextId('il'),
        amount: -Math.round(amountOf(old.price, old.quantity) * share),
        description: `Unused time on ${old.quantity ?? 1} × ${productName(old.price)} after ${on}`,
        quantity: old.quantity,
        period: { start: date, end: old.end },
        price: old.price,
      });
      if (!next) return [credit];
      const whole = changesInterval(old, next);
      const debit = make.line({
        ...base,
        id: store.nextId('il'),
        amount: whole ? amountOf(next.price, next.quantity) : Math.round(amountOf(next.price, next.quantity) * share),
        description: `${whole ? '' : 'Remaining time on '}${next.quantity ?? 1} × ${productName(next.price)}${whole ? '' : ` after ${on}`}`,
        quantity: next.quantity,
        period: { start: date, end: whole ? periodEnd(date, rhythmOf(next.price)) : old.end },
        price: next.price,
        proration: !whole,
      });
      return [credit, debit];
    });
  }

  const nextPeriod = (subscription: StripeObject, items: readonly Item[]): StripeObject[] =>
    items.map((item) =>
      make.line({
        id: store.nextId('il'),
        invoice: null,
        amount: amountOf(item.price, item.quantity),
        currency: String(item.price.currency),
        description: `${item.quantity ?? 1} × ${productName(item.price)}`,
        quantity: item.quantity,
        period: { start: item.end, end: periodEnd(item.end, rhythmOf(item.price)) },
        subscription: subscription.id,
        item: item.id,
        price: item.price,
        proration: false,
      }),
    );

  /** Stripe, "Customer credit balance": what the customer has is taken first, and what is too much is kept for them. */
  function settled(owner: StripeObject, lines: readonly StripeObject[]) {
    const total = lines.reduce((sum, each) => sum + Number(each.amount), 0);
    const before = Number(owner.balance ?? 0);
    const applied = total < 0 ? 0 : Math.max(-total, Math.min(before, 0));
    const due = Math.max(0, total) + applied;
    owner.balance = total < 0 ? before + total : before - applied;
    return { amount_due: due, amount_remaining: due, starting_balance: before, ending_balance: owner.balance };
  }

  /** Stripe, "Collection methods": the customer is sent the invoice, and pays within days. */
  const isSent = (subscription: StripeObject): boolean => subscription.collection_method === 'send_invoice';

  function issue(subscription: StripeObject, lines: readonly StripeObject[], created: number): StripeObject {
    const owner = store.get('customers', String(subscription.customer));
    if (!owner) throw invalid('The customer is gone.', 'customer');
    const id = store.nextId('in');
    const count = store.by('invoices', 'customer', owner.id).length;
    const own = lines.map((each): StripeObject => ({ ...each, invoice: id }));
    const made = make.invoice({
      id,
      customer: owner,
      currency: String(subscription.currency),
      created,
      status: 'open',
      lines: own,
      number: `SANDBOX-${owner.id.slice(-6).toUpperCase()}-${String(count + 1).padStart(4, '0')}`,
      subscription: subscription.id,
      more: {
        billing_reason: 'subscription_update',
        ...(isSent(subscription) && {
          collection_method: 'send_invoice',
          due_date: created + Number(subscription.days_until_due ?? 30) * 86_400,
        }),
        ...settled(owner, own),
      },
    });
    store.putInvoice(made, own);
    subscription.latest_invoice = id;
    return made;
  }

  const methodOf = (invoiced: StripeObject, methodId: string | null): StripeObject | undefined => {
    const owner = store.get('customers', String(invoiced.customer));
    const settings = owner?.invoice_settings as { default_payment_method: string | null } | undefined;
    const id = methodId ?? settings?.default_payment_method;
    return id ? store.get('payment_methods', id) : undefined;
  };

  /** Stripe API, "Invoice payments": which payment is an invoice's. */
  function recordPayment(invoiced: StripeObject, intent: StripeObject, status: string): void {
    const amount = Number(intent.amount);
    store.put(
      'invoice_payments',
      make.invoicePayment({
        id: store.nextId('inpay'),
        invoice: invoiced.id,
        intent: intent.id,
        amount,
        currency: String(invoiced.currency),
        created: Number(intent.created),
        status,
      }),
    );
  }

  const engine: Engine = {
    preview({ customer, subscription: named, changes = [], prorationDate, behavior = 'create_prorations' }) {
      const live = store.by('subscriptions', 'customer', customer.id).filter(isLive);
      const end = (of: StripeObject) => Math.min(...itemsOf(of, store).map((item) => item.end));
      const candidates = live
        .filter((of) => !of.cancel_at_period_end && of.status !== 'paused')
        .sort((a, b) => end(a) - end(b));
      const subscription = named ?? candidates[0];
      if (!subscription || !isLive(subscription)) {
        throw new StripeRefusal(404, {
          type: 'invalid_request_error',
          code: 'invoice_upcoming_none',
          message: `No upcoming invoices for customer: ${customer.id}`,
        });
      }
      const date = prorationDate ?? nowSeconds();
      const before = itemsOf(subscription, store);
      const after = applied(before, changes, date);
      const own = changes.length > 0 && behavior !== 'none' ? prorations(subscription, before, after, date) : [];
      const reset = before.some((old) => after.some((next) => next.id === old.id && changesInterval(old, next)));
      const atOnce = reset || (changes.length > 0 && behavior === 'always_invoice');
      const lines = [
        ...(pending.get(subscription.id) ?? []),
        ...own,
        ...(atOnce || subscription.cancel_at_period_end ? [] : nextPeriod(subscription, after)),
      ];
      const due = atOnce ? date : end(subscription);
      const id = store.nextId('upcoming_in');
      store.keepLines(id, lines);
      return make.invoice({
        id,
        customer,
        currency: String(subscription.currency),
        created: due,
        status: 'draft',
        lines,
        number: null,
        subscription: subscription.id,
        ...(changes.length > 0 && { prorationDate: date }),
        more: {
          billing_reason: 'upcoming',
          next_payment_attempt: due + 3_600,
          period_start: before[0]?.start ?? due,
          period_end: due,
        },
      });
    },

    changeItems(subscription, changes, { behavior, date, paymentBehavior }) {
      if (isSent(subscription) && paymentBehavior === 'pending_if_incomplete') {
        throw invalid('Pending updates need `collection_method` to be `charge_automatically`.', 'payment_behavior');
      }
      const before = itemsOf(subscription, store);
      const after = applied(before, changes, date);
      const own = behavior === 'none' ? [] : prorations(subscription, before, after, date);
      const reset = before.some((old) => after.some((next) => next.id === old.id && changesInterval(old, next)));
      const made = (behavior === 'always_invoice' || reset) && own.length > 0;
      if (made && paymentBehavior === 'error_if_incomplete')
        assertGood(methodOf({ id: '', object: 'invoice', customer: subscription.customer }, null));
      const items = subscription.items as { data: StripeObject[] };
      const next = after.map((item) => {
        const known = before.find(({ id }) => id === item.id);
        const start = known && changesInterval(known, item) ? date : item.start;
        return make.subscriptionItem({
          id: item.id,
          subscription: subscription.id,
          price: withoutTiers(item.price),
          quantity: item.quantity,
          created: date,
          current_period_start: start,
          current_period_end: start === item.start ? item.end : periodEnd(start, rhythmOf(item.price)),
        });
      });
      const apply = () => {
        items.data = next;
      };
      if (own.length === 0) {
        apply();
        return;
      }
      const waiting = [...(pending.get(subscription.id) ?? []), ...own];
      if (!made) {
        apply();
        pending.set(subscription.id, waiting);
        return;
      }
      pending.delete(subscription.id);
      const issued = issue(subscription, waiting, date);
      const waits = paymentBehavior === 'pending_if_incomplete';
      if (!waits) apply();
      if (isSent(subscription)) return;
      try {
        engine.pay(issued, null);
        if (waits) apply();
      } catch (error) {
        if (!(error instanceof StripeRefusal)) throw error;
        if (!waits) {
          subscription.status = 'past_due';
          return;
        }
        // Stripe, "Pending updates": nothing changes until the invoice is paid, and nothing at all once it is voided.
        subscription.pending_update = {
          billing_cycle_anchor: null,
          cancel_at_period_end: null,
          discount: null,
          discounts: null,
          expires_at: date + 82_800,
          metadata: null,
          subscription_items: next,
          trial_end: null,
          trial_from_plan: null,
        };
        updates.set(issued.id, {
          subscription,
          apply() {
            apply();
            subscription.pending_update = null;
          },
        });
      }
    },

    resume(subscription) {
      const issued = issue(subscription, nextPeriod(subscription, itemsOf(subscription, store)), nowSeconds());
      updates.set(issued.id, {
        subscription,
        apply() {
          subscription.status = 'active';
        },
      });
      try {
        engine.pay(issued, null);
      } catch (error) {
        if (!(error instanceof StripeRefusal)) throw error;
      }
    },

    pay(invoiced, methodId) {
      if (invoiced.status === 'paid') throw invalid('Invoice is already paid', undefined, 'invoice_already_paid');
      if (invoiced.status !== 'open') throw invalid('This invoice can not be paid.', undefined, 'invoice_not_open');
      const method = methodOf(invoiced, methodId);
      const amount = Number(invoiced.amount_due);
      const time = nowSeconds();
      const settle = () => {
        Object.assign(invoiced, {
          status: 'paid',
          amount_paid: amount,
          amount_remaining: 0,
          attempted: true,
          auto_advance: false,
        });
        (invoiced.status_transitions as { paid_at: number }).paid_at = time;
        updates.get(invoiced.id)?.apply();
        updates.delete(invoiced.id);
        return invoiced;
      };
      // Nothing is due, so nothing is charged.
      if (amount === 0) return settle();
      const intent = make.paymentIntent({
        id: store.nextId('pi'),
        amount,
        currency: String(invoiced.currency),
        created: time,
        customer: String(invoiced.customer),
        status: 'succeeded',
        payment_method: method?.id ?? null,
      });
      try {
        assertGood(method);
      } catch (error) {
        if (error instanceof StripeRefusal) {
          intent.status =
            error.code === 'invoice_payment_intent_requires_action' && method
              ? 'requires_action'
              : 'requires_payment_method';
          intent.amount_received = 0;
          intent.last_payment_error = { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' };
          store.put('payment_intents', intent);
          recordPayment(invoiced, intent, 'open');
          invoiced.attempt_count = Number(invoiced.attempt_count) + 1;
          invoiced.attempted = true;
        }
        throw error;
      }
      const charged = make.charge({
        id: store.nextId('ch'),
        amount,
        currency: String(invoiced.currency),
        created: time,
        customer: String(invoiced.customer),
        status: 'succeeded',
        payment_intent: intent.id,
        payment_method: method?.id ?? null,
      });
      intent.latest_charge = charged.id;
      store.put('charges', charged);
      store.put('payment_intents', intent);
      recordPayment(invoiced, intent, 'paid');
      return settle();
    },

    void(invoiced) {
      if (invoiced.status !== 'open')
        throw invalid('You can only void an open invoice.', undefined, 'invoice_not_editable');
      Object.assign(invoiced, { status: 'void', auto_advance: false });
      (invoiced.status_transitions as { voided_at: number }).voided_at = nowSeconds();
      const update = updates.get(invoiced.id);
      if (update) update.subscription.pending_update = null;
      updates.delete(invoiced.id);
      return invoiced;
    },

    cancel(subscription) {
      const time = nowSeconds();
      Object.assign(subscription, {
        status: 'canceled',
        canceled_at: subscription.canceled_at ?? time,
        ended_at: time,
        cancel_at_period_end: false,
      });
      pending.delete(subscription.id);
    },
  };
  return engine;
}

/** Tiers come only where they are asked for. */
export function withoutTiers(price: StripeObject): StripeObject {
  const { tiers: _tiers, ...rest } = price;
  return rest;
}

/** Stripe's test cards by their last digits: 0002 is declined, 3155 wants the customer. */
function assertGood(method: StripeObject | undefined): void {
  if (!method)
    throw new StripeRefusal(402, {
      type: 'invalid_request_error',
      code: 'payment_intent_payment_attempt_failed',
      message: 'No payment method.',
    });
  const last4 = (method.card as { last4?: string } | undefined)?.last4;
  if (last4 === '0002') {
    throw new StripeRefusal(402, {
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'generic_decline',
      message: 'Your card was declined.',
    });
  }
  if (last4 === '3155') {
    throw new StripeRefusal(402, {
      type: 'card_error',
      code: 'invoice_payment_intent_requires_action',
      message: 'Nothing was charged: the payment requires_action of the customer.',
    });
  }
}
