import { StripeError } from './errors.ts';
import type { StripeObject } from './store.ts';

/**
 * Checks a payment method by the last digits of its card: 0002 is declined, 3155 needs the customer's confirmation.
 * Throws a StripeError if the charge fails.
 */
export function assertChargeable(method: StripeObject | undefined): void {
  if (!method)
    throw new StripeError(402, {
      type: 'invalid_request_error',
      code: 'payment_intent_payment_attempt_failed',
      message: 'No payment method.',
    });
  const last4 = (method.card as { last4?: string } | undefined)?.last4;
  if (last4 === '0002') {
    throw new StripeError(402, {
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'generic_decline',
      message: 'Your card was declined.',
    });
  }
  if (last4 === '3155') {
    throw new StripeError(402, {
      type: 'card_error',
      code: 'invoice_payment_intent_requires_action',
      message: 'Nothing was charged: the payment requires_action of the customer.',
    });
  }
}
