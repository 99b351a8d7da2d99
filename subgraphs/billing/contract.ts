import { z } from 'zod';
import { linkState, accountInput, accountsInput } from '@customer-graph/protocol/account-input';
import { defineCalls } from '@customer-graph/protocol/calls';
import { outcomeOf } from '@customer-graph/protocol/outcome';

/** Calls that the billing subgraph answers to other subgraphs. Never published. */

export const subscriptionStatuses = [
  'TRIALING',
  'ACTIVE',
  'PAST_DUE',
  'UNPAID',
  'PAUSED',
  'INCOMPLETE',
  'INCOMPLETE_EXPIRED',
  'CANCELED',
  'OTHER',
] as const;

export const subscriptionFacts = z.object({
  id: z.string(),
  status: z.enum(subscriptionStatuses),
  planKey: z.string().nullable(),
  seats: z.number(),
  /** End of the current period; milliseconds since the epoch. */
  periodEnd: z.number(),
  /** When the subscription ends; null: it renews. */
  endsAt: z.number().nullable(),
});
export type SubscriptionFacts = z.infer<typeof subscriptionFacts>;

/** A customer without a live subscription. Times are milliseconds since the epoch; null: there was no subscription. */
export const formerFacts = z.object({
  /** When the last subscription ended. */
  endedAt: z.number().nullable(),
  /** The end of the last period that was paid for. */
  paidUntil: z.number().nullable(),
});

/** `main`: the customer's subscription; null: none is live. `former`: null while one is live. */
export const billingFacts = z.object({
  link: linkState,
  main: subscriptionFacts.nullable(),
  former: formerFacts.nullable(),
});
export type BillingFacts = z.infer<typeof billingFacts>;

const subscriptionWrite = accountInput.extend({
  subscriptionId: z.string().nullable(),
  /** The idempotency key for the billing system. */
  key: z.string(),
  /** Whether the same write was started before and its outcome is unknown. */
  isRepeat: z.boolean(),
});

export const subscriptionChange = subscriptionWrite.extend({
  priceId: z.string().nullable(),
  seats: z.number().nullable(),
  /** Milliseconds since the epoch. */
  prorationAt: z.number(),
  /** Whether the caller chose `prorationAt`. */
  isChosen: z.boolean(),
  /** How many people use the product; null: unknown. Absent: not read yet, since only a reduction needs it. */
  seatsInUse: z.number().nullable().exactOptional(),
});
export type SubscriptionChangeRequest = z.infer<typeof subscriptionChange>;

export const cancellation = subscriptionWrite.extend({
  immediately: z.boolean(),
  reason: z.string().nullable(),
  comment: z.string().nullable(),
  /** When the write was first started; milliseconds since the epoch. */
  startedAt: z.number(),
});
export type CancellationRequest = z.infer<typeof cancellation>;

export const resumption = subscriptionWrite;
export type ResumptionRequest = z.infer<typeof resumption>;

/** `openInvoiceId`: an invoice that the customer must confirm before anything changes; null: the change is made. */
export const subscriptionDone = z.object({ subscriptionId: z.string(), openInvoiceId: z.string().nullable() });

/** A reduction of seats: nothing was changed, and the call must be repeated with `seatsInUse`. */
export const seatsNeeded = z.object({ needs: z.literal('SEATS_IN_USE') });

export const billingCalls = defineCalls({
  billingFacts: { input: accountsInput, output: z.array(billingFacts) },
  /** The account of a customer, where the billing system owns that link. */
  holderOfCustomer: {
    /** The id of a customer, or of a subscription or invoice of one. */
    input: z.object({ customerId: z.string() }),
    output: z.object({
      isOwner: z.boolean(),
      accountId: z.string().nullable(),
      /** The customer itself; null: there is none. */
      customerId: z.string().nullable(),
    }),
  },
  /** A page of the customers with a changed subscription or invoice, newest change first. */
  customersChanged: {
    input: z.object({
      /** Milliseconds since the epoch. */
      since: z.number(),
      /** `next` of the previous page; null: the first one. */
      after: z.string().nullable(),
    }),
    output: z.object({ customerIds: z.array(z.string()), next: z.string().nullable() }),
  },
  changeSubscription: { input: subscriptionChange, output: z.union([outcomeOf(subscriptionDone), seatsNeeded]) },
  cancelSubscription: { input: cancellation, output: outcomeOf(subscriptionDone) },
  resumeSubscription: { input: resumption, output: outcomeOf(subscriptionDone) },
  /** How the customer can confirm an invoice's payment. Read each time and stored nowhere. */
  nextAction: {
    input: z.object({ invoiceId: z.string() }),
    output: z.object({ clientSecret: z.string().nullable(), hostedUrl: z.string().nullable() }),
  },
});
