import { makeInvoiceLine } from '../stripe/objects/invoice-lines.ts';
import { makeCreditNote, makeInvoice } from '../stripe/objects/invoices.ts';
import { makeCharge, makePaymentIntent } from '../stripe/objects/payments.ts';
import { amountOf, periodEnd, recurringOf } from '../stripe/pricing.ts';
import type { StripeObject, StripeStore } from '../stripe/store.ts';
import { companyIndex, type SeedCompany } from './company.ts';
import { day, runningPeriod } from './periods.ts';
import type { Random } from './random.ts';

/** Seeds invoices of all statuses, a month apart, with their payments. */
export function seedInvoices(
  store: StripeStore,
  company: SeedCompany,
  customer: StripeObject,
  subscription: StripeObject,
  count: number,
  random: Random,
): void {
  const isDemo = company.index === companyIndex.demo;
  const [item] = (subscription.items as { data: StripeObject[] }).data;
  if (!item) return;
  const price = store.get('prices', (item.price as StripeObject).id) ?? (item.price as StripeObject);
  const period = runningPeriod(company);
  if (period === null) return;
  const invoices: StripeObject[] = [];
  for (let monthsAgo = count - 1; monthsAgo >= 0; monthsAgo -= 1) {
    const created = period.start - monthsAgo * 30 * day;
    const id = `in_Sandbox${String(company.index).padStart(6, '0')}${String(count - monthsAgo).padStart(3, '0')}`;
    const overdue = (company.subscription === 'past_due' || company.subscription === 'unpaid') && monthsAgo === 0;
    const status = overdue
      ? 'open'
      : monthsAgo === 0 || isDemo || random.next() < 0.9
        ? 'paid'
        : random.pick(['void', 'uncollectible', 'open'] as const);
    const quantity = typeof item.quantity === 'number' ? item.quantity : null;
    const end = periodEnd(created, recurringOf(price));
    const base = { invoice: id, currency: company.currency, subscription: subscription.id, item: item.id, price };
    const lines = [
      makeInvoiceLine({
        ...base,
        id: `il_${id}a`,
        amount: amountOf(price, quantity),
        description: `${quantity ?? 1} × ${company.plan}`,
        quantity,
        period: { start: created, end },
        proration: false,
      }),
      ...Array.from({ length: isDemo && monthsAgo === 1 ? 14 : 0 }, (_, position) =>
        makeInvoiceLine({
          ...base,
          id: `il_${id}p${position}`,
          amount: 100 + position,
          description: `Added seat ${position + 1}`,
          quantity: 1,
          period: { start: created, end },
          proration: true,
        }),
      ),
    ];
    const isSent = isDemo ? monthsAgo % 2 === 0 : company.index % 3 === 0;
    const invoice = makeInvoice({
      id,
      customer: { ...customer, balance: 0 },
      currency: company.currency,
      created,
      status,
      lines,
      number: `SB-${String(company.index).padStart(4, '0')}-${String(count - monthsAgo).padStart(4, '0')}`,
      subscription: subscription.id,
      overrides: {
        period_start: created - 30 * day,
        period_end: created,
        ...(isSent && { collection_method: 'send_invoice', due_date: created + 14 * day }),
      },
    });
    store.putInvoice(invoice, lines);
    invoices.push(invoice);
    if (status === 'paid') seedPayment(store, customer, invoice, isDemo && monthsAgo === 3);
  }
  const last = invoices.at(-1);
  if (last) subscription.latest_invoice = last.id;
  if (company.index % 6 === 0 && invoices[0]) seedCreditNote(store, customer, invoices[0], company.index);
  if (isDemo) seedDeclinedPayment(store, customer, period.start - 15 * day);
}

function seedPayment(store: StripeStore, customer: StripeObject, invoice: StripeObject, isRefunded: boolean): void {
  const method = (customer.invoice_settings as { default_payment_method: string | null }).default_payment_method;
  const amount = Number(invoice.amount_due);
  const shared = {
    amount,
    currency: String(invoice.currency),
    created: Number(invoice.created) + 60,
    customer: customer.id,
    payment_method: method,
    status: 'succeeded',
  };
  const intentId = `pi_${invoice.id.slice(3)}`;
  const chargeId = `ch_${invoice.id.slice(3)}`;
  const refund = isRefunded ? Math.floor(amount / 4) : 0;
  store.put('charges', makeCharge({ ...shared, id: chargeId, payment_intent: intentId, amount_refunded: refund }));
  store.put('payment_intents', makePaymentIntent({ ...shared, id: intentId, latest_charge: chargeId }));
}

function seedDeclinedPayment(store: StripeStore, customer: StripeObject, created: number): void {
  const method = (customer.invoice_settings as { default_payment_method: string | null }).default_payment_method;
  store.put(
    'payment_intents',
    makePaymentIntent({
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

function seedCreditNote(store: StripeStore, customer: StripeObject, invoice: StripeObject, index: number): void {
  store.put(
    'credit_notes',
    makeCreditNote({
      id: `cn_Sandbox${String(index).padStart(6, '0')}`,
      customer: customer.id,
      invoice: invoice.id,
      currency: String(invoice.currency),
      amount: Math.floor(Number(invoice.total) / 10),
      number: `${String(invoice.number)}-CN-01`,
      reason: 'order_change',
      created: Number(invoice.created) + 5 * day,
    }),
  );
}
