import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountParent } from '../resolvers/account.ts';
import type { ViewerReference } from '@customer-graph/subgraph-kit/account-reference';
import type { Operation as OperationModel } from '../domain/operation.ts';
import type { ConsistencyReport as ConsistencyReportModel } from '../domain/consistency-report.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An ISO 4217 currency code in capitals: EUR. */
  CurrencyCode: { input: string; output: string; }
  /** A calendar day without a time zone, RFC 3339 full-date: 2026-03-01. */
  Date: { input: string; output: string; }
  /** A moment in UTC, RFC 3339 with a trailing Z: 2026-03-01T09:30:00Z. */
  DateTime: { input: string; output: string; }
  /** A decimal number in a string, so that no client rounds it: 1249.00. */
  Decimal: { input: string; output: string; }
  /** An e-mail address. */
  EmailAddress: { input: string; output: string; }
  /** A whole number up to 2^53 - 1 in either direction, as a JSON number. JavaScript holds it exactly. */
  SafeInt: { input: number; output: number; }
  /** An absolute https URL. */
  URL: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** The invitation to accept. */
export type AcceptInvitationInput = {
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The invited member's id: `Invitation.memberId`, or from the invitation's link. */
  memberId: Scalars['ID']['input'];
};

/** The result of an acceptance. */
export type AcceptInvitationPayload = {
  __typename?: 'AcceptInvitationPayload';
  /** The account of which the caller is a member now; null if nothing was changed. */
  accountId: Maybe<Scalars['ID']['output']>;
  /** The progress in the other systems; null if nothing was changed. */
  operation: Maybe<Operation>;
  /** The reasons why nothing was changed. */
  userErrors: Array<UserError>;
};

/** A customer company. The CRM owns its identity; every other system adds its own data. */
export type Account = {
  __typename?: 'Account';
  billingFacts: Maybe<BillingFacts>;
  /** Whether the systems agree about this account, compared now. docs/consistency.md lists the rules. */
  consistency: Maybe<ConsistencyReport>;
  crmFacts: Maybe<CrmFacts>;
  /** The id of the company in the CRM. */
  id: Scalars['ID']['output'];
  /**
   * The links to the other systems. The accounts subgraph signs them for accounts of lists; null for accounts of the assertion, which
   * already contains them. Part of the key, so that every reference carries them without an extra fetch.
   */
  links: Maybe<Scalars['String']['output']>;
  supportLink: Maybe<LinkState>;
  usageFacts: Maybe<UsageFacts>;
};

/** The state of the relationship with a customer. */
export type AccountStatus =
  /** A customer in good standing. */
  | 'ACTIVE'
  /** No longer a customer. */
  | 'CHURNED'
  /** Being set up. */
  | 'ONBOARDING'
  /** A status that this version of the graph does not know. */
  | 'OTHER'
  /** A customer with an overdue invoice. */
  | 'PAST_DUE'
  /** Not a customer yet. */
  | 'PROSPECT';

/** A postal address. A field is null if the owner has no value. */
export type Address = {
  __typename?: 'Address';
  /** Town or city. */
  city: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2 country code, or the country as the owner stores it if it has no code. */
  countryCode: Maybe<Scalars['String']['output']>;
  /** Street and number. */
  line1: Maybe<Scalars['String']['output']>;
  /** Additional address line, such as a building or floor. */
  line2: Maybe<Scalars['String']['output']>;
  /** Postal code. */
  postalCode: Maybe<Scalars['String']['output']>;
  /** State, province or region. */
  region: Maybe<Scalars['String']['output']>;
};

/** A postal address to write. Absent fields stay as they are. */
export type AddressInput = {
  /** Town or city. */
  city?: InputMaybe<Scalars['String']['input']>;
  /** ISO 3166-1 alpha-2 country code. */
  countryCode?: InputMaybe<Scalars['String']['input']>;
  /** Street and number. */
  line1?: InputMaybe<Scalars['String']['input']>;
  /** Additional address line, such as a building or floor. */
  line2?: InputMaybe<Scalars['String']['input']>;
  /** Postal code. */
  postalCode?: InputMaybe<Scalars['String']['input']>;
  /** State, province or region. */
  region?: InputMaybe<Scalars['String']['input']>;
};

