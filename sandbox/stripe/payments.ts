import { StripeError } from './errors.ts';
import { makeInvoicePayment } from './objects/invoices.ts';
import { makeCharge, makePaymentIntent } from './objects/payments.ts';
import type { StripeObject, StripeStore } from './store.ts';
import { assertChargeable } from './test-cards.ts';

/**
 * The payment method with an id, or else the one that Stripe charges. Stripe API, "Subscription", default_payment_method:
 * the subscription's method comes first, then its source, then the customer's method, then the customer's source.
 */
export function paymentMethodOf(
  store: StripeStore,
  customerId: string,
  methodId: string | null,
  subscription?: StripeObject,
): StripeObject | undefined {
  const customer = store.get('customers', customerId);
  const settings = customer?.invoice_settings as { default_payment_method: string | null } | undefined;
  const id =
    methodId ??
    subscription?.default_payment_method ??
    subscription?.default_source ??
    settings?.default_payment_method ??
    customer?.default_source;
  return typeof id === 'string' ? store.get('payment_methods', id) : undefined;
}

/** The subscription that an invoice charges for. */
export function subscriptionOfInvoice(store: StripeStore, { parent }: StripeObject): StripeObject | undefined {
  const details = (parent as { subscription_details?: { subscription: string } } | null)?.subscription_details;
  return details && store.get('subscriptions', details.subscription);
}

/** Charges an invoice, and records the payment. Throws a StripeError if the charge fails. */
export function chargeInvoice(
  store: StripeStore,
  invoice: StripeObject,
  method: StripeObject | undefined,
  created: number,
): void {
  const amount = Number(invoice.amount_due);
  const currency = String(invoice.currency);
  const customer = String(invoice.customer);
  const intent = makePaymentIntent({
    id: store.nextId('pi'),
    amount,
    currency,
    created,
    customer,
    status: 'succeeded',
    payment_method: method?.id ?? null,
  });
  try {
    assertChargeable(method);
  } catch (error) {
    if (error instanceof StripeError) {
      intent.status =
        error.code === 'invoice_payment_intent_requires_action' && method
          ? 'requires_action'
          : 'requires_payment_method';
      intent.amount_received = 0;
      intent.last_payment_error = { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' };
      store.put('payment_intents', intent);
      recordPayment(store, invoice, intent, 'open');
      invoice.attempt_count = Number(invoice.attempt_count) + 1;
      invoice.attempted = true;
    }
    throw error;
  }
  const charge = makeCharge({
    id: store.nextId('ch'),
    amount,
    currency,
    created,
    customer,
    status: 'succeeded',
    payment_intent: intent.id,
    payment_method: method?.id ?? null,
  });
  intent.latest_charge = charge.id;
  store.put('charges', charge);
  store.put('payment_intents', intent);
  recordPayment(store, invoice, intent, 'paid');
}

/** Stripe API, "Invoice payments": the link between an invoice and its payment. */
function recordPayment(store: StripeStore, invoice: StripeObject, intent: StripeObject, status: string): void {
  store.put(
    'invoice_payments',
    makeInvoicePayment({
      id: store.nextId('inpay'),
      invoice: invoice.id,
      intent: intent.id,
      amount: Number(intent.amount),
      currency: String(invoice.currency),
      created: Number(intent.created),
      status,
    }),
  );
}
