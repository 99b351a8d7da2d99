import type Stripe from 'stripe';
import { GraphError } from '@customer-graph/protocol/errors';
import { fieldByField } from '@customer-graph/upstream/field-by-field';
import { identifier, integer, optional } from '@customer-graph/upstream/shapes';
import type { PaymentMethod, PaymentMethodKind } from '../../domain/payment.ts';
import { enumOf, fieldsOf, optionalFieldsOf, optionalText, parse, reference } from './fields.ts';

const kind = enumOf<PaymentMethodKind>({
  card: 'CARD',
  sepa_debit: 'SEPA_DEBIT',
  bacs_debit: 'BACS_DEBIT',
  us_bank_account: 'US_BANK_ACCOUNT',
});

/** The last day of a month (1 to 12), YYYY-MM-DD. */
const lastDayOf = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

const month = integer.refine((value) => value >= 1 && value <= 12, 'must be a month');
const year = integer.refine((value) => value >= 1_970 && value <= 9_999, 'must be a year');

/**
 * @param customerId the customer whose read returned the method
 * @throws {GraphError} UPSTREAM_INVALID_RESPONSE for a method of another customer
 */
export function fromStripePaymentMethod(value: unknown, customerId: string): PaymentMethod {
  const method = fieldsOf<Stripe.PaymentMethod>(value, 'payment_method');
  const id = parse(identifier, method.id, 'payment_method.id');
  const ownerId = parse(optional(reference), method.customer, 'payment_method.customer');
  if (ownerId !== null && ownerId !== customerId)
    throw new GraphError('UPSTREAM_INVALID_RESPONSE', {
      system: 'BILLING',
      cause: new TypeError('payment_method.customer: must be the customer whose read returned it'),
    });
  const card = () => optionalFieldsOf<Stripe.PaymentMethod.Card>(method.card, 'card');
  const sepa = () => optionalFieldsOf<Stripe.PaymentMethod.SepaDebit>(method.sepa_debit, 'sepa_debit');
  const bacs = () => optionalFieldsOf<Stripe.PaymentMethod.BacsDebit>(method.bacs_debit, 'bacs_debit');
  const ach = () => optionalFieldsOf<Stripe.PaymentMethod.UsBankAccount>(method.us_bank_account, 'us_bank_account');
  return fieldByField<PaymentMethod>({
    id: () => id,
    customerId: () => customerId,
    kind: () => parse(kind, method.type, 'payment_method.type'),
    brand: () => parse(optionalText, card()?.brand ?? ach()?.bank_name ?? sepa()?.bank_code, 'brand'),
    last4: () => parse(optionalText, (card() ?? sepa() ?? bacs() ?? ach())?.last4, 'last4'),
    expiresOn() {
      const known = card();
      return known && lastDayOf(parse(year, known.exp_year, 'exp_year'), parse(month, known.exp_month, 'exp_month'));
    },
  });
}