/** Consumption in relation to an allowance. */
export type AllowanceState =
  /** More than the allowance. */
  | 'EXCEEDED'
  /** 80 percent of the allowance or more. */
  | 'NEARING'
  /** Below 80 percent of the allowance. */
  | 'OK'
  /** Exactly the allowance. */
  | 'REACHED'
  /** The allowance has no limit. */
  | 'UNLIMITED';

export type BillingFacts = {
  __typename?: 'BillingFacts';
  former: Maybe<FormerFacts>;
  link: LinkState;
  main: Maybe<SubscriptionFacts>;
};

/** The subscription to cancel, the time and the reason. */
export type CancelSubscriptionInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** The customer's comment, 1,000 characters at most. */
  comment?: InputMaybe<Scalars['String']['input']>;
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Whether to cancel at once, instead of at the end of the paid period. Nothing is refunded. */
  immediately?: InputMaybe<Scalars['Boolean']['input']>;
  /** One of customer_service, low_quality, missing_features, other, switched_service, too_complex, too_expensive, unused. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Required if the account has several live subscriptions. */
  subscriptionId?: InputMaybe<Scalars['ID']['input']>;
};

/** The result of a change to a member. */
export type ChangeMemberPayload = {
  __typename?: 'ChangeMemberPayload';
  /** The member, read back from the CRM; null if nothing was changed. */
  member: Maybe<Member>;
  /** The progress in the other systems; null if nothing was changed. */
  operation: Maybe<Operation>;
  /** The reasons why nothing was changed. */
  userErrors: Array<UserError>;
};

/** The member and the new role. */
export type ChangeMemberRoleInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The member. */
  memberId: Scalars['ID']['input'];
  /** The new role. */
  role: MemberRole;
};

/**
 * Changes plan and seats in one write: Stripe charges the change, the CRM records it, the product enforces it. subscriptionId is required if the account
 * has several live subscriptions (INVALID_INPUT otherwise). Only prices of the published catalogue are accepted.
 */
export type ChangeSubscriptionInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** The change. With the prorationAt of previewChange, the charge equals the preview. */
  change: SubscriptionChange;
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** A comparison of the systems' values for this account, made now. */
export type ConsistencyReport = {
  __typename?: 'ConsistencyReport';
  /** When the systems were read. */
  checkedAt: Scalars['DateTime']['output'];
  /** Whether the systems agree. Null with an error if no discrepancy was found but a system could not be read. */
  consistent: Maybe<Scalars['Boolean']['output']>;
  /** The discrepancies. */
  discrepancies: Array<Discrepancy>;
  /** The systems that could not be read. */
  unknown: Array<SystemOfRecord>;
};

export type CrmFacts = {
  __typename?: 'CrmFacts';
  endsOn: Maybe<Scalars['Date']['output']>;
  planKey: Maybe<Scalars['String']['output']>;
  renewsOn: Maybe<Scalars['Date']['output']>;
  seats: Maybe<Scalars['SafeInt']['output']>;
  status: Maybe<AccountStatus>;
};

/** A disagreement between systems. */
export type Discrepancy = {
  __typename?: 'Discrepancy';
  /** The value in each system. */
  facts: Array<Fact>;
  /** The kind of disagreement. */
  kind: DiscrepancyKind;
  /** An explanation in one sentence. */
  message: Scalars['String']['output'];
  /** The severity. */
  severity: Severity;
};

/** The kinds of disagreements between systems. */
export type DiscrepancyKind =
  /** Two accounts claim the same counterpart. */
  | 'DUPLICATE_LINK'
  /** The account has no counterpart in a system. */
  | 'MISSING_LINK'
  /** The renewal or the end of the plan in the CRM differs from the billed period or from the end of the subscription. */
  | 'PERIOD_MISMATCH'
  /** The plan in the CRM differs from the billed plan. */
  | 'PLAN_MISMATCH'
  /** More people use the product than there are seats. */
  | 'SEATS_EXCEEDED'
  /** The number of seats in the CRM differs from the billed number. */
  | 'SEATS_MISMATCH'
  /** The status in the CRM does not fit the subscription. */
  | 'STATUS_MISMATCH'
  /** The product is used without a live subscription, in a period that is not paid for. */
  | 'USAGE_NOT_BILLED';

