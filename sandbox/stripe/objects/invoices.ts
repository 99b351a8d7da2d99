import type { StripeObject } from '../store.ts';

const embeddedLines = (url: string, lines: readonly StripeObject[]) => ({
  object: 'list',
  data: lines.slice(0, 10),
  has_more: lines.length > 10,
  url,
});

export interface InvoiceFields {
  readonly id: string;
  readonly customer: StripeObject;
  readonly currency: string;
  readonly created: number;
  readonly status: 'draft' | 'open' | 'paid' | 'void' | 'uncollectible' | null;
  readonly lines: readonly StripeObject[];
  readonly number: string | null;
  readonly subscription: string | null;
  readonly prorationDate?: number;
  /** Fields that replace the computed ones. */
  readonly overrides?: Record<string, unknown>;
}

export const makeInvoice = ({
  lines,
  status,
  subscription: subscriptionId,
  prorationDate,
  overrides,
  customer: owner,
  ...fields
}: InvoiceFields): StripeObject => {
  const total = lines.reduce((sum, { amount }) => sum + Number(amount), 0);
  const balance = Number(owner.balance ?? 0);
  const applied = Math.max(-Math.max(total, 0), Math.min(balance, 0));
  const due = Math.max(0, total + (status === null || status === 'draft' ? applied : 0));
  const paid = status === 'paid' ? due : 0;
  const final = status === 'open' || status === 'paid' || status === 'void' || status === 'uncollectible';
  return {
    object: 'invoice',
    account_country: 'DE',
    account_name: 'Sandbox GmbH',
    account_tax_ids: null,
    amount_due: due,
    amount_overpaid: 0,
    amount_paid: paid,
    amount_remaining: due - paid,
    amount_shipping: 0,
    application: null,
    attempt_count: status === 'paid' ? 1 : 0,
    attempted: status === 'paid',
    auto_advance: status === 'open',
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: 'subscription_cycle',
    collection_method: 'charge_automatically',
    custom_fields: null,
    customer: owner.id,
    customer_account: null,
    customer_address: owner.address,
    customer_email: owner.email,
    customer_name: owner.name,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: final ? fields.created : null,
    ending_balance: status === null ? null : 0,
    footer: null,
    from_invoice: null,
    ...(final && {
      hosted_invoice_url: `https://invoice.sandbox.example/i/${fields.id}`,
      invoice_pdf: `https://pay.sandbox.example/invoice/${fields.id}/pdf`,
    }),
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: embeddedLines(`/v1/invoices/${fields.id}/lines`, lines),
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    on_behalf_of: null,
    parent:
      subscriptionId === null
        ? null
        : {
            quote_details: null,
            subscription_details: {
              metadata: {},
              subscription: subscriptionId,
              ...(prorationDate !== undefined && { subscription_proration_date: prorationDate }),
            },
            type: 'subscription_details',
          },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: fields.created,
    period_start: fields.created,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: status === null || status === 'draft' ? balance : 0,
    statement_descriptor: null,
    status,
    status_transitions: {
      finalized_at: final ? fields.created : null,
      marked_uncollectible_at: status === 'uncollectible' ? fields.created + 86_400 : null,
      paid_at: status === 'paid' ? fields.created + 60 : null,
      voided_at: status === 'void' ? fields.created + 3_600 : null,
    },
    subtotal: total,
    subtotal_excluding_tax: total,
    test_clock: null,
    total,
    total_discount_amounts: [],
    total_excluding_tax: total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
    ...fields,
    ...overrides,
  };
};

export const makeCreditNote = (fields: {
  id: string;
  customer: string;
  invoice: string;
  currency: string;
  amount: number;
  number: string;
  reason: string | null;
  created: number;
}): StripeObject => ({
  object: 'credit_note',
  ...fields,
  amount_shipping: 0,
  customer_account: null,
  customer_balance_transaction: null,
  discount_amount: 0,
  discount_amounts: [],
  effective_at: fields.created,
  lines: { object: 'list', data: [], has_more: false, url: `/v1/credit_notes/${fields.id}/lines` },
  livemode: false,
  memo: null,
  metadata: {},
  out_of_band_amount: null,
  pdf: `https://pay.sandbox.example/credit_notes/${fields.id}/pdf`,
  post_payment_amount: fields.amount,
  pre_payment_amount: 0,
  pretax_credit_amounts: [],
  refunds: [],
  shipping_cost: null,
  status: 'issued',
  subtotal: fields.amount,
  subtotal_excluding_tax: fields.amount,
  total: fields.amount,
  total_excluding_tax: fields.amount,
  total_taxes: [],
  type: 'post_payment',
  voided_at: null,
});

export const makeInvoicePayment = (fields: {
  id: string;
  invoice: string;
  intent: string;
  amount: number;
  currency: string;
  created: number;
  status: string;
}): StripeObject => ({
  id: fields.id,
  object: 'invoice_payment',
  amount_paid: fields.status === 'paid' ? fields.amount : null,
  amount_requested: fields.amount,
  created: fields.created,
  currency: fields.currency,
  invoice: fields.invoice,
  is_default: true,
  livemode: false,
  payment: { type: 'payment_intent', payment_intent: fields.intent },
  status: fields.status,
  status_transitions: { canceled_at: null, paid_at: fields.status === 'paid' ? fields.created : null },
});
