import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountParent } from '../resolvers/account.ts';
import type { ViewerReference } from '../../shared/account-reference.ts';
import type { Operation as OperationModel } from '../domain/operation.ts';
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
  /** An absolute https URL. */
  URL: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** A customer company. The CRM owns its identity; every other subgraph adds what its own system knows. */
export type Account = {
  __typename?: 'Account';
  billing: Maybe<Billing>;
  billingLink: Maybe<LinkState>;
  /** Whether the systems agree about this account, asked now (docs/consistency.md says what is compared). */
  consistency: Maybe<ConsistencyReport>;
  /** The id of the company in the CRM. */
  id: Scalars['ID']['output'];
  /**
   * The links to the other systems, signed by the accounts subgraph for accounts that it reached through a list. Null for the
   * accounts of the assertion, whose links every subgraph knows. In the key, so that it travels with each reference and never
   * costs a stage.
   */
  links: Maybe<Scalars['String']['output']>;
  plan: Maybe<CrmPlan>;
  seats: Maybe<Scalars['Int']['output']>;
  source: Maybe<Source>;
  status: Maybe<AccountStatus>;
  supportLink: Maybe<LinkState>;
  usage: Maybe<Usage>;
  usageLink: Maybe<LinkState>;
};

/** Where the relationship with a customer stands. */
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

/** A postal address. Each line is null where the owner has none. */
export type Address = {
  __typename?: 'Address';
  /** Town or city. */
  city: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2 country code where the owner keeps one, else the country as the owner writes it. */
  countryCode: Maybe<Scalars['String']['output']>;
  /** Street and number. */
  line1: Maybe<Scalars['String']['output']>;
  /** Whatever the street line has no room for. */
  line2: Maybe<Scalars['String']['output']>;
  /** Postal code. */
  postalCode: Maybe<Scalars['String']['output']>;
  /** State, province or region. */
  region: Maybe<Scalars['String']['output']>;
};

/** A postal address to be written. What is left out stays as it is. */
export type AddressInput = {
  /** Town or city. */
  city?: InputMaybe<Scalars['String']['input']>;
  /** ISO 3166-1 alpha-2 country code. */
  countryCode?: InputMaybe<Scalars['String']['input']>;
  /** Street and number. */
  line1?: InputMaybe<Scalars['String']['input']>;
  /** Whatever the street line has no room for. */
  line2?: InputMaybe<Scalars['String']['input']>;
  /** Postal code. */
  postalCode?: InputMaybe<Scalars['String']['input']>;
  /** State, province or region. */
  region?: InputMaybe<Scalars['String']['input']>;
};

/** How consumption stands against an allowance. */
export type AllowanceState =
  /** More than it is used. */
  | 'EXCEEDED'
  /** At 80 percent of it or more. */
  | 'NEARING'
  /** Well within it. */
  | 'OK'
  /** All of it is used. */
  | 'REACHED'
  /** There is no limit. */
  | 'UNLIMITED';

export type Billing = {
  __typename?: 'Billing';
  subscriptions: Maybe<Array<BillingSubscription>>;
};


export type BillingSubscriptionsArgs = {
  ended?: Scalars['Boolean']['input'];
};

export type BillingSubscription = {
  __typename?: 'BillingSubscription';
  currentPeriod: Period;
  id: Scalars['ID']['output'];
  plan: Maybe<Plan>;
  seats: Scalars['Int']['output'];
  status: SubscriptionStatus;
};

/** Which subscription to end, when and why. */
export type CancelSubscriptionInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** In the customer's own words, 1,000 characters at most. */
  comment?: InputMaybe<Scalars['String']['input']>;
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Now, or else at the end of the period that is paid for. Nothing is paid back. */
  immediately?: InputMaybe<Scalars['Boolean']['input']>;
  /** One of customer_service, low_quality, missing_features, other, switched_service, too_complex, too_expensive, unused. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Needed where the account has several live subscriptions. */
  subscriptionId?: InputMaybe<Scalars['ID']['input']>;
};

/** What became of a change to a member. */
export type ChangeMemberPayload = {
  __typename?: 'ChangeMemberPayload';
  /** The member, read back from the CRM; null where nothing was changed. */
  member: Maybe<Member>;
  /** How far the other systems have followed; null where nothing was changed. */
  operation: Maybe<Operation>;
  /** Why nothing was changed. */
  userErrors: Array<UserError>;
};

