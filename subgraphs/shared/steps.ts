import { z } from 'zod';
import { userErrorCodes } from './user-error.ts';
import { memberRoles } from './roles.ts';

/** What the consistency subgraph and the owners of the facts say to one another. Never published: signed commands alone lead here. */

export const refusals = z.array(
  z.object({ code: z.enum(userErrorCodes), message: z.string(), field: z.array(z.string()).nullable() }),
);

/** What came of an owner's write: what whoever asked can put right, or what was done. */
export const outcomeOf = <Done extends z.ZodType>(done: Done) =>
  z.union([z.object({ refused: refusals }), z.object({ done })]);

export const ofAccount = z.object({ accountId: z.string() });
export type OfAccount = z.infer<typeof ofAccount>;

// ── facts, as each owner has them now, in the order of the accounts

export const ofAccounts = z.object({ accountIds: z.array(z.string()).max(100) });
export type OfAccounts = z.infer<typeof ofAccounts>;

export const accountStatuses = ['PROSPECT', 'ONBOARDING', 'ACTIVE', 'PAST_DUE', 'CHURNED', 'OTHER'] as const;

/** The CRM's; null: there is no such company any more. */
export const crmFacts = z
  .object({
    planKey: z.string().nullable(),
    seats: z.number().nullable(),
    status: z.enum(accountStatuses).nullable(),
    /** YYYY-MM-DD */ renewsOn: z.string().nullable(),
  })
  .nullable();
export type CrmFacts = NonNullable<z.infer<typeof crmFacts>>;

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

const subscriptionFacts = z.object({
  id: z.string(),
  status: z.enum(subscriptionStatuses),
  planKey: z.string().nullable(),
  seats: z.number(),
  /** When the running period ends; milliseconds since the epoch. */
  periodEnd: z.number(),
});
export type SubscriptionFacts = z.infer<typeof subscriptionFacts>;

const linkState = z.enum(['LINKED', 'MISSING', 'DUPLICATE']);

/** The live subscriptions, oldest first. */
export const billingFacts = z.object({ link: linkState, live: z.array(subscriptionFacts) });
export type BillingFacts = z.infer<typeof billingFacts>;

/** What was used in the running period, over all meters. */
export const usageFacts = z.object({
  link: linkState,
  usage: z.object({ activeMembers: z.number(), used: z.number() }).nullable(),
});
export type UsageFacts = z.infer<typeof usageFacts>;

export const supportFacts = z.object({ link: linkState });
export type SupportFacts = z.infer<typeof supportFacts>;

// ── writes

export const planRecord = ofAccount.extend({
  planKey: z.string().nullable(),
  seats: z.number().nullable(),
  status: z.enum(accountStatuses).nullable(),
  renewsOn: z.string().nullable(),
});
/** What the CRM is to say: null leaves a value as it is. */
export type PlanRecord = z.infer<typeof planRecord>;

const member = ofAccount.extend({
  /** The contact who wants it; null for staff. */
  actor: z.string().nullable(),
});
export const inviteRequest = member.extend({
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(memberRoles),
});
export type InviteRequest = z.infer<typeof inviteRequest>;
/** Role null: takes the membership away. */
export const roleRequest = member.extend({
  contactId: z.string(),
  role: z.enum(memberRoles).nullable(),
  isRepeat: z.boolean(),
});
export type RoleRequest = z.infer<typeof roleRequest>;
export const memberDone = z.object({ contactId: z.string() });

export const memberQuestion = ofAccount.extend({ contactId: z.string() });
export type MemberQuestion = z.infer<typeof memberQuestion>;
/** Null: the CRM does not know the person any more. */
export const memberFacts = z
  .object({ email: z.string().nullable(), name: z.string().nullable(), role: z.enum(memberRoles).nullable() })
  .nullable();

