import type Stripe from 'stripe';
import type { InvoicePreview } from '../domain/invoice.ts';
import type { BillingSource } from '../port.ts';
import { callStripe, fromStripeError, isStripeCustomerMissing, isStripeItemRefused, stripeCode } from './errors.ts';
import { fromStripeCreditNote } from './mapping/credit-note.ts';
import { fromStripeLine } from './mapping/invoice-line.ts';
import { assertOwner } from './mapping/owner.ts';
import { fromStripeInvoice, fromStripePreview, hasMoreLines, toStripeInvoiceStatus } from './mapping/invoice.ts';
import { toStripeItems, toStripeProration } from './mapping/subscription-change.ts';
import { emptyWithoutCustomer, nullIfMissing } from './missing.ts';
import { emptyPage, fromStripePage, readAllPages, toStripePage } from './pages.ts';

type Invoices = Pick<
  BillingSource,
  'invoices' | 'invoice' | 'invoiceLines' | 'creditNotes' | 'upcomingInvoice' | 'previewChange'
>;

/** Invoices, invoice previews and credit notes. */
export function createStripeInvoices(stripe: Stripe): Invoices {
  /** A preview with all of its lines. Stripe returns the first ten with it and the rest by its temporary id. */
  async function withAllLines(raw: Stripe.Invoice, prorationAt?: number): Promise<InvoicePreview> {
    const parts = prorationAt === undefined ? {} : { prorationAt };
    if (!hasMoreLines(raw)) return fromStripePreview(raw, parts);
    const allLines = await readAllPages((page) => stripe.invoices.listLineItems(raw.id, page));
    return fromStripePreview(raw, { ...parts, allLines });
  }

  return {
    async invoices(customer, { status, ...page }) {
      // OTHER stands for statuses that Stripe may add: there is no filter for them.
      if (status === 'OTHER') return emptyPage;
      const query = { customer, ...toStripePage(page), ...(status && { status: toStripeInvoiceStatus(status) }) };
      return emptyWithoutCustomer(emptyPage, async () =>
        fromStripePage(await stripe.invoices.list(query), (raw) => {
          const invoice = fromStripeInvoice(raw);
          assertOwner(invoice.customerId, customer);
          return invoice;
        }),
      );
    },

    async invoice(customerId, invoiceId) {
      // An id of another shape cannot exist, so it costs no call.
      if (!/^in_\w{1,64}$/.test(invoiceId)) return null;
      const raw = await nullIfMissing(() => stripe.invoices.retrieve(invoiceId));
      const invoice = raw && fromStripeInvoice(raw);
      return invoice?.customerId === customerId ? invoice : null;
    },

    async invoiceLines(invoiceId, page) {
      const list = await callStripe(() => stripe.invoices.listLineItems(invoiceId, toStripePage(page)));
      return fromStripePage(list, fromStripeLine);
    },

    creditNotes: (customer, page) =>
      emptyWithoutCustomer(emptyPage, async () =>
        fromStripePage(await stripe.creditNotes.list({ customer, ...toStripePage(page) }), (note) =>
          fromStripeCreditNote(note, customer),
        ),
      ),

    async upcomingInvoice(customer) {
      try {
        return await withAllLines(await stripe.invoices.createPreview({ customer }));
      } catch (error) {
        if (stripeCode(error) === 'invoice_upcoming_none' || isStripeCustomerMissing(error)) return null;
        throw fromStripeError(error);
      }
    },

    async previewChange(customer, change) {
      const query = {
        customer,
        subscription: change.subscription.id,
        subscription_details: { items: toStripeItems(change), ...toStripeProration(change) },
      };
      try {
        return await withAllLines(await stripe.invoices.createPreview(query), change.prorationAt);
      } catch (error) {
        if (isStripeItemRefused(error)) return null;
        throw fromStripeError(error);
      }
    },
  };
}