/** A value in one system. */
export type Fact = {
  __typename?: 'Fact';
  /** The name of the value. */
  name: Scalars['String']['output'];
  /** The system. */
  system: SystemOfRecord;
  /** The value; null if the system has none. */
  value: Maybe<Scalars['String']['output']>;
};

export type FormerFacts = {
  __typename?: 'FormerFacts';
  endedAt: Maybe<Scalars['DateTime']['output']>;
  paidUntil: Maybe<Scalars['DateTime']['output']>;
};

/** The person to invite, and their role. */
export type InviteMemberInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** The address for the invitation; it identifies the person in the CRM. */
  email: Scalars['EmailAddress']['input'];
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** First and last name, 200 characters at most. Used only if the person is new to the CRM. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The role. */
  role: MemberRole;
};

/** Whether an account has a counterpart in a system. */
export type LinkState =
  /** Another account has the same counterpart, so it is not read. */
  | 'DUPLICATE'
  /** It has one. */
  | 'LINKED'
  /** It has none. */
  | 'MISSING';

export type Member = {
  __typename?: 'Member';
  /** Opaque; identifies the person in this account. */
  id: Scalars['ID']['output'];
  /** The account's links, as in Account.links. */
  links: Maybe<Scalars['String']['output']>;
};

/** The role of a member in an account. A contact without a role is not a member and has no access. */
export type MemberRole =
  /** Manages the account, its team, its billing and its tickets. */
  | 'ADMIN'
  /** Manages billing and reads documents. */
  | 'BILLING'
  /** Uses the product. */
  | 'MEMBER';

/** The function that combines the values of events into one number. */
export type MeterAggregation =
  /** The number of events. */
  | 'COUNT'
  /** The latest value. */
  | 'LAST'
  /** The largest value. */
  | 'MAX'
  /** The sum of the values. */
  | 'SUM'
  /** The number of distinct values. */
  | 'UNIQUE';

export type MeterFacts = {
  __typename?: 'MeterFacts';
  aggregation: MeterAggregation;
  key: Scalars['ID']['output'];
  unit: Scalars['String']['output'];
  used: Scalars['Float']['output'];
};

/** An amount in one currency. */
export type Money = {
  __typename?: 'Money';
  /** In the currency's main unit, with as many decimals as the currency has: 12.50 EUR, 1250 JPY, 1.250 KWD. */
  amount: Scalars['Decimal']['output'];
  /** The currency of the amount. */
  currency: Scalars['CurrencyCode']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Accepts an invitation to an account; the caller is a member with the next request. The caller's verified e-mail address must
   * be the invited one.
   */
  acceptInvitation: AcceptInvitationPayload;
  /** Cancels a subscription at the end of the paid period, or at once. */
  cancelSubscription: SubscriptionPayload;
  /** Changes a member's role, with effect from their next request. The last administrator keeps the role, and callers cannot raise their own role. */
  changeMemberRole: ChangeMemberPayload;
  /** Changes the plan, the number of seats, or both. The prorated difference is charged at once; if the payment fails, nothing changes. */
  changeSubscription: SubscriptionPayload;
  /**
   * Invites a person to the team. The CRM stores the contact; the product sends the invitation. A person whom the CRM knows from
   * elsewhere must accept it (acceptInvitation); until then the member shows what the inviter typed.
   */
  inviteMember: ChangeMemberPayload;
  /** Removes a member's access to the account, with effect from their next request. The contact stays in the CRM. The last administrator cannot be removed. */
  removeMember: RemoveMemberPayload;
  /** Reverts a scheduled cancellation, or continues a paused subscription. */
  resumeSubscription: SubscriptionPayload;
};


export type MutationAcceptInvitationArgs = {
  input: AcceptInvitationInput;
};


export type MutationCancelSubscriptionArgs = {
  input: CancelSubscriptionInput;
};


export type MutationChangeMemberRoleArgs = {
  input: ChangeMemberRoleInput;
};


