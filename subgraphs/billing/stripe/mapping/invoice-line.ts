import type Stripe from 'stripe';
import type { InvoiceLine } from '../../domain/invoice.ts';
import { expect, fromStripeAmount, fromStripePeriod } from './fields.ts';

export const fromStripeLine = (line: Stripe.InvoiceLineItem): InvoiceLine => ({
  id: expect.string(line.id, 'line.id'),
  description: expect.optionalString(line.description, 'line.description'),
  quantity: expect.optionalInteger(line.quantity, 'line.quantity'),
  amount: fromStripeAmount(line.amount, line.currency, 'line.amount'),
  period: fromStripePeriod(line.period.start, line.period.end),
  proration:
    line.parent?.subscription_item_details?.proration === true || line.parent?.invoice_item_details?.proration === true,
});
