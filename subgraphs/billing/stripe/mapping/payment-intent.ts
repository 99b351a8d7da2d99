import type Stripe from 'stripe';
import { fieldByField } from '@customer-graph/upstream/field-by-field';
import { identifier } from '@customer-graph/upstream/shapes';
import type { Payment, PaymentStatus } from '../../domain/payment.ts';
import { enumOf, fieldsOf, fromStripeAmount, optionalFieldsOf, optionalText, parse, time } from './fields.ts';
import { fromStripePaymentMethod } from './payment-method.ts';

const status = enumOf<PaymentStatus>({
  succeeded: 'SUCCEEDED',
  processing: 'PENDING',
  requires_action: 'PENDING',
  requires_capture: 'PENDING',
  requires_confirmation: 'PENDING',
  canceled: 'CANCELED',
});

/** The fields that `fromStripePaymentIntent` needs expanded. The charge needs a permission of its own. */
export const paymentIntentExpansions = ['latest_charge', 'payment_method'];

/** @param customerId the customer whose payments are listed */
export function fromStripePaymentIntent(value: unknown, customerId: string): Payment {
  const intent = fieldsOf<Stripe.PaymentIntent>(value, 'payment_intent');
  const id = parse(identifier, intent.id, 'payment_intent.id');
  const charge = () => optionalFieldsOf<Stripe.Charge>(intent.latest_charge, 'latest_charge');
  const failure = () =>
    parse(
      optionalText,
      optionalFieldsOf<Stripe.PaymentIntent.LastPaymentError>(intent.last_payment_error, 'last_payment_error')
        ?.message ?? charge()?.failure_message,
      'failure_message',
    );
  return fieldByField<Payment>({
    id: () => id,
    amount: () => fromStripeAmount(intent.amount, intent.currency, 'payment_intent.amount'),
    refunded: () => fromStripeAmount(charge()?.amount_refunded ?? 0, intent.currency, 'charge.amount_refunded'),
    status() {
      if (intent.status !== 'requires_payment_method') return parse(status, intent.status, 'payment_intent.status');
      // Stripe uses this status before the first attempt and after a declined one.
      return failure() === null ? 'PENDING' : 'FAILED';
    },
    createdAt: () => parse(time, intent.created, 'payment_intent.created'),
    failureMessage: failure,
    method: () =>
      intent.payment_method === null || intent.payment_method === undefined
        ? null
        : fromStripePaymentMethod(intent.payment_method, customerId),
  });
}