export type MutationChangeSubscriptionArgs = {
  input: ChangeSubscriptionInput;
};


export type MutationInviteMemberArgs = {
  input: InviteMemberInput;
};


export type MutationRemoveMemberArgs = {
  input: RemoveMemberInput;
};


export type MutationResumeSubscriptionArgs = {
  input: ResumeSubscriptionInput;
};

/** An action of the customer that the bank requires before it executes the payment (3-D Secure). */
export type NextAction = {
  __typename?: 'NextAction';
  /** The secret for the billing system's script in the client. */
  clientSecret: Maybe<Scalars['String']['output']>;
  /** A page for the same action, for clients without the script. */
  hostedUrl: Maybe<Scalars['URL']['output']>;
};

/** A write over several systems, with its progress in each. A PENDING operation continues in the background, also after a restart. */
export type Operation = {
  __typename?: 'Operation';
  /** The account. */
  accountId: Scalars['ID']['output'];
  /** When the operation ended; null while it is PENDING. */
  completedAt: Maybe<Scalars['DateTime']['output']>;
  /** When the owning system accepted the write. */
  createdAt: Scalars['DateTime']['output'];
  /** The error code of a FAILED operation; null otherwise. */
  failure: Maybe<Scalars['String']['output']>;
  /** The operation's id. */
  id: Scalars['ID']['output'];
  /** The kind of write. */
  kind: OperationKind;
  /** The status. */
  status: OperationStatus;
  /** The part of each system: the owning system first, then the following ones. */
  steps: Array<OperationStep>;
};

/** The kind of a write over several systems. */
export type OperationKind =
  /** A person's acceptance of an invitation. */
  | 'ACCEPT_INVITATION'
  /** A cancellation of a subscription. */
  | 'CANCEL_SUBSCRIPTION'
  /** A change of a member's role. */
  | 'CHANGE_MEMBER_ROLE'
  /** A change of the plan or the number of seats. */
  | 'CHANGE_SUBSCRIPTION'
  /** An invitation of a new member. */
  | 'INVITE_MEMBER'
  /** An update of the following systems with the values of the owning system. */
  | 'RECONCILE'
  /** A removal of a member. */
  | 'REMOVE_MEMBER'
  /** A resumption of a cancelled or paused subscription. */
  | 'RESUME_SUBSCRIPTION';

/** The status of an operation. */
export type OperationStatus =
  /** The operation failed permanently. The reconciler or a person must update the remaining systems. */
  | 'FAILED'
  /** The owning system has the change; the following systems are being updated. */
  | 'PENDING'
  /** Every system has the change. */
  | 'SUCCEEDED';

/** The part of one system in an operation. */
export type OperationStep = {
  __typename?: 'OperationStep';
  /** The number of attempts. */
  attempts: Scalars['Int']['output'];
  /** When this part ended; null while it is PENDING. */
  completedAt: Maybe<Scalars['DateTime']['output']>;
  /** The status of this part. */
  status: OperationStatus;
  /** The system. */
  system: SystemOfRecord;
};

/** The position of a page in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of the page's last element: the value of `after` for the next page. Null on an empty page. */
  endCursor: Maybe<Scalars['String']['output']>;
  /** Whether there are elements after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether there are elements before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the page's first element; null on an empty page. */
  startCursor: Maybe<Scalars['String']['output']>;
};

/** A period of time. It includes start and excludes end. */
export type Period = {
  __typename?: 'Period';
  /** The first moment after the period. */
  end: Scalars['DateTime']['output'];
  /** The first moment of the period. */
  start: Scalars['DateTime']['output'];
};

export type PeriodUsage = {
  __typename?: 'PeriodUsage';
  activeMembers: Scalars['Int']['output'];
  meters: Array<MeterFacts>;
  periodStart: Scalars['DateTime']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** One customer account. Null if it does not exist or the caller may not see it; the two cases look the same. */
  account: Maybe<Account>;
  /** An operation, for example one that was PENDING in a mutation's response; null if it does not exist, or the caller may not see its account. */
  operation: Maybe<Operation>;
  /** The caller: the person or client of the token. */
  viewer: Maybe<Viewer>;
};