/** Whose role to change, and to which. */
export type ChangeMemberRoleInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The member. */
  memberId: Scalars['ID']['input'];
  /** What they may do from now on. */
  role: MemberRole;
};

/**
 * Plan and seats in one write: Stripe charges it, the CRM records it, the product enforces it. subscriptionId is needed where the account has
 * several live subscriptions (INVALID_INPUT otherwise). Only prices of the published catalogue can be chosen.
 */
export type ChangeSubscriptionInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** What to change. prorationAt: as previewChange had it, so that it costs what it said. */
  change: SubscriptionChange;
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Whether the systems agree about this account, asked now. consistent is null while a system is unknown. */
export type ConsistencyReport = {
  __typename?: 'ConsistencyReport';
  /** When they were asked. */
  checkedAt: Scalars['DateTime']['output'];
  /** Whether nothing was found; null where nothing was found and a system could not be asked. */
  consistent: Maybe<Scalars['Boolean']['output']>;
  /** Where they disagree. */
  discrepancies: Array<Discrepancy>;
  /** The systems that could not be asked. */
  unknown: Array<SystemOfRecord>;
};

export type CrmPlan = {
  __typename?: 'CrmPlan';
  key: Scalars['String']['output'];
  renewsOn: Maybe<Scalars['Date']['output']>;
};

/** One thing in which systems disagree. */
export type Discrepancy = {
  __typename?: 'Discrepancy';
  /** What each system says. */
  facts: Array<Fact>;
  /** What kind of disagreement it is. */
  kind: DiscrepancyKind;
  /** What is wrong, in a sentence. */
  message: Scalars['String']['output'];
  /** How bad it is. */
  severity: Severity;
};

/** In what systems disagree. */
export type DiscrepancyKind =
  /** Two accounts claim the same counterpart. */
  | 'DUPLICATE_LINK'
  /** A system has no counterpart of the account. */
  | 'MISSING_LINK'
  /** The CRM records another renewal than the end of the period that is charged. */
  | 'PERIOD_MISMATCH'
  /** The CRM records another plan than is charged. */
  | 'PLAN_MISMATCH'
  /** More people use the product than there are seats. */
  | 'SEATS_EXCEEDED'
  /** The CRM records another number of seats than is charged. */
  | 'SEATS_MISMATCH'
  /** The CRM's status does not fit the subscription. */
  | 'STATUS_MISMATCH'
  /** The product is used without a subscription. */
  | 'USAGE_NOT_BILLED';

/** What one system says. */
export type Fact = {
  __typename?: 'Fact';
  /** What it is about. */
  name: Scalars['String']['output'];
  /** The system. */
  system: SystemOfRecord;
  /** What it says; null where it says nothing. */
  value: Maybe<Scalars['String']['output']>;
};

/** Whom to ask into the team, and as what. */
export type InviteMemberInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Where the invitation goes; also how the person is told from others. */
  email: Scalars['EmailAddress']['input'];
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** First and last name, 200 characters at most: for somebody who is new to the CRM. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** What they may do. */
  role: MemberRole;
};

/** Whether an account has a counterpart in a system. */
export type LinkState =
  /** Another account claims the same: nobody reads through it. */
  | 'DUPLICATE'
  /** It has one. */
  | 'LINKED'
  /** It has none. */
  | 'MISSING';

export type Member = {
  __typename?: 'Member';
  /** Opaque; stands for the person in this account. */
  id: Scalars['ID']['output'];
  /** The account's links, as Account.links has them. */
  links: Maybe<Scalars['String']['output']>;
};

/** A contact without one of these on its association with the company is no member and has no access. */
export type MemberRole =
  /** Manages the account, its team, its billing and its tickets. */
  | 'ADMIN'
  /** Manages billing and reads documents. */
  | 'BILLING'
  /** Uses the product. */
  | 'MEMBER';