const keyed = ofAccount.extend({
  subscriptionId: z.string().nullable(),
  key: z.string(),
  /** Whether the same was begun before, and nobody knows what came of it. */
  isRepeat: z.boolean(),
});
export const subscriptionChange = keyed.extend({
  priceId: z.string().nullable(),
  seats: z.number().nullable(),
  /** Milliseconds since the epoch. */
  prorationAt: z.number(),
  /** Whether the caller chose it. */
  isChosen: z.boolean(),
  /** How many people use the product; null: nobody could say. */
  seatsInUse: z.number().nullable(),
});
export type SubscriptionChangeRequest = z.infer<typeof subscriptionChange>;
export const cancellation = keyed.extend({
  immediately: z.boolean(),
  reason: z.string().nullable(),
  comment: z.string().nullable(),
  /** When it was asked for first; milliseconds since the epoch. */ begunAt: z.number(),
});
export type CancellationRequest = z.infer<typeof cancellation>;
export const resumption = keyed;
export type ResumptionRequest = z.infer<typeof resumption>;
/** An invoice that the customer has to let through first: nothing has changed yet. Null: it is done. */
export const subscriptionDone = z.object({ subscriptionId: z.string(), openInvoiceId: z.string().nullable() });

export const invoiceQuestion = z.object({ invoiceId: z.string() });
export type InvoiceQuestion = z.infer<typeof invoiceQuestion>;
export const nextActionAnswer = z.object({ clientSecret: z.string().nullable(), hostedUrl: z.string().nullable() });

/** What the product is told: absolute values, so that it may hear of them twice. */
export const productNews = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('subscription.changed'),
    id: z.string(),
    accountId: z.string(),
    planKey: z.string().nullable(),
    seats: z.number().nullable(),
    status: z.enum(subscriptionStatuses).nullable(),
    occurredAt: z.string(),
  }),
  z.object({
    type: z.enum(['member.invited', 'member.role_changed', 'member.removed']),
    id: z.string(),
    accountId: z.string(),
    contactId: z.string(),
    role: z.enum(memberRoles).nullable(),
    email: z.string().nullable(),
    name: z.string().nullable(),
    occurredAt: z.string(),
  }),
]);
export type ProductNews = z.infer<typeof productNews>;
/** Whether anybody is told: where no address is configured, nobody is. */
export const told = z.object({ told: z.boolean() });

// ── what vendors tell of

/** Which accounts claim this counterpart. */
export const claimQuestion = z.object({ system: z.enum(['billing', 'support']), id: z.string() });
export type ClaimQuestion = z.infer<typeof claimQuestion>;
export const claimants = z.array(z.string());

/** Whose customer it is, where the billing system is the one that says so. */
export const customerQuestion = z.object({ customerId: z.string() });
export type CustomerQuestion = z.infer<typeof customerQuestion>;
export const holderOfCustomer = z.object({ isOwner: z.boolean(), accountId: z.string().nullable() });
export type HolderOfCustomer = z.infer<typeof holderOfCustomer>;

export const ticketQuestion = z.object({ ticketId: z.string() });
export type TicketQuestion = z.infer<typeof ticketQuestion>;
/** Null: nobody's, or nothing of it is public. */
export const ticketFacts = z.object({ key: z.string(), isAccountId: z.boolean(), url: z.string() }).nullable();
export type TicketFacts = NonNullable<z.infer<typeof ticketFacts>>;
export const ticketPlan = ticketQuestion.extend({ planKey: z.string() });
export type TicketPlan = z.infer<typeof ticketPlan>;
/** A note for whoever looks after the account. */
export const ticketNote = ofAccount.extend({ ticketId: z.string(), url: z.string() });
export type TicketNote = z.infer<typeof ticketNote>;

/** Customers of whose subscriptions or invoices something changed since then; milliseconds since the epoch. */
export const changedSince = z.object({ since: z.number() });
export type ChangedSince = z.infer<typeof changedSince>;
export const customerIds = z.array(z.string());

/** All accounts, a page at a time. */
export const accountsPage = z.object({ after: z.string().nullable() });
export type AccountsPage = z.infer<typeof accountsPage>;
export const accountIdsPage = z.object({ ids: z.array(z.string()), next: z.string().nullable() });