export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOperationArgs = {
  id: Scalars['ID']['input'];
};

/** The member to remove. */
export type RemoveMemberInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The member. */
  memberId: Scalars['ID']['input'];
};

/** The result of a removal. */
export type RemoveMemberPayload = {
  __typename?: 'RemoveMemberPayload';
  /** The progress in the other systems; null if nothing was changed. */
  operation: Maybe<Operation>;
  /** The id of the removed member; null if nothing was changed. */
  removedMemberId: Maybe<Scalars['ID']['output']>;
  /** The reasons why nothing was changed. */
  userErrors: Array<UserError>;
};

/** The subscription to resume. */
export type ResumeSubscriptionInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Required if the account has several live subscriptions. */
  subscriptionId?: InputMaybe<Scalars['ID']['input']>;
};

/** The severity of a disagreement. */
export type Severity =
  /** Money or access is wrong. */
  | 'CRITICAL'
  /** For information. */
  | 'INFO'
  /** A person should check it. */
  | 'WARNING';

/** The origin of the values beside it. They were read from the owner at or after asOf: the graph stores no copy. */
export type Source = {
  __typename?: 'Source';
  /** The values beside it were read at or after this time. */
  asOf: Scalars['DateTime']['output'];
  /** The system that owns the values. */
  system: SystemOfRecord;
};

/** A change of a subscription. Absent fields stay as they are. */
export type SubscriptionChange = {
  /** A price of the published catalogue. */
  priceId?: InputMaybe<Scalars['ID']['input']>;
  /** The time for which the change is prorated; default: now. */
  prorationAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The number of seats, 1 or more. */
  seats?: InputMaybe<Scalars['Int']['input']>;
  /** The subscription to change. Required if the account has several live subscriptions. */
  subscriptionId?: InputMaybe<Scalars['ID']['input']>;
};

export type SubscriptionFacts = {
  __typename?: 'SubscriptionFacts';
  endsAt: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  periodEnd: Scalars['DateTime']['output'];
  planKey: Maybe<Scalars['String']['output']>;
  seats: Scalars['SafeInt']['output'];
  status: SubscriptionStatus;
};

/** The result of a change to a subscription. nextAction is set if the bank requires the customer to confirm the payment. */
export type SubscriptionPayload = {
  __typename?: 'SubscriptionPayload';
  /** The account; null if the change was refused. */
  account: Maybe<Account>;
  /** The action that the customer must take before anything changes; null if there is none. */
  nextAction: Maybe<NextAction>;
  /** The progress in the other systems; null if the change was refused, or the customer must act first. */
  operation: Maybe<Operation>;
  /** The reasons why nothing was changed. */
  userErrors: Array<UserError>;
};

/** The state of a subscription. */
export type SubscriptionStatus =
  /** Paid. */
  | 'ACTIVE'
  /** Ended. */
  | 'CANCELED'
  /** The first payment is not completed yet. */
  | 'INCOMPLETE'
  /** The first payment was not completed in time. */
  | 'INCOMPLETE_EXPIRED'
  /** A status that this version of the graph does not know. */
  | 'OTHER'
  /** An invoice is overdue and is being retried. */
  | 'PAST_DUE'
  /** Paused: no invoices are created. */
  | 'PAUSED'
  /** In its trial. */
  | 'TRIALING'
  /** Every retry of an overdue invoice has failed. */
  | 'UNPAID';

/** A system that owns facts about a customer. */
export type SystemOfRecord =
  /** The billing system: subscriptions, invoices and payments. */
  | 'BILLING'
  /** The CRM: the company and its people. */
  | 'CRM'
  /** The product: consumption. */
  | 'PRODUCT'
  /** The status page: incidents and maintenance. */
  | 'STATUS'
  /** The help desk: tickets and articles. */
  | 'SUPPORT';

export type UsageFacts = {
  __typename?: 'UsageFacts';
  link: LinkState;
  usage: Maybe<PeriodUsage>;
};

