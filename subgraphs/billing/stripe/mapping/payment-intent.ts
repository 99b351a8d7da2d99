import type Stripe from 'stripe';
import type { Payment, PaymentStatus } from '../../domain/payment.ts';
import { enumOf, expect, fromStripeAmount, fromStripeTime } from './fields.ts';
import { fromStripePaymentMethod } from './payment-method.ts';

const statusOf = enumOf<PaymentStatus>({
  succeeded: 'SUCCEEDED',
  processing: 'PENDING',
  requires_action: 'PENDING',
  requires_capture: 'PENDING',
  requires_confirmation: 'PENDING',
  canceled: 'CANCELED',
});

/** The fields that `fromStripePaymentIntent` needs expanded. */
export const paymentIntentExpansions = ['latest_charge', 'payment_method'];

export function fromStripePaymentIntent(intent: Stripe.PaymentIntent): Payment {
  const charge = intent.latest_charge as Stripe.Charge | null;
  const method = intent.payment_method as Stripe.PaymentMethod | null;
  const failure = intent.last_payment_error?.message ?? charge?.failure_message;
  // Stripe uses this status before the first attempt and after a declined one.
  const statusWithoutMethod: PaymentStatus = failure ? 'FAILED' : 'PENDING';
  return {
    id: expect.string(intent.id, 'payment_intent.id'),
    amount: fromStripeAmount(intent.amount, intent.currency, 'payment_intent.amount'),
    refunded: fromStripeAmount(charge?.amount_refunded ?? 0, intent.currency, 'charge.amount_refunded'),
    status:
      intent.status === 'requires_payment_method'
        ? statusWithoutMethod
        : statusOf(intent.status, 'payment_intent.status'),
    createdAt: fromStripeTime(intent.created, 'payment_intent.created'),
    failureMessage: expect.optionalString(failure, 'failure_message'),
    method: method === null ? null : fromStripePaymentMethod(expect.object(method, 'payment_method')),
  };
}
