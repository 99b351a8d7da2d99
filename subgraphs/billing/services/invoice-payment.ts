import { z } from 'zod';
import type { Outcome, StartedAttempt } from '@customer-graph/journal/idempotency';
import { refused } from '@customer-graph/protocol/outcome';
import { userError } from '@customer-graph/protocol/user-error';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import type { Invoice } from '../domain/invoice.ts';
import type { NextAction } from '../domain/payment.ts';
import type { BillingSource } from '../port.ts';
import type { PaymentMethods } from './payment-methods.ts';

/** `action`: the customer must confirm the payment. */
export const paymentDone = z.object({ invoiceId: z.string(), action: z.boolean() });
export type PaymentDone = z.infer<typeof paymentDone>;

export interface InvoicePayment {
  readonly invoiceId: string;
  /** Null: the customer's default. */
  readonly paymentMethodId: string | null;
}

/** Pays an open invoice of a customer. */
export async function payInvoice(
  source: BillingSource,
  methods: PaymentMethods,
  customerId: string,
  { invoiceId, paymentMethodId }: InvoicePayment,
  { key, isRepeat }: StartedAttempt,
): Promise<Outcome<PaymentDone>> {
  const invoice = await source.invoice(customerId, invoiceId);
  if (!invoice) return refused(userError('NOT_FOUND', 'The account has no such invoice.', 'invoiceId'));
  // The first attempt may have paid the invoice although its response was lost.
  if (isRepeat && invoice.status === 'PAID') return { done: { invoiceId, action: false } };
  if (invoice.status !== 'OPEN')
    return refused(userError('CONFLICT', 'Only an open invoice can be paid.', 'invoiceId'));
  const refusal = paymentMethodId === null ? null : await methods.refusalOf(customerId, paymentMethodId);
  if (refusal) return refused(refusal);
  const payment = await withMinimumDeadline('BILLING', () => source.payInvoice(invoiceId, paymentMethodId, key));
  if (payment.kind === 'DECLINED') {
    const field = paymentMethodId === null ? [] : ['paymentMethodId'];
    return refused(userError('PAYMENT_REQUIRED', 'The payment was declined: nothing was charged.', ...field));
  }
  return { done: { invoiceId, action: payment.kind === 'ACTION' } };
}

/** The invoice after the payment, and the confirmation that it still needs. */
export async function readPaidInvoice(
  source: BillingSource,
  customerId: string | null,
  { invoiceId, action }: PaymentDone,
): Promise<{ readonly invoice: Invoice | null; readonly nextAction: NextAction | null }> {
  const [invoice, nextAction] = await Promise.all([
    customerId === null ? null : source.invoice(customerId, invoiceId),
    action ? source.nextAction(invoiceId) : null,
  ]);
  // The customer may have confirmed the payment elsewhere in the meantime.
  return { invoice, nextAction: invoice?.status === 'OPEN' ? nextAction : null };
}