/** An expected refusal of a mutation that the caller can correct. Failures are top-level errors instead. */
export type UserError = {
  __typename?: 'UserError';
  /** The kind of refusal. */
  code: UserErrorCode;
  /** The path of the input field: `address`, `city`. Null if it concerns the whole input. */
  field: Maybe<Array<Scalars['String']['output']>>;
  /** A sentence about the problem and the permitted values. */
  message: Scalars['String']['output'];
};

/** The kinds of refusals. */
export type UserErrorCode =
  /** The change conflicts with the current state. */
  | 'CONFLICT'
  /** A value is invalid. */
  | 'INVALID_INPUT'
  /** A limit would be exceeded. */
  | 'LIMIT_REACHED'
  /** Not permitted for anyone, or not on yourself. */
  | 'NOT_ALLOWED'
  /** The object does not exist or does not belong to the account. */
  | 'NOT_FOUND'
  /** A payment failed. */
  | 'PAYMENT_REQUIRED';

/** The caller. */
export type Viewer = {
  __typename?: 'Viewer';
  /** The account of the X-Account-Id header, else that of the token, else the first account of the person. */
  account: Maybe<Account>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Account: Account;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & GraphQLRecursivePick<FederationTypes['Account'], {"id":true,"links":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Account'], {"crmFacts":{"planKey":true,"seats":true,"status":true,"renewsOn":true,"endsOn":true},"billingFacts":{"link":true,"main":{"id":true,"status":true,"planKey":true,"seats":true,"periodEnd":true,"endsAt":true},"former":{"endedAt":true,"paidUntil":true}},"usageFacts":{"link":true,"usage":{"activeMembers":true,"periodStart":true,"meters":{"key":true,"unit":true,"aggregation":true,"used":true}}},"supportLink":true}> ) );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcceptInvitationInput: AcceptInvitationInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AcceptInvitationPayload: ResolverTypeWrapper<Omit<AcceptInvitationPayload, 'operation'> & { operation?: Maybe<ResolversTypes['Operation']> }>;
  Account: ResolverTypeWrapper<AccountParent>;
  AccountStatus: AccountStatus;
  Address: ResolverTypeWrapper<Address>;
  AddressInput: AddressInput;
  AllowanceState: AllowanceState;
  BillingFacts: ResolverTypeWrapper<BillingFacts>;
  CancelSubscriptionInput: CancelSubscriptionInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ChangeMemberPayload: ResolverTypeWrapper<Omit<ChangeMemberPayload, 'operation'> & { operation?: Maybe<ResolversTypes['Operation']> }>;
  ChangeMemberRoleInput: ChangeMemberRoleInput;
  ChangeSubscriptionInput: ChangeSubscriptionInput;
  ConsistencyReport: ResolverTypeWrapper<ConsistencyReportModel>;
  CrmFacts: ResolverTypeWrapper<CrmFacts>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Discrepancy: ResolverTypeWrapper<Discrepancy>;
  DiscrepancyKind: DiscrepancyKind;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  Fact: ResolverTypeWrapper<Fact>;
  FormerFacts: ResolverTypeWrapper<FormerFacts>;
  InviteMemberInput: InviteMemberInput;
  LinkState: LinkState;
  Member: ResolverTypeWrapper<Member>;
  MemberRole: MemberRole;
  MeterAggregation: MeterAggregation;
  MeterFacts: ResolverTypeWrapper<MeterFacts>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NextAction: ResolverTypeWrapper<NextAction>;
  Operation: ResolverTypeWrapper<OperationModel>;
  OperationKind: OperationKind;
  OperationStatus: OperationStatus;
  OperationStep: ResolverTypeWrapper<OperationStep>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Period: ResolverTypeWrapper<Period>;
  PeriodUsage: ResolverTypeWrapper<PeriodUsage>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RemoveMemberInput: RemoveMemberInput;
  RemoveMemberPayload: ResolverTypeWrapper<Omit<RemoveMemberPayload, 'operation'> & { operation?: Maybe<ResolversTypes['Operation']> }>;
  ResumeSubscriptionInput: ResumeSubscriptionInput;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  Severity: Severity;
  Source: ResolverTypeWrapper<Source>;
  SubscriptionChange: SubscriptionChange;
  SubscriptionFacts: ResolverTypeWrapper<SubscriptionFacts>;
  SubscriptionPayload: ResolverTypeWrapper<Omit<SubscriptionPayload, 'account' | 'operation'> & { account?: Maybe<ResolversTypes['Account']>, operation?: Maybe<ResolversTypes['Operation']> }>;
  SubscriptionStatus: SubscriptionStatus;
  SystemOfRecord: SystemOfRecord;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UsageFacts: ResolverTypeWrapper<UsageFacts>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  Viewer: ResolverTypeWrapper<ViewerReference>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptInvitationInput: AcceptInvitationInput;
  ID: Scalars['ID']['output'];
  AcceptInvitationPayload: Omit<AcceptInvitationPayload, 'operation'> & { operation?: Maybe<ResolversParentTypes['Operation']> };
  Account: AccountParent;
  Address: Address;
  AddressInput: AddressInput;
  BillingFacts: BillingFacts;
  CancelSubscriptionInput: CancelSubscriptionInput;
  Boolean: Scalars['Boolean']['output'];
  ChangeMemberPayload: Omit<ChangeMemberPayload, 'operation'> & { operation?: Maybe<ResolversParentTypes['Operation']> };
  ChangeMemberRoleInput: ChangeMemberRoleInput;
  ChangeSubscriptionInput: ChangeSubscriptionInput;
  ConsistencyReport: ConsistencyReportModel;
  CrmFacts: CrmFacts;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Discrepancy: Discrepancy;
  EmailAddress: Scalars['EmailAddress']['output'];
  Fact: Fact;
  FormerFacts: FormerFacts;
  InviteMemberInput: InviteMemberInput;
  Member: Member;
  MeterFacts: MeterFacts;
  Float: Scalars['Float']['output'];
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  NextAction: NextAction;
  Operation: OperationModel;
  OperationStep: OperationStep;
  PageInfo: PageInfo;
  Period: Period;
  PeriodUsage: PeriodUsage;
  Query: Record<PropertyKey, never>;
  RemoveMemberInput: RemoveMemberInput;
  RemoveMemberPayload: Omit<RemoveMemberPayload, 'operation'> & { operation?: Maybe<ResolversParentTypes['Operation']> };
  ResumeSubscriptionInput: ResumeSubscriptionInput;
  SafeInt: Scalars['SafeInt']['output'];
  Source: Source;
  SubscriptionChange: SubscriptionChange;
  SubscriptionFacts: SubscriptionFacts;
  SubscriptionPayload: Omit<SubscriptionPayload, 'account' | 'operation'> & { account?: Maybe<ResolversParentTypes['Account']>, operation?: Maybe<ResolversParentTypes['Operation']> };
  URL: Scalars['URL']['output'];
  UsageFacts: UsageFacts;
  UserError: UserError;
  Viewer: ViewerReference;
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
};

export type UpstreamDirectiveArgs = {
  batch?: Scalars['Int']['input'];
  calls?: Scalars['Int']['input'];
  per?: Maybe<Scalars['String']['input']>;
  reads?: Maybe<Scalars['String']['input']>;
};

export type UpstreamDirectiveResolver<Result, Parent, ContextType = Context, Args = UpstreamDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AcceptInvitationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcceptInvitationPayload'] = ResolversParentTypes['AcceptInvitationPayload']> = {
  accountId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  operation?: Resolver<Maybe<ResolversTypes['Operation']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'], FederationReferenceType extends FederationReferenceTypes['Account'] = FederationReferenceTypes['Account']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Account']> | FederationReferenceType, FederationReferenceType, ContextType>;
  consistency?: Resolver<Maybe<ResolversTypes['ConsistencyReport']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  links?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  countryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line1?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChangeMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeMemberPayload'] = ResolversParentTypes['ChangeMemberPayload']> = {
  member?: Resolver<Maybe<ResolversTypes['Member']>, ParentType, ContextType>;
  operation?: Resolver<Maybe<ResolversTypes['Operation']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ConsistencyReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConsistencyReport'] = ResolversParentTypes['ConsistencyReport']> = {
  checkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  consistent?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  discrepancies?: Resolver<Array<ResolversTypes['Discrepancy']>, ParentType, ContextType>;
  unknown?: Resolver<Array<ResolversTypes['SystemOfRecord']>, ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DiscrepancyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Discrepancy'] = ResolversParentTypes['Discrepancy']> = {
  facts?: Resolver<Array<ResolversTypes['Fact']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DiscrepancyKind'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
};

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type FactResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Fact'] = ResolversParentTypes['Fact']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['SystemOfRecord'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MemberResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Member'] = ResolversParentTypes['Member']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  links?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptInvitation?: Resolver<ResolversTypes['AcceptInvitationPayload'], ParentType, ContextType, RequireFields<MutationAcceptInvitationArgs, 'input'>>;
  cancelSubscription?: Resolver<ResolversTypes['SubscriptionPayload'], ParentType, ContextType, RequireFields<MutationCancelSubscriptionArgs, 'input'>>;
  changeMemberRole?: Resolver<ResolversTypes['ChangeMemberPayload'], ParentType, ContextType, RequireFields<MutationChangeMemberRoleArgs, 'input'>>;
  changeSubscription?: Resolver<ResolversTypes['SubscriptionPayload'], ParentType, ContextType, RequireFields<MutationChangeSubscriptionArgs, 'input'>>;
  inviteMember?: Resolver<ResolversTypes['ChangeMemberPayload'], ParentType, ContextType, RequireFields<MutationInviteMemberArgs, 'input'>>;
  removeMember?: Resolver<ResolversTypes['RemoveMemberPayload'], ParentType, ContextType, RequireFields<MutationRemoveMemberArgs, 'input'>>;
  resumeSubscription?: Resolver<ResolversTypes['SubscriptionPayload'], ParentType, ContextType, RequireFields<MutationResumeSubscriptionArgs, 'input'>>;
};