export type MeterUsage = {
  __typename?: 'MeterUsage';
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
  /** Ends a subscription with the period that is paid for, or at once. */
  cancelSubscription: SubscriptionPayload;
  /** Changes what a member may do. Takes effect with their next request. The last administrator stays one, and nobody raises their own role. */
  changeMemberRole: ChangeMemberPayload;
  /** Changes the plan, the seats, or both. Charged at once, pro rata; where the payment does not go through nothing changes. */
  changeSubscription: SubscriptionPayload;
  /** Asks a person into the team. Who they are goes to the CRM; the product sends the invitation. */
  inviteMember: ChangeMemberPayload;
  /** Takes a person's access to the account away; who they are stays in the CRM. Takes effect with their next request. The last administrator stays. */
  removeMember: RemoveMemberPayload;
  /** Takes back a cancellation that has not come yet, or goes on after a pause. */
  resumeSubscription: SubscriptionPayload;
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

/** Something the customer has to do before the bank lets the payment through (3-D Secure). */
export type NextAction = {
  __typename?: 'NextAction';
  /** For the billing system's own script in the client. */
  clientSecret: Maybe<Scalars['String']['output']>;
  /** A page that does the same without a script. */
  hostedUrl: Maybe<Scalars['URL']['output']>;
};

/** A write over several systems, and what it did in each. A PENDING one is still being driven to its end, and survives a restart. */
export type Operation = {
  __typename?: 'Operation';
  /** The account that it is about. */
  accountId: Scalars['ID']['output'];
  /** When it ended; null while it is PENDING. */
  completedAt: Maybe<Scalars['DateTime']['output']>;
  /** When the owner of the fact had it. */
  createdAt: Scalars['DateTime']['output'];
  /** Why a FAILED one failed: a code of the closed table. */
  failure: Maybe<Scalars['String']['output']>;
  /** The operation's id. */
  id: Scalars['ID']['output'];
  /** What was asked for. */
  kind: OperationKind;
  /** Where it stands. */
  status: OperationStatus;
  /** Each system's part: the owner of the fact first, then those that follow. */
  steps: Array<OperationStep>;
};

/** What a write over several systems is for. */
export type OperationKind =
  /** The end of a subscription. */
  | 'CANCEL_SUBSCRIPTION'
  /** Another role for somebody in the team. */
  | 'CHANGE_MEMBER_ROLE'
  /** Another plan, or another number of seats. */
  | 'CHANGE_SUBSCRIPTION'
  /** Somebody new in the team. */
  | 'INVITE_MEMBER'
  /** The other systems brought into agreement with the owner of the fact. */
  | 'RECONCILE'
  /** Somebody who leaves the team. */
  | 'REMOVE_MEMBER'
  /** A subscription that goes on after all. */
  | 'RESUME_SUBSCRIPTION';

/** Where a write stands. */
export type OperationStatus =
  /** It was given up: what is left is brought into agreement by the reconciler, or by people. */
  | 'FAILED'
  /** The owner of the fact has it, and the others are being told. */
  | 'PENDING'
  /** Every system has it. */
  | 'SUCCEEDED';

/** One system's part of a write. */
export type OperationStep = {
  __typename?: 'OperationStep';
  /** How often it was tried. */
  attempts: Scalars['Int']['output'];
  /** When it was done; null before. */
  completedAt: Maybe<Scalars['DateTime']['output']>;
  /** Where its part stands. */
  status: OperationStatus;
  /** The system. */
  system: SystemOfRecord;
};

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of the page's last element, to be given as `after` for the next page; null on an empty page. */
  endCursor: Maybe<Scalars['String']['output']>;
  /** Whether something follows this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether something precedes this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the page's first element; null on an empty page. */
  startCursor: Maybe<Scalars['String']['output']>;
};

/** A span of time, half open: start is in the period, end is not. */
export type Period = {
  __typename?: 'Period';
  /** The first moment after the period. */
  end: Scalars['DateTime']['output'];
  /** The first moment of the period. */
  start: Scalars['DateTime']['output'];
};

export type Plan = {
  __typename?: 'Plan';
  key: Scalars['ID']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** One customer account. Null where it does not exist and where the caller may not see it: the two cannot be told apart. */
  account: Maybe<Account>;
  /** A write that was still PENDING when its mutation answered; null where there is none, or it is of an account that the caller may not see. */
  operation: Maybe<Operation>;
  /** The person or client behind the token, as the CRM knows them now. */
  viewer: Maybe<Viewer>;
};


export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOperationArgs = {
  id: Scalars['ID']['input'];
};

/** Whom to take out of an account. */
export type RemoveMemberInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The member. */
  memberId: Scalars['ID']['input'];
};

/** What became of a removal. */
export type RemoveMemberPayload = {
  __typename?: 'RemoveMemberPayload';
  /** How far the other systems have followed; null where nobody was removed. */
  operation: Maybe<Operation>;
  /** The id that the member had; null where nobody was removed. */
  removedMemberId: Maybe<Scalars['ID']['output']>;
  /** Why nobody was removed. */
  userErrors: Array<UserError>;
};

/** Which subscription is to go on. */
export type ResumeSubscriptionInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Needed where the account has several live subscriptions. */
  subscriptionId?: InputMaybe<Scalars['ID']['input']>;
};

