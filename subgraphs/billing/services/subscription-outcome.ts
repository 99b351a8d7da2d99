import type { CallOutput } from '@customer-graph/protocol/calls';
import type { billingCalls } from '../contract.ts';
import type { PaymentOutcome } from '../domain/payment.ts';

/** The outcome of a cancellation or resumption. */
export type SubscriptionOutcome = CallOutput<typeof billingCalls, 'cancelSubscription'>;

/** The outcome of a change, which may need the number of seats in use first. */
export type ChangeOutcome = CallOutput<typeof billingCalls, 'changeSubscription'>;

/** The outcome of a write that was made, or that waits for the customer to confirm the payment. */
export const written = (subscriptionId: string, payment?: PaymentOutcome): SubscriptionOutcome => ({
  done: { subscriptionId, openInvoiceId: payment?.kind === 'ACTION' ? payment.invoiceId : null },
});
