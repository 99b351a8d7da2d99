import type Stripe from 'stripe';
import { z } from 'zod';
import { fieldByField } from '@customer-graph/upstream/field-by-field';
import { identifier, optional } from '@customer-graph/upstream/shapes';
import type { Invoice, InvoiceLine, InvoicePreview, InvoiceStatus } from '../../domain/invoice.ts';
import {
  enumOf,
  fieldsOf,
  fromStripeAmount,
  fromStripePeriod,
  listOf,
  optionalFieldsOf,
  optionalText,
  optionalTime,
  parse,
  reference,
  time,
  type Fields,
} from './fields.ts';
import { fromStripeLine } from './invoice-line.ts';

const status = enumOf<InvoiceStatus>({
  draft: 'DRAFT',
  open: 'OPEN',
  paid: 'PAID',
  void: 'VOID',
  uncollectible: 'UNCOLLECTIBLE',
});

export const toStripeInvoiceStatus = (name: Exclude<InvoiceStatus, 'OTHER'>): Stripe.InvoiceListParams.Status =>
  name.toLowerCase();

const linesOf = (invoice: Fields<Stripe.Invoice>) =>
  fieldsOf<Stripe.ApiList<Stripe.InvoiceLineItem>>(invoice.lines, 'invoice.lines');

const firstLines = (invoice: Fields<Stripe.Invoice>): InvoiceLine[] =>
  listOf(linesOf(invoice).data, 'invoice.lines.data').map(fromStripeLine);

export const hasMoreLines = (invoice: Fields<Stripe.Invoice>): boolean =>
  parse(z.boolean(), linesOf(invoice).has_more, 'invoice.lines.has_more');

export function fromStripeInvoice(value: unknown): Invoice {
  const invoice = fieldsOf<Stripe.Invoice>(value, 'invoice');
  const id = parse(identifier, invoice.id, 'invoice.id');
  const customerId = parse(reference, invoice.customer, 'invoice.customer');
  return fieldByField<Invoice>({
    id: () => id,
    customerId: () => customerId,
    number: () => parse(optionalText, invoice.number, 'invoice.number'),
    status: () => parse(optional(status), invoice.status, 'invoice.status'),
    total: () => fromStripeAmount(invoice.total, invoice.currency, 'invoice.total'),
    amountDue: () => fromStripeAmount(invoice.amount_due, invoice.currency, 'invoice.amount_due'),
    amountPaid: () => fromStripeAmount(invoice.amount_paid, invoice.currency, 'invoice.amount_paid'),
    createdAt: () => parse(time, invoice.created, 'invoice.created'),
    dueAt: () => parse(optionalTime, invoice.due_date, 'invoice.due_date'),
    paidAt() {
      const times = optionalFieldsOf<Stripe.Invoice.StatusTransitions>(
        invoice.status_transitions,
        'status_transitions',
      );
      return parse(optionalTime, times?.paid_at, 'paid_at');
    },
    period: () => fromStripePeriod(invoice.period_start, invoice.period_end),
    pdfUrl: () => parse(optionalText, invoice.invoice_pdf, 'invoice.invoice_pdf'),
    hostedUrl: () => parse(optionalText, invoice.hosted_invoice_url, 'invoice.hosted_invoice_url'),
    lines: () => firstLines(invoice),
    hasMoreLines: () => hasMoreLines(invoice),
  });
}

function statedProration(invoice: Fields<Stripe.Invoice>): number | null {
  const parent = optionalFieldsOf<Stripe.Invoice.Parent>(invoice.parent, 'invoice.parent');
  const details = optionalFieldsOf<Stripe.Invoice.Parent.SubscriptionDetails>(
    parent?.subscription_details,
    'subscription_details',
  );
  return parse(optionalTime, details?.subscription_proration_date, 'subscription_proration_date');
}

export interface PreviewParts {
  /** All lines, if Stripe has more than those of the preview. */
  readonly allLines?: readonly unknown[];
  /** The proration time of the previewed change. */
  readonly prorationAt?: number;
}

export function fromStripePreview(value: unknown, { allLines, prorationAt }: PreviewParts = {}): InvoicePreview {
  const invoice = fieldsOf<Stripe.Invoice>(value, 'invoice');
  return fieldByField<InvoicePreview>({
    total: () => fromStripeAmount(invoice.total, invoice.currency, 'invoice.total'),
    amountDue: () => fromStripeAmount(invoice.amount_due, invoice.currency, 'invoice.amount_due'),
    lines: () => allLines?.map(fromStripeLine) ?? firstLines(invoice),
    nextPaymentAt: () => parse(optionalTime, invoice.next_payment_attempt, 'next_payment_attempt'),
    prorationAt: () => prorationAt ?? statedProration(invoice),
  });
}
