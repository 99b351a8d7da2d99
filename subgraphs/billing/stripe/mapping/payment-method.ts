import type Stripe from 'stripe';
import type { PaymentMethod, PaymentMethodKind } from '../../domain/payment.ts';
import { enumOf, expect } from './fields.ts';

const kindOf = enumOf<PaymentMethodKind>({
  card: 'CARD',
  sepa_debit: 'SEPA_DEBIT',
  bacs_debit: 'BACS_DEBIT',
  us_bank_account: 'US_BANK_ACCOUNT',
});

/** The last day of a month (1 to 12), YYYY-MM-DD. */
const lastDayOf = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

export function fromStripePaymentMethod(method: Stripe.PaymentMethod): PaymentMethod {
  const { card } = method;
  const bank = method.sepa_debit ?? method.bacs_debit ?? method.us_bank_account;
  return {
    id: expect.string(method.id, 'payment_method.id'),
    kind: kindOf(method.type, 'payment_method.type'),
    brand: expect.optionalString(
      card?.brand ?? method.us_bank_account?.bank_name ?? method.sepa_debit?.bank_code,
      'brand',
    ),
    last4: expect.optionalString(card?.last4 ?? bank?.last4, 'last4'),
    expiresOn: card
      ? lastDayOf(expect.integer(card.exp_year, 'exp_year'), expect.integer(card.exp_month, 'exp_month'))
      : null,
  };
}