/** How bad a disagreement is. */
export type Severity =
  /** Money or access is wrong. */
  | 'CRITICAL'
  /** Worth knowing. */
  | 'INFO'
  /** Somebody should look at it. */
  | 'WARNING';

/** Where a part of the answer came from. Every value beside it was read from its owner at or after asOf: the graph keeps no copy. */
export type Source = {
  __typename?: 'Source';
  /** The moment at or after which every value beside it was read. */
  asOf: Scalars['DateTime']['output'];
  /** The system that owns the facts. */
  system: SystemOfRecord;
};

/** A change of a subscription: whatever is left out stays as it is. */
export type SubscriptionChange = {
  /** A price of the published catalogue. */
  priceId?: InputMaybe<Scalars['ID']['input']>;
  /** The moment at which the change is prorated; default: now. */
  prorationAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The number of seats, 1 or more. */
  seats?: InputMaybe<Scalars['Int']['input']>;
  /** The subscription to change; needed where the account has several live ones. */
  subscriptionId?: InputMaybe<Scalars['ID']['input']>;
};

/** The account, to read whatever the client shows next from its owner; nextAction where the bank wants the customer. */
export type SubscriptionPayload = {
  __typename?: 'SubscriptionPayload';
  /** The account; null where nothing was changed. */
  account: Maybe<Account>;
  /** What the customer has to do first: until then nothing has changed. Null where nothing is left to do. */
  nextAction: Maybe<NextAction>;
  /** How far the other systems have followed; null where nothing was changed, or the customer has to act first. */
  operation: Maybe<Operation>;
  /** Why nothing was changed. */
  userErrors: Array<UserError>;
};

/** Where a subscription stands. */
export type SubscriptionStatus =
  /** Paid up. */
  | 'ACTIVE'
  /** Ended. */
  | 'CANCELED'
  /** The first payment has not gone through yet. */
  | 'INCOMPLETE'
  /** The first payment did not go through in time. */
  | 'INCOMPLETE_EXPIRED'
  /** A status that this version of the graph does not know. */
  | 'OTHER'
  /** An invoice is overdue and is being retried. */
  | 'PAST_DUE'
  /** Paused: no invoice is made. */
  | 'PAUSED'
  /** In its trial. */
  | 'TRIALING'
  /** Every retry of an overdue invoice has failed. */
  | 'UNPAID';

/** A system that owns facts about a customer. */
export type SystemOfRecord =
  /** The billing system: what is subscribed to, invoiced and paid. */
  | 'BILLING'
  /** The CRM: who the company and its people are. */
  | 'CRM'
  /** The product itself: what is consumed. */
  | 'PRODUCT'
  /** The status page: incidents and maintenance. */
  | 'STATUS'
  /** The help desk: tickets and articles. */
  | 'SUPPORT';

export type Usage = {
  __typename?: 'Usage';
  activeMembers: Scalars['Int']['output'];
  meters: Array<MeterUsage>;
};