export type NextActionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NextAction'] = ResolversParentTypes['NextAction']> = {
  clientSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hostedUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
};

export type OperationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Operation'] = ResolversParentTypes['Operation']> = {
  accountId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OperationKind'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OperationStatus'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['OperationStep']>, ParentType, ContextType>;
};

export type OperationStepResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OperationStep'] = ResolversParentTypes['OperationStep']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OperationStatus'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['SystemOfRecord'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PeriodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Period'] = ResolversParentTypes['Period']> = {
  end?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType, RequireFields<QueryAccountArgs, 'id'>>;
  operation?: Resolver<Maybe<ResolversTypes['Operation']>, ParentType, ContextType, RequireFields<QueryOperationArgs, 'id'>>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type RemoveMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveMemberPayload'] = ResolversParentTypes['RemoveMemberPayload']> = {
  operation?: Resolver<Maybe<ResolversTypes['Operation']>, ParentType, ContextType>;
  removedMemberId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Source'] = ResolversParentTypes['Source']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['SystemOfRecord'], ParentType, ContextType>;
};

export type SubscriptionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubscriptionPayload'] = ResolversParentTypes['SubscriptionPayload']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  nextAction?: Resolver<Maybe<ResolversTypes['NextAction']>, ParentType, ContextType>;
  operation?: Resolver<Maybe<ResolversTypes['Operation']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AcceptInvitationPayload?: AcceptInvitationPayloadResolvers<ContextType>;
  Account?: AccountResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  ChangeMemberPayload?: ChangeMemberPayloadResolvers<ContextType>;
  ConsistencyReport?: ConsistencyReportResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Discrepancy?: DiscrepancyResolvers<ContextType>;
  EmailAddress?: GraphQLScalarType;
  Fact?: FactResolvers<ContextType>;
  Member?: MemberResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NextAction?: NextActionResolvers<ContextType>;
  Operation?: OperationResolvers<ContextType>;
  OperationStep?: OperationStepResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Period?: PeriodResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RemoveMemberPayload?: RemoveMemberPayloadResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  Source?: SourceResolvers<ContextType>;
  SubscriptionPayload?: SubscriptionPayloadResolvers<ContextType>;
  URL?: GraphQLScalarType;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  upstream?: UpstreamDirectiveResolver<any, any, ContextType>;
};
