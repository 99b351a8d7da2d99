import type Stripe from 'stripe';
import { fieldByField } from '@customer-graph/upstream/field-by-field';
import { identifier, integer, optional } from '@customer-graph/upstream/shapes';
import type { InvoiceLine } from '../../domain/invoice.ts';
import { fieldsOf, fromStripeAmount, fromStripePeriod, optionalFieldsOf, optionalText, parse } from './fields.ts';

/** Whether a line is a proration. Before the API version "Basil" the line itself states it. */
function isProration(line: { readonly parent?: unknown; readonly proration?: unknown }): boolean {
  const parent = optionalFieldsOf<Stripe.InvoiceLineItem.Parent>(line.parent, 'line.parent');
  const details = [
    optionalFieldsOf<Stripe.InvoiceLineItem.Parent.SubscriptionItemDetails>(
      parent?.subscription_item_details,
      'subscription_item_details',
    ),
    optionalFieldsOf<Stripe.InvoiceLineItem.Parent.InvoiceItemDetails>(
      parent?.invoice_item_details,
      'invoice_item_details',
    ),
  ];
  return line.proration === true || details.some((detail) => detail?.proration === true);
}

export function fromStripeLine(value: unknown): InvoiceLine {
  const line = fieldsOf<Stripe.InvoiceLineItem>(value, 'line');
  const id = parse(identifier, line.id, 'line.id');
  return fieldByField<InvoiceLine>({
    id: () => id,
    description: () => parse(optionalText, line.description, 'line.description'),
    quantity: () => parse(optional(integer), line.quantity, 'line.quantity'),
    amount: () => fromStripeAmount(line.amount, line.currency, 'line.amount'),
    period() {
      const period = fieldsOf<Stripe.InvoiceLineItem.Period>(line.period, 'line.period');
      return fromStripePeriod(period.start, period.end);
    },
    proration: () => isProration(line),
  });
}