export type UsageMetersArgs = {
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** An expected refusal of a mutation: something the caller can put right. Faults are top-level errors instead. */
export type UserError = {
  __typename?: 'UserError';
  /** What kind of refusal it is. */
  code: UserErrorCode;
  /** Which field of the input it is about, from the outside in: `address`, `city`. */
  field: Maybe<Array<Scalars['String']['output']>>;
  /** What is wrong, in a sentence. */
  message: Scalars['String']['output'];
};

/** What kind of refusal a UserError is. */
export type UserErrorCode =
  /** It contradicts what is there now. */
  | 'CONFLICT'
  /** A value that cannot be taken. */
  | 'INVALID_INPUT'
  /** More than there may be. */
  | 'LIMIT_REACHED'
  /** Something that nobody may do, or not to themselves. */
  | 'NOT_ALLOWED'
  /** Something that is not there, or not the account's. */
  | 'NOT_FOUND'
  /** A payment that did not go through. */
  | 'PAYMENT_REQUIRED';

/** Who is asking. */
export type Viewer = {
  __typename?: 'Viewer';
  /** The account named by the X-Account-Id header, else by the token, else the first the person belongs to. */
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
        | GraphQLRecursivePick<FederationTypes['Account'], {"source":{"asOf":true},"plan":{"key":true,"renewsOn":true},"seats":true,"status":true,"billingLink":true,"usageLink":true,"supportLink":true,"billing":{"subscriptions":{"id":true,"status":true,"seats":true,"plan":{"key":true},"currentPeriod":{"end":true}}},"usage":{"activeMembers":true,"meters":{"used":true}}}> ) );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountParent>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AccountStatus: AccountStatus;
  Address: ResolverTypeWrapper<Address>;
  AddressInput: AddressInput;
  AllowanceState: AllowanceState;
  Billing: ResolverTypeWrapper<Billing>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  BillingSubscription: ResolverTypeWrapper<BillingSubscription>;
  CancelSubscriptionInput: CancelSubscriptionInput;
  ChangeMemberPayload: ResolverTypeWrapper<Omit<ChangeMemberPayload, 'operation'> & { operation?: Maybe<ResolversTypes['Operation']> }>;
  ChangeMemberRoleInput: ChangeMemberRoleInput;
  ChangeSubscriptionInput: ChangeSubscriptionInput;
  ConsistencyReport: ResolverTypeWrapper<ConsistencyReport>;
  CrmPlan: ResolverTypeWrapper<CrmPlan>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Discrepancy: ResolverTypeWrapper<Discrepancy>;
  DiscrepancyKind: DiscrepancyKind;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  Fact: ResolverTypeWrapper<Fact>;
  InviteMemberInput: InviteMemberInput;
  LinkState: LinkState;
  Member: ResolverTypeWrapper<Member>;
  MemberRole: MemberRole;
  MeterUsage: ResolverTypeWrapper<MeterUsage>;
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
  Plan: ResolverTypeWrapper<Plan>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RemoveMemberInput: RemoveMemberInput;
  RemoveMemberPayload: ResolverTypeWrapper<Omit<RemoveMemberPayload, 'operation'> & { operation?: Maybe<ResolversTypes['Operation']> }>;
  ResumeSubscriptionInput: ResumeSubscriptionInput;
  Severity: Severity;
  Source: ResolverTypeWrapper<Source>;
  SubscriptionChange: SubscriptionChange;
  SubscriptionPayload: ResolverTypeWrapper<Omit<SubscriptionPayload, 'account' | 'operation'> & { account?: Maybe<ResolversTypes['Account']>, operation?: Maybe<ResolversTypes['Operation']> }>;
  SubscriptionStatus: SubscriptionStatus;
  SystemOfRecord: SystemOfRecord;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  Usage: ResolverTypeWrapper<Usage>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  Viewer: ResolverTypeWrapper<ViewerReference>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountParent;
  ID: Scalars['ID']['output'];
  Address: Address;
  AddressInput: AddressInput;
  Billing: Billing;
  Boolean: Scalars['Boolean']['output'];
  BillingSubscription: BillingSubscription;
  CancelSubscriptionInput: CancelSubscriptionInput;
  ChangeMemberPayload: Omit<ChangeMemberPayload, 'operation'> & { operation?: Maybe<ResolversParentTypes['Operation']> };
  ChangeMemberRoleInput: ChangeMemberRoleInput;
  ChangeSubscriptionInput: ChangeSubscriptionInput;
  ConsistencyReport: ConsistencyReport;
  CrmPlan: CrmPlan;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Discrepancy: Discrepancy;
  EmailAddress: Scalars['EmailAddress']['output'];
  Fact: Fact;
  InviteMemberInput: InviteMemberInput;
  Member: Member;
  MeterUsage: MeterUsage;
  Float: Scalars['Float']['output'];
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  NextAction: NextAction;
  Operation: OperationModel;
  OperationStep: OperationStep;
  PageInfo: PageInfo;
  Period: Period;
  Plan: Plan;
  Query: Record<PropertyKey, never>;
  RemoveMemberInput: RemoveMemberInput;
  RemoveMemberPayload: Omit<RemoveMemberPayload, 'operation'> & { operation?: Maybe<ResolversParentTypes['Operation']> };
  ResumeSubscriptionInput: ResumeSubscriptionInput;
  Source: Source;
  SubscriptionChange: SubscriptionChange;
  SubscriptionPayload: Omit<SubscriptionPayload, 'account' | 'operation'> & { account?: Maybe<ResolversParentTypes['Account']>, operation?: Maybe<ResolversParentTypes['Operation']> };
  URL: Scalars['URL']['output'];
  Usage: Usage;
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
  Source?: SourceResolvers<ContextType>;
  SubscriptionPayload?: SubscriptionPayloadResolvers<ContextType>;
  URL?: GraphQLScalarType;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  upstream?: UpstreamDirectiveResolver<any, any, ContextType>;
};
