import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountReference, ViewerReference } from '@customer-graph/subgraph-kit/account-reference';
import type { MemberParent } from '../resolvers/member.ts';
import type { CurrentUsage } from '../services/current-usage.ts';
import type { MeterUsageParent } from '../resolvers/meter-usage.ts';
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

/** A customer company. The CRM owns its identity; every other system adds its own data. */
export type Account = {
  __typename?: 'Account';
  /** The id of the company in the CRM. */
  id: Scalars['ID']['output'];
  /**
   * The links to the other systems. The accounts subgraph signs them for accounts of lists; null for accounts of the assertion, which
   * already contains them. Part of the key, so that every reference carries them without an extra fetch.
   */
  links: Maybe<Scalars['String']['output']>;
  /** Consumption in the current period. Null for an account without a tenant in the product. */
  usage: Maybe<Usage>;
  /** The facts that Account.consistency compares; null while they are unknown. */
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

/** The length of a time bucket in a series. */
export type Granularity =
  /** A day in the account's time zone. */
  | 'DAY'
  /** An hour. */
  | 'HOUR'
  /** A calendar month in the account's time zone. */
  | 'MONTH';

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
  /** Opaque id of the person's membership in this account. */
  id: Scalars['ID']['output'];
  /** Time of the person's last activity in the product; null: never active. */
  lastActiveAt: Maybe<Scalars['DateTime']['output']>;
  /** The same value as Account.links of the account. */
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

/** Consumption of one person in the current period. */
export type MemberUsage = {
  __typename?: 'MemberUsage';
  /** The person; null if the product has no CRM contact id for them, or the caller may not read the account's members. */
  member: Maybe<Member>;
  /** The aggregated value of the person's events. */
  value: Scalars['Float']['output'];
};

/** A quantity that the product measures. */
export type Meter = {
  __typename?: 'Meter';
  /** The function that combines the values of events into one number. */
  aggregation: MeterAggregation;
  /** The meter's key in the product. */
  key: Scalars['ID']['output'];
  /** The meter's name. */
  name: Scalars['String']['output'];
  /** The unit of its values: request, GB, seat. */
  unit: Scalars['String']['output'];
};

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

/** Usage of one meter in the current period. */
export type MeterFacts = {
  __typename?: 'MeterFacts';
  /** The function that combines the values of events into one number. */
  aggregation: MeterAggregation;
  /** The meter's key. */
  key: Scalars['ID']['output'];
  /** The unit of its values. */
  unit: Scalars['String']['output'];
  /** Consumption so far. */
  used: Scalars['Float']['output'];
};

/** One meter in the current period. */
export type MeterUsage = {
  __typename?: 'MeterUsage';
  /** Amount that the plan or an agreement with the account includes in a period. Null: unlimited. */
  allowance: Maybe<Scalars['Float']['output']>;
  /** Consumption by member, highest first. Events without a member are not included. */
  byMember: Maybe<Array<MemberUsage>>;
  /** The meter. */
  meter: Meter;
  /**
   * Expected consumption at the end of the period, rounded to two decimals. For SUM and COUNT: consumption so far,
   * extrapolated to the whole period by elapsed whole hours. For UNIQUE, MAX and LAST, which do not grow with time: the current value.
   */
  projected: Scalars['Float']['output'];
  /** Remaining allowance, at least 0. Null: unlimited. */
  remaining: Maybe<Scalars['Float']['output']>;
  /** Start of the next period. */
  resetsAt: Scalars['DateTime']['output'];
  /**
   * Consumption by time buckets, oldest first, in the account's time zone. `from` may shorten the first bucket; `to` or asOf may
   * shorten the last. SUM, COUNT and UNIQUE have a point for each bucket, also for 0. MAX and LAST have no point for a bucket without
   * events.
   */
  series: Maybe<Array<UsagePoint>>;
  /** State of consumption compared with the allowance. */
  state: AllowanceState;
  /** Consumption so far; 0 without events in the period. */
  used: Scalars['Float']['output'];
};


/** One meter in the current period. */
export type MeterUsageByMemberArgs = {
  first?: Scalars['Int']['input'];
};


/** One meter in the current period. */
export type MeterUsageSeriesArgs = {
  from?: InputMaybe<Scalars['DateTime']['input']>;
  granularity?: Granularity;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** An amount in one currency. */
export type Money = {
  __typename?: 'Money';
  /** In the currency's main unit, with as many decimals as the currency has: 12.50 EUR, 1250 JPY, 1.250 KWD. */
  amount: Scalars['Decimal']['output'];
  /** The currency of the amount. */
  currency: Scalars['CurrencyCode']['output'];
};

/** An action of the customer that the bank requires before it executes the payment (3-D Secure). */
export type NextAction = {
  __typename?: 'NextAction';
  /** The secret for the billing system's script in the client. */
  clientSecret: Maybe<Scalars['String']['output']>;
  /** A page for the same action, for clients without the script. */
  hostedUrl: Maybe<Scalars['URL']['output']>;
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

/** Usage in the current period. */
export type PeriodUsage = {
  __typename?: 'PeriodUsage';
  /** Number of people of the account who were active. */
  activeMembers: Scalars['Int']['output'];
  /** Usage by meter. */
  meters: Array<MeterFacts>;
  /** The start of the period. */
  periodStart: Scalars['DateTime']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** One customer account. Null if it does not exist or the caller may not see it; the two cases look the same. */
  account: Maybe<Account>;
  /** The caller: the person or client of the token. */
  viewer: Maybe<Viewer>;
};


export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};

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

/** Metered consumption, read only. Null with an error while the product database is unavailable. */
export type Usage = {
  __typename?: 'Usage';
  /** Number of people of the account who were active in the current period. */
  activeMembers: Scalars['Int']['output'];
  /** The account's id. */
  id: Scalars['ID']['output'];
  /**
   * Consumption by meter, in the product's order. A meter with an unusable value, such as a sum that is not a number, is left out
   * where a field that cannot be null needs the value, with an error UPSTREAM_INVALID_RESPONSE at this field.
   */
  meters: Array<MeterUsage>;
  /** The current period, counted from the product's billing anchor in the account's time zone. */
  period: Period;
  /** The source of the figures. Events after its asOf are not counted. */
  source: Maybe<Source>;
};


/** Metered consumption, read only. Null with an error while the product database is unavailable. */
export type UsageMetersArgs = {
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** The facts of the product that other systems are compared with. */
export type UsageFacts = {
  __typename?: 'UsageFacts';
  /** Whether the account has a tenant in the product. */
  link: LinkState;
  /** Usage in the current period; null without a tenant. */
  usage: Maybe<PeriodUsage>;
};

/** One time bucket of a series. */
export type UsagePoint = {
  __typename?: 'UsagePoint';
  /** The start of the time bucket. */
  start: Scalars['DateTime']['output'];
  /** The aggregated value of the events in the time bucket. */
  value: Scalars['Float']['output'];
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
  Member: Member;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & GraphQLRecursivePick<FederationTypes['Account'], {"id":true,"links":true}> );
  Member:
    ( { __typename: 'Member' }
    & GraphQLRecursivePick<FederationTypes['Member'], {"id":true,"links":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountReference>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AccountStatus: AccountStatus;
  Address: ResolverTypeWrapper<Address>;
  AddressInput: AddressInput;
  AllowanceState: AllowanceState;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  Granularity: Granularity;
  LinkState: LinkState;
  Member: ResolverTypeWrapper<MemberParent>;
  MemberRole: MemberRole;
  MemberUsage: ResolverTypeWrapper<Omit<MemberUsage, 'member'> & { member?: Maybe<ResolversTypes['Member']> }>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Meter: ResolverTypeWrapper<Meter>;
  MeterAggregation: MeterAggregation;
  MeterFacts: ResolverTypeWrapper<MeterFacts>;
  MeterUsage: ResolverTypeWrapper<MeterUsageParent>;
  Money: ResolverTypeWrapper<Money>;
  NextAction: ResolverTypeWrapper<NextAction>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Period: ResolverTypeWrapper<Period>;
  PeriodUsage: ResolverTypeWrapper<PeriodUsage>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  Source: ResolverTypeWrapper<Source>;
  SubscriptionChange: SubscriptionChange;
  SubscriptionStatus: SubscriptionStatus;
  SystemOfRecord: SystemOfRecord;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  Usage: ResolverTypeWrapper<CurrentUsage>;
  UsageFacts: ResolverTypeWrapper<UsageFacts>;
  UsagePoint: ResolverTypeWrapper<UsagePoint>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  Viewer: ResolverTypeWrapper<ViewerReference>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountReference;
  ID: Scalars['ID']['output'];
  Address: Address;
  AddressInput: AddressInput;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  Member: MemberParent;
  MemberUsage: Omit<MemberUsage, 'member'> & { member?: Maybe<ResolversParentTypes['Member']> };
  Float: Scalars['Float']['output'];
  Meter: Meter;
  MeterFacts: MeterFacts;
  MeterUsage: MeterUsageParent;
  Money: Money;
  NextAction: NextAction;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Period: Period;
  PeriodUsage: PeriodUsage;
  Query: Record<PropertyKey, never>;
  SafeInt: Scalars['SafeInt']['output'];
  Source: Source;
  SubscriptionChange: SubscriptionChange;
  URL: Scalars['URL']['output'];
  Usage: CurrentUsage;
  UsageFacts: UsageFacts;
  UsagePoint: UsagePoint;
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
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  links?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  usage?: Resolver<Maybe<ResolversTypes['Usage']>, ParentType, ContextType>;
  usageFacts?: Resolver<Maybe<ResolversTypes['UsageFacts']>, ParentType, ContextType>;
};

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  countryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line1?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type MemberResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Member'] = ResolversParentTypes['Member'], FederationReferenceType extends FederationReferenceTypes['Member'] = FederationReferenceTypes['Member']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Member']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastActiveAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  links?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MemberUsageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MemberUsage'] = ResolversParentTypes['MemberUsage']> = {
  member?: Resolver<Maybe<ResolversTypes['Member']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MeterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Meter'] = ResolversParentTypes['Meter']> = {
  aggregation?: Resolver<ResolversTypes['MeterAggregation'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MeterFactsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MeterFacts'] = ResolversParentTypes['MeterFacts']> = {
  aggregation?: Resolver<ResolversTypes['MeterAggregation'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  used?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MeterUsageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MeterUsage'] = ResolversParentTypes['MeterUsage']> = {
  allowance?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  byMember?: Resolver<Maybe<Array<ResolversTypes['MemberUsage']>>, ParentType, ContextType, RequireFields<MeterUsageByMemberArgs, 'first'>>;
  meter?: Resolver<ResolversTypes['Meter'], ParentType, ContextType>;
  projected?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  remaining?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  resetsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  series?: Resolver<Maybe<Array<ResolversTypes['UsagePoint']>>, ParentType, ContextType, RequireFields<MeterUsageSeriesArgs, 'granularity'>>;
  state?: Resolver<ResolversTypes['AllowanceState'], ParentType, ContextType>;
  used?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type NextActionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NextAction'] = ResolversParentTypes['NextAction']> = {
  clientSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hostedUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
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

export type PeriodUsageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PeriodUsage'] = ResolversParentTypes['PeriodUsage']> = {
  activeMembers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  meters?: Resolver<Array<ResolversTypes['MeterFacts']>, ParentType, ContextType>;
  periodStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType, RequireFields<QueryAccountArgs, 'id'>>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Source'] = ResolversParentTypes['Source']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['SystemOfRecord'], ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UsageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Usage'] = ResolversParentTypes['Usage']> = {
  activeMembers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  meters?: Resolver<Array<ResolversTypes['MeterUsage']>, ParentType, ContextType, Partial<UsageMetersArgs>>;
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['Source']>, ParentType, ContextType>;
};

export type UsageFactsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageFacts'] = ResolversParentTypes['UsageFacts']> = {
  link?: Resolver<ResolversTypes['LinkState'], ParentType, ContextType>;
  usage?: Resolver<Maybe<ResolversTypes['PeriodUsage']>, ParentType, ContextType>;
};

export type UsagePointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsagePoint'] = ResolversParentTypes['UsagePoint']> = {
  start?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

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
  CurrencyCode?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  Member?: MemberResolvers<ContextType>;
  MemberUsage?: MemberUsageResolvers<ContextType>;
  Meter?: MeterResolvers<ContextType>;
  MeterFacts?: MeterFactsResolvers<ContextType>;
  MeterUsage?: MeterUsageResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  NextAction?: NextActionResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Period?: PeriodResolvers<ContextType>;
  PeriodUsage?: PeriodUsageResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  Source?: SourceResolvers<ContextType>;
  URL?: GraphQLScalarType;
  Usage?: UsageResolvers<ContextType>;
  UsageFacts?: UsageFactsResolvers<ContextType>;
  UsagePoint?: UsagePointResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  upstream?: UpstreamDirectiveResolver<any, any, ContextType>;
};
