import type { StripeObject } from '../store.ts';

export interface InvoiceLineFields {
  readonly id: string;
  /** Null in a preview. */
  readonly invoice: string | null;
  readonly amount: number;
  readonly currency: string;
  readonly description: string;
  readonly quantity: number | null;
  readonly period: { readonly start: number; readonly end: number };
  readonly subscription: string | null;
  /** The id of the subscription item. */
  readonly item: string | null;
  readonly price: StripeObject | null;
  readonly proration: boolean;
}

export const makeInvoiceLine = ({ item, price, proration, ...fields }: InvoiceLineFields): StripeObject => ({
  object: 'line_item',
  ...fields,
  discount_amounts: [],
  discountable: !proration,
  discounts: [],
  livemode: false,
  metadata: {},
  parent:
    item === null
      ? null
      : {
          invoice_item_details: null,
          subscription_item_details: {
            invoice_item: null,
            proration,
            proration_details: null,
            subscription: fields.subscription,
            subscription_item: item,
          },
          type: 'subscription_item_details',
        },
  pretax_credit_amounts: [],
  pricing: price && {
    type: 'price_details',
    unit_amount_decimal: price.unit_amount_decimal,
    price_details: { price: price.id, product: price.product },
  },
  quantity_decimal: fields.quantity === null ? null : String(fields.quantity),
  subtotal: fields.amount,
  taxes: [],
});
