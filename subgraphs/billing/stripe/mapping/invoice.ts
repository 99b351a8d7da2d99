import type Stripe from 'stripe';
import type { Invoice, InvoicePreview, InvoiceStatus } from '../../domain/invoice.ts';
import {
  enumOf,
  expect,
  fromOptionalStripeTime,
  fromStripeAmount,
  fromStripePeriod,
  fromStripeTime,
  idOf,
} from './fields.ts';
import { fromStripeLine } from './invoice-line.ts';

const statusOf = enumOf<InvoiceStatus>({
  draft: 'DRAFT',
  open: 'OPEN',
  paid: 'PAID',
  void: 'VOID',
  uncollectible: 'UNCOLLECTIBLE',
});

export const toStripeInvoiceStatus = (status: Exclude<InvoiceStatus, 'OTHER'>): Stripe.InvoiceListParams.Status =>
  status.toLowerCase();

export function fromStripeInvoice(invoice: Stripe.Invoice): Invoice {
  const lines = expect.object(invoice.lines, 'invoice.lines');
  return {
    id: expect.string(invoice.id, 'invoice.id'),
    customerId: idOf(invoice.customer, 'invoice.customer'),
    number: expect.optionalString(invoice.number, 'invoice.number'),
    status: invoice.status === null ? null : statusOf(invoice.status, 'invoice.status'),
    total: fromStripeAmount(invoice.total, invoice.currency, 'invoice.total'),
    amountDue: fromStripeAmount(invoice.amount_due, invoice.currency, 'invoice.amount_due'),
    amountPaid: fromStripeAmount(invoice.amount_paid, invoice.currency, 'invoice.amount_paid'),
    createdAt: fromStripeTime(invoice.created, 'invoice.created'),
    dueAt: fromOptionalStripeTime(invoice.due_date, 'invoice.due_date'),
    paidAt: fromOptionalStripeTime(expect.object(invoice.status_transitions, 'status_transitions').paid_at, 'paid_at'),
    period: fromStripePeriod(invoice.period_start, invoice.period_end),
    pdfUrl: expect.optionalString(invoice.invoice_pdf, 'invoice.invoice_pdf'),
    hostedUrl: expect.optionalString(invoice.hosted_invoice_url, 'invoice.hosted_invoice_url'),
    lines: expect.array(lines.data, 'invoice.lines.data').map(fromStripeLine),
    hasMoreLines: expect.boolean(lines.has_more, 'invoice.lines.has_more'),
  };
}

/** A preview with its first lines only, if `lines.has_more` is true. */
export function fromStripePreview(invoice: Stripe.Invoice): InvoicePreview {
  const lines = expect
    .array(expect.object(invoice.lines, 'invoice.lines').data, 'invoice.lines.data')
    .map(fromStripeLine);
  return {
    total: fromStripeAmount(invoice.total, invoice.currency, 'invoice.total'),
    amountDue: fromStripeAmount(invoice.amount_due, invoice.currency, 'invoice.amount_due'),
    lines,
    nextPaymentAt: fromOptionalStripeTime(invoice.next_payment_attempt, 'next_payment_attempt'),
    prorationAt: fromOptionalStripeTime(
      invoice.parent?.subscription_details?.subscription_proration_date,
      'subscription_proration_date',
    ),
  };
}
