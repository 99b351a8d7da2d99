import { invalid } from './errors.ts';
import { makeInvoice } from './objects/invoices.ts';
import type { StripeObject, StripeStore } from './store.ts';
import { paysByInvoice } from './subscription-items.ts';

/** Issues an open invoice for a subscription, and stores it. */
export function issueInvoice(
  store: StripeStore,
  subscription: StripeObject,
  lines: readonly StripeObject[],
  created: number,
): StripeObject {
  const customer = store.get('customers', String(subscription.customer));
  if (!customer) throw invalid('The customer does not exist.', 'customer');
  const id = store.nextId('in');
  const count = store.by('invoices', 'customer', customer.id).length;
  const invoiceLines = lines.map((line): StripeObject => ({ ...line, invoice: id }));
  const invoice = makeInvoice({
    id,
    customer,
    currency: String(subscription.currency),
    created,
    status: 'open',
    lines: invoiceLines,
    number: `SANDBOX-${customer.id.slice(-6).toUpperCase()}-${String(count + 1).padStart(4, '0')}`,
    subscription: subscription.id,
    overrides: {
      billing_reason: 'subscription_update',
      ...(paysByInvoice(subscription) && {
        collection_method: 'send_invoice',
        due_date: created + Number(subscription.days_until_due ?? 30) * 86_400,
      }),
      ...applyBalance(customer, invoiceLines),
    },
  });
  store.putInvoice(invoice, invoiceLines);
  subscription.latest_invoice = id;
  return invoice;
}

/** Stripe, "Customer credit balance": credit pays first, and a negative total becomes credit. */
function applyBalance(customer: StripeObject, lines: readonly StripeObject[]) {
  const total = lines.reduce((sum, { amount }) => sum + Number(amount), 0);
  const before = Number(customer.balance ?? 0);
  const applied = total < 0 ? 0 : Math.max(-total, Math.min(before, 0));
  const due = Math.max(0, total) + applied;
  customer.balance = total < 0 ? before + total : before - applied;
  return { amount_due: due, amount_remaining: due, starting_balance: before, ending_balance: customer.balance };
}
