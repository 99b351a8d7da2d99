import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountParent, AccountSearchParent } from '../resolvers/links.ts';
import type { ViewerReference } from '../../shared/account-reference.ts';
import type { CompanyRef } from '../domain/company.ts';
import type { MemberParent } from '../resolvers/member.ts';
import type { CompanyDocument } from '../domain/document.ts';
import type { Onboarding as OnboardingModel } from '../domain/onboarding.ts';
import type { StaffMember as StaffMemberModel } from '../domain/staff.ts';
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
  /** Who looks after the account. Staff are read from the CRM at most a minute before. */
  accountManager: Maybe<StaffMember>;
  /** Where the company is. */
  address: Maybe<Address>;
  /** Files that were put into the portal's folder and attached to the company, newest first. Files on notes are never among them. */
  documents: Maybe<DocumentConnection>;
  /** The company's internet domain. */
  domain: Maybe<Scalars['String']['output']>;
  /** The id of the company in the CRM. */
  id: Scalars['ID']['output'];
  /** The company's line of business, as the CRM names it. */
  industry: Maybe<Scalars['String']['output']>;
  /**
   * The links to the other systems, signed by the accounts subgraph for accounts that it reached through a list. Null for the
   * accounts of the assertion, whose links every subgraph knows. In the key, so that it travels with each reference and never
   * costs a stage.
   */
  links: Maybe<Scalars['String']['output']>;
  /** The people of the account, by contact id. */
  members: Maybe<MemberConnection>;
  /** Null only while the CRM cannot be reached: the other systems' parts still answer then. */
  name: Maybe<Scalars['String']['output']>;
  /** How far the account has come in being set up. */
  onboarding: Maybe<Onboarding>;
  /** The company that this one belongs to. */
  parent: Maybe<AccountRef>;
  /** The company's telephone number. */
  phone: Maybe<Scalars['String']['output']>;
  /** The plan as the CRM records it; billing.subscription is the plan as it is charged. */
  plan: Maybe<CrmPlan>;
  /**
   * One search over every system the account lives in. Its own people, documents and invoices are looked through as they are now;
   * tickets and articles are found through the help desk's index, which lags by minutes, and read afresh.
   */
  search: Maybe<AccountSearch>;
  /** The number of seats as the CRM records it. */
  seats: Maybe<Scalars['Int']['output']>;
  /** When the CRM's part was read. */
  source: Maybe<Source>;
  /** Where the relationship stands, as the CRM records it. */
  status: Maybe<AccountStatus>;
  /** For members who administer this account; each subsidiary is then theirs to read. */
  subsidiaries: Maybe<AccountConnection>;
};


/** A customer company. The CRM owns its identity; every other subgraph adds what its own system knows. */
export type AccountDocumentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/** A customer company. The CRM owns its identity; every other subgraph adds what its own system knows. */
export type AccountMembersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  role?: InputMaybe<MemberRole>;
};


/** A customer company. The CRM owns its identity; every other subgraph adds what its own system knows. */
export type AccountSearchArgs = {
  first?: Scalars['Int']['input'];
  text: Scalars['String']['input'];
};


/** A customer company. The CRM owns its identity; every other subgraph adds what its own system knows. */
export type AccountSubsidiariesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A page of accounts. */
export type AccountConnection = {
  __typename?: 'AccountConnection';
  /** The accounts of the page. */
  edges: Array<AccountEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** An account in a page. */
export type AccountEdge = {
  __typename?: 'AccountEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The account. */
  node: Account;
};

/** Which accounts to list: all that is given must hold. */
export type AccountFilter = {
  /** Staff: only the accounts that the caller looks after. */
  managedByMe?: InputMaybe<Scalars['Boolean']['input']>;
  /** The plan that the CRM records. */
  planKey?: InputMaybe<Scalars['String']['input']>;
  /** One of these statuses. */
  status?: InputMaybe<Array<AccountStatusFilter>>;
  /** Words to find in name, domain or telephone number; at most 200 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** An account by name, without what is in it. */
export type AccountRef = {
  __typename?: 'AccountRef';
  /** The account's id. */
  id: Scalars['ID']['output'];
  /** The account's name; null while the CRM cannot be reached. */
  name: Maybe<Scalars['String']['output']>;
};

/** What was found in an account, each part by the system that owns it. */
export type AccountSearch = {
  __typename?: 'AccountSearch';
  /** Documents of the account, by name, newest first. */
  documents: Maybe<Array<Document>>;
  /** People of the account, by name or e-mail address. */
  members: Maybe<Array<Member>>;
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

/** The statuses that accounts can be looked for by. */
export type AccountStatusFilter =
  /** A customer in good standing. */
  | 'ACTIVE'
  /** No longer a customer. */
  | 'CHURNED'
  /** Being set up. */
  | 'ONBOARDING'
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

/** Which step of being set up is done. */
export type CompleteOnboardingStepInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The step's key. */
  key: Scalars['String']['input'];
};

/** A plan as the CRM records it. */
export type CrmPlan = {
  __typename?: 'CrmPlan';
  /** The plan's key, the same in every system. */
  key: Scalars['String']['output'];
  /** The plan's name. */
  name: Scalars['String']['output'];
  /** The day on which it renews. */
  renewsOn: Maybe<Scalars['Date']['output']>;
};

/** A file that the company shares with the customer. */
export type Document = {
  __typename?: 'Document';
  /** Media type: application/pdf. */
  contentType: Maybe<Scalars['String']['output']>;
  /** When the file was put there. */
  createdAt: Scalars['DateTime']['output'];
  /** A link signed by the owner of the file; it expires within minutes. */
  downloadUrl: Maybe<Scalars['URL']['output']>;
  /** The day after which it is no longer offered. */
  expiresOn: Maybe<Scalars['Date']['output']>;
  /** The file's id. */
  id: Scalars['ID']['output'];
  /** By the subfolder that the file lies in. */
  kind: DocumentKind;
  /** The file's name. */
  name: Scalars['String']['output'];
  /** Size in bytes. */
  sizeBytes: Maybe<Scalars['Int']['output']>;
};

/** A page of documents. */
export type DocumentConnection = {
  __typename?: 'DocumentConnection';
  /** The documents of the page. */
  edges: Array<DocumentEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A document in a page. */
export type DocumentEdge = {
  __typename?: 'DocumentEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The document. */
  node: Document;
};

/** What a document is. */
export type DocumentKind =
  /** A certificate or attestation. */
  | 'CERTIFICATE'
  /** An agreement. */
  | 'CONTRACT'
  /** Anything else. */
  | 'OTHER'
  /** An offer. */
  | 'PROPOSAL'
  /** A specification. */
  | 'SPECIFICATION';

/** Whether an account has a counterpart in a system. */
export type LinkState =
  /** Another account claims the same: nobody reads through it. */
  | 'DUPLICATE'
  /** It has one. */
  | 'LINKED'
  /** It has none. */
  | 'MISSING';

/** A person at a customer: one CRM contact in one account. The id is opaque and stands for the pair; the role belongs to the pair. */
export type Member = {
  __typename?: 'Member';
  /** The person's e-mail address. */
  email: Maybe<Scalars['EmailAddress']['output']>;
  /** Opaque; stands for the person in this account. */
  id: Scalars['ID']['output'];
  /** What the person does at the company. */
  jobTitle: Maybe<Scalars['String']['output']>;
  /** The account's links, as Account.links has them. */
  links: Maybe<Scalars['String']['output']>;
  /** First and last name. */
  name: Maybe<Scalars['String']['output']>;
  /** Which kinds of mail the person receives: by the CRM's subscription types. */
  notificationPreferences: Maybe<Array<NotificationPreference>>;
  /** The person's telephone number. */
  phone: Maybe<Scalars['String']['output']>;
  /** What the person may do in this account. */
  role: Maybe<MemberRole>;
  /** Whether the person has taken up the invitation. */
  status: Maybe<MemberStatus>;
};

/** A page of members. */
export type MemberConnection = {
  __typename?: 'MemberConnection';
  /** The members of the page. */
  edges: Array<MemberEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A member in a page. */
export type MemberEdge = {
  __typename?: 'MemberEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The member. */
  node: Member;
};

/** What became of a change to the caller. */
export type MemberPayload = {
  __typename?: 'MemberPayload';
  /** The caller in viewer.account, read back from the CRM; null where nothing was changed. */
  member: Maybe<Member>;
  /** Why nothing was changed. */
  userErrors: Array<UserError>;
};

/** A contact without one of these on its association with the company is no member and has no access. */
export type MemberRole =
  /** Manages the account, its team, its billing and its tickets. */
  | 'ADMIN'
  /** Manages billing and reads documents. */
  | 'BILLING'
  /** Uses the product. */
  | 'MEMBER';

/** Whether a person has taken up the invitation. */
export type MemberStatus =
  /** Has signed in. */
  | 'ACTIVE'
  /** Invited, not seen yet. */
  | 'INVITED';

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
  /** Marks a step of being set up as done. One that is done already stays as it was. */
  completeOnboardingStep: OnboardingPayload;
  /** Changes what the CRM has of the company. What is left out stays as it is. */
  updateAccount: UpdateAccountPayload;
  /** Chooses which kinds of mail the caller receives. Kinds that are left out stay as they are. */
  updateNotificationPreferences: MemberPayload;
  /** Changes what the CRM has of the caller. What is left out stays as it is. */
  updateProfile: MemberPayload;
};


export type MutationCompleteOnboardingStepArgs = {
  input: CompleteOnboardingStepInput;
};


export type MutationUpdateAccountArgs = {
  input: UpdateAccountInput;
};


export type MutationUpdateNotificationPreferencesArgs = {
  input: UpdateNotificationPreferencesInput;
};


export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};

/** Something the customer has to do before the bank lets the payment through (3-D Secure). */
export type NextAction = {
  __typename?: 'NextAction';
  /** For the billing system's own script in the client. */
  clientSecret: Maybe<Scalars['String']['output']>;
  /** A page that does the same without a script. */
  hostedUrl: Maybe<Scalars['URL']['output']>;
};

/** One kind of mail, and whether the person wants it. */
export type NotificationPreference = {
  __typename?: 'NotificationPreference';
  /** The id of the subscription type in the CRM. */
  key: Scalars['String']['output'];
  /** Its name. */
  name: Scalars['String']['output'];
  /** Whether the person receives it. */
  subscribed: Scalars['Boolean']['output'];
};

/** One kind of mail, and whether to receive it. */
export type NotificationPreferenceInput = {
  /** The key of the notification preference. */
  key: Scalars['String']['input'];
  /** Whether the person wants it. */
  subscribed: Scalars['Boolean']['input'];
};

/** How far an account has come in being set up. */
export type Onboarding = {
  __typename?: 'Onboarding';
  /** When the last step was done; null while one is open. */
  completedAt: Maybe<Scalars['DateTime']['output']>;
  /** Done steps over all steps, 0 to 1. */
  progress: Scalars['Float']['output'];
  /** The steps in their order. */
  steps: Array<OnboardingStep>;
};

/** What became of a step. */
export type OnboardingPayload = {
  __typename?: 'OnboardingPayload';
  /** How far the account has come, read back from the CRM; null where nothing was changed. */
  onboarding: Maybe<Onboarding>;
  /** Why nothing was changed. */
  userErrors: Array<UserError>;
};

/** One step of being set up. */
export type OnboardingStep = {
  __typename?: 'OnboardingStep';
  /** When it was done. */
  completedAt: Maybe<Scalars['DateTime']['output']>;
  /** Whether it is done. */
  done: Scalars['Boolean']['output'];
  /** The step's key. */
  key: Scalars['String']['output'];
  /** The step's title, as the CRM labels it. */
  title: Scalars['String']['output'];
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

/** What kind of caller stands behind a token. */
export type PrincipalKind =
  /** A person at a customer. */
  | 'CUSTOMER'
  /** A partner's client program. */
  | 'PARTNER'
  /** A member of the staff of the company that runs the graph. */
  | 'STAFF';

export type Query = {
  __typename?: 'Query';
  /** One customer account. Null where it does not exist and where the caller may not see it: the two cannot be told apart. */
  account: Maybe<Account>;
  /**
   * Staff and partners: the accounts the caller may see, last modified in the CRM first. The CRM finds them through its search
   * index: an account changed moments ago may be missing for a few seconds (what is shown of it is read afresh), and no search
   * reaches beyond its first 10,000 results: further pages end there with hasNextPage false. Narrow the filter to reach the rest.
   */
  accounts: Maybe<AccountConnection>;
  /** The person or client behind the token, as the CRM knows them now. */
  viewer: Maybe<Viewer>;
};


export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AccountFilter>;
  first?: Scalars['Int']['input'];
};

/** Where a part of the answer came from. Every value beside it was read from its owner at or after asOf: the graph keeps no copy. */
export type Source = {
  __typename?: 'Source';
  /** The moment at or after which every value beside it was read. */
  asOf: Scalars['DateTime']['output'];
  /** The system that owns the facts. */
  system: SystemOfRecord;
};

/** Somebody of the company that runs the graph. */
export type StaffMember = {
  __typename?: 'StaffMember';
  /** Their e-mail address. */
  email: Maybe<Scalars['EmailAddress']['output']>;
  /** Their id in the CRM. */
  id: Scalars['ID']['output'];
  /** Their name. */
  name: Scalars['String']['output'];
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

/** What to change of an account. */
export type UpdateAccountInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Where the company is. */
  address?: InputMaybe<AddressInput>;
  /** The company's internet domain: example.com. */
  domain?: InputMaybe<Scalars['String']['input']>;
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The company's name, 1 to 255 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The company's telephone number, 50 characters at most; empty for none. */
  phone?: InputMaybe<Scalars['String']['input']>;
};

/** What became of a change to an account. */
export type UpdateAccountPayload = {
  __typename?: 'UpdateAccountPayload';
  /** The account, read back from the CRM; null where nothing was changed. */
  account: Maybe<Account>;
  /** Why nothing was changed. */
  userErrors: Array<UserError>;
};

/** Which kinds of mail to receive. */
export type UpdateNotificationPreferencesInput = {
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What is to change; 20 at most. */
  preferences: Array<NotificationPreferenceInput>;
};

/** What to change of the caller. */
export type UpdateProfileInput = {
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What the person does at the company, 100 characters at most; empty for none. */
  jobTitle?: InputMaybe<Scalars['String']['input']>;
  /** First and last name, 1 to 200 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The person's telephone number, 50 characters at most; empty for none. */
  phone?: InputMaybe<Scalars['String']['input']>;
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
  /** Every account the person belongs to. */
  accounts: Maybe<Array<AccountRef>>;
  /** Where the identity provider lets people change password and second factor. */
  identityConsoleUrl: Maybe<Scalars['URL']['output']>;
  /** Customer, member of staff, or partner. */
  kind: PrincipalKind;
  /** Who the person is in viewer.account; null for staff and for partner clients. */
  member: Maybe<Member>;
  /** Display name: the person, the member of staff, or the partner's client. */
  name: Maybe<Scalars['String']['output']>;
  /** What the caller may do in viewer.account. */
  scopes: Array<Scalars['String']['output']>;
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
  Account: ResolverTypeWrapper<AccountParent>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AccountConnection: ResolverTypeWrapper<Omit<AccountConnection, 'edges'> & { edges: Array<ResolversTypes['AccountEdge']> }>;
  AccountEdge: ResolverTypeWrapper<Omit<AccountEdge, 'node'> & { node: ResolversTypes['Account'] }>;
  AccountFilter: AccountFilter;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  AccountRef: ResolverTypeWrapper<CompanyRef>;
  AccountSearch: ResolverTypeWrapper<AccountSearchParent>;
  AccountStatus: AccountStatus;
  AccountStatusFilter: AccountStatusFilter;
  Address: ResolverTypeWrapper<Address>;
  AddressInput: AddressInput;
  AllowanceState: AllowanceState;
  CompleteOnboardingStepInput: CompleteOnboardingStepInput;
  CrmPlan: ResolverTypeWrapper<CrmPlan>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Document: ResolverTypeWrapper<CompanyDocument>;
  DocumentConnection: ResolverTypeWrapper<Omit<DocumentConnection, 'edges'> & { edges: Array<ResolversTypes['DocumentEdge']> }>;
  DocumentEdge: ResolverTypeWrapper<Omit<DocumentEdge, 'node'> & { node: ResolversTypes['Document'] }>;
  DocumentKind: DocumentKind;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  LinkState: LinkState;
  Member: ResolverTypeWrapper<MemberParent>;
  MemberConnection: ResolverTypeWrapper<Omit<MemberConnection, 'edges'> & { edges: Array<ResolversTypes['MemberEdge']> }>;
  MemberEdge: ResolverTypeWrapper<Omit<MemberEdge, 'node'> & { node: ResolversTypes['Member'] }>;
  MemberPayload: ResolverTypeWrapper<Omit<MemberPayload, 'member'> & { member?: Maybe<ResolversTypes['Member']> }>;
  MemberRole: MemberRole;
  MemberStatus: MemberStatus;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NextAction: ResolverTypeWrapper<NextAction>;
  NotificationPreference: ResolverTypeWrapper<NotificationPreference>;
  NotificationPreferenceInput: NotificationPreferenceInput;
  Onboarding: ResolverTypeWrapper<OnboardingModel>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  OnboardingPayload: ResolverTypeWrapper<Omit<OnboardingPayload, 'onboarding'> & { onboarding?: Maybe<ResolversTypes['Onboarding']> }>;
  OnboardingStep: ResolverTypeWrapper<OnboardingStep>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Period: ResolverTypeWrapper<Period>;
  PrincipalKind: PrincipalKind;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Source: ResolverTypeWrapper<Source>;
  StaffMember: ResolverTypeWrapper<StaffMemberModel>;
  SubscriptionChange: SubscriptionChange;
  SubscriptionStatus: SubscriptionStatus;
  SystemOfRecord: SystemOfRecord;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UpdateAccountInput: UpdateAccountInput;
  UpdateAccountPayload: ResolverTypeWrapper<Omit<UpdateAccountPayload, 'account'> & { account?: Maybe<ResolversTypes['Account']> }>;
  UpdateNotificationPreferencesInput: UpdateNotificationPreferencesInput;
  UpdateProfileInput: UpdateProfileInput;
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
  AccountConnection: Omit<AccountConnection, 'edges'> & { edges: Array<ResolversParentTypes['AccountEdge']> };
  AccountEdge: Omit<AccountEdge, 'node'> & { node: ResolversParentTypes['Account'] };
  AccountFilter: AccountFilter;
  Boolean: Scalars['Boolean']['output'];
  AccountRef: CompanyRef;
  AccountSearch: AccountSearchParent;
  Address: Address;
  AddressInput: AddressInput;
  CompleteOnboardingStepInput: CompleteOnboardingStepInput;
  CrmPlan: CrmPlan;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Document: CompanyDocument;
  DocumentConnection: Omit<DocumentConnection, 'edges'> & { edges: Array<ResolversParentTypes['DocumentEdge']> };
  DocumentEdge: Omit<DocumentEdge, 'node'> & { node: ResolversParentTypes['Document'] };
  EmailAddress: Scalars['EmailAddress']['output'];
  Member: MemberParent;
  MemberConnection: Omit<MemberConnection, 'edges'> & { edges: Array<ResolversParentTypes['MemberEdge']> };
  MemberEdge: Omit<MemberEdge, 'node'> & { node: ResolversParentTypes['Member'] };
  MemberPayload: Omit<MemberPayload, 'member'> & { member?: Maybe<ResolversParentTypes['Member']> };
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  NextAction: NextAction;
  NotificationPreference: NotificationPreference;
  NotificationPreferenceInput: NotificationPreferenceInput;
  Onboarding: OnboardingModel;
  Float: Scalars['Float']['output'];
  OnboardingPayload: Omit<OnboardingPayload, 'onboarding'> & { onboarding?: Maybe<ResolversParentTypes['Onboarding']> };
  OnboardingStep: OnboardingStep;
  PageInfo: PageInfo;
  Period: Period;
  Query: Record<PropertyKey, never>;
  Source: Source;
  StaffMember: StaffMemberModel;
  SubscriptionChange: SubscriptionChange;
  URL: Scalars['URL']['output'];
  UpdateAccountInput: UpdateAccountInput;
  UpdateAccountPayload: Omit<UpdateAccountPayload, 'account'> & { account?: Maybe<ResolversParentTypes['Account']> };
  UpdateNotificationPreferencesInput: UpdateNotificationPreferencesInput;
  UpdateProfileInput: UpdateProfileInput;
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
  accountManager?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  documents?: Resolver<Maybe<ResolversTypes['DocumentConnection']>, ParentType, ContextType, RequireFields<AccountDocumentsArgs, 'first'>>;
  domain?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  industry?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  links?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  members?: Resolver<Maybe<ResolversTypes['MemberConnection']>, ParentType, ContextType, RequireFields<AccountMembersArgs, 'first'>>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  onboarding?: Resolver<Maybe<ResolversTypes['Onboarding']>, ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['AccountRef']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['CrmPlan']>, ParentType, ContextType>;
  search?: Resolver<Maybe<ResolversTypes['AccountSearch']>, ParentType, ContextType, RequireFields<AccountSearchArgs, 'first' | 'text'>>;
  seats?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['Source']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['AccountStatus']>, ParentType, ContextType>;
  subsidiaries?: Resolver<Maybe<ResolversTypes['AccountConnection']>, ParentType, ContextType, RequireFields<AccountSubsidiariesArgs, 'first'>>;
};

export type AccountConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountConnection'] = ResolversParentTypes['AccountConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AccountEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AccountEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountEdge'] = ResolversParentTypes['AccountEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
};

export type AccountRefResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountRef'] = ResolversParentTypes['AccountRef']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AccountSearchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountSearch'] = ResolversParentTypes['AccountSearch']> = {
  documents?: Resolver<Maybe<Array<ResolversTypes['Document']>>, ParentType, ContextType>;
  members?: Resolver<Maybe<Array<ResolversTypes['Member']>>, ParentType, ContextType>;
};

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  countryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line1?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CrmPlanResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CrmPlan'] = ResolversParentTypes['CrmPlan']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  renewsOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
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

export type DocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Document'] = ResolversParentTypes['Document']> = {
  contentType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  downloadUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  expiresOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DocumentKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DocumentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentConnection'] = ResolversParentTypes['DocumentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DocumentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DocumentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentEdge'] = ResolversParentTypes['DocumentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Document'], ParentType, ContextType>;
};

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type MemberResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Member'] = ResolversParentTypes['Member'], FederationReferenceType extends FederationReferenceTypes['Member'] = FederationReferenceTypes['Member']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Member']> | FederationReferenceType, FederationReferenceType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  jobTitle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  links?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  notificationPreferences?: Resolver<Maybe<Array<ResolversTypes['NotificationPreference']>>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['MemberRole']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['MemberStatus']>, ParentType, ContextType>;
};

export type MemberConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MemberConnection'] = ResolversParentTypes['MemberConnection']> = {
  edges?: Resolver<Array<ResolversTypes['MemberEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MemberEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MemberEdge'] = ResolversParentTypes['MemberEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Member'], ParentType, ContextType>;
};

export type MemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MemberPayload'] = ResolversParentTypes['MemberPayload']> = {
  member?: Resolver<Maybe<ResolversTypes['Member']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  completeOnboardingStep?: Resolver<ResolversTypes['OnboardingPayload'], ParentType, ContextType, RequireFields<MutationCompleteOnboardingStepArgs, 'input'>>;
  updateAccount?: Resolver<ResolversTypes['UpdateAccountPayload'], ParentType, ContextType, RequireFields<MutationUpdateAccountArgs, 'input'>>;
  updateNotificationPreferences?: Resolver<ResolversTypes['MemberPayload'], ParentType, ContextType, RequireFields<MutationUpdateNotificationPreferencesArgs, 'input'>>;
  updateProfile?: Resolver<ResolversTypes['MemberPayload'], ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
};

export type NextActionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NextAction'] = ResolversParentTypes['NextAction']> = {
  clientSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hostedUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
};

export type NotificationPreferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationPreference'] = ResolversParentTypes['NotificationPreference']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subscribed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type OnboardingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Onboarding'] = ResolversParentTypes['Onboarding']> = {
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['OnboardingStep']>, ParentType, ContextType>;
};

export type OnboardingPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OnboardingPayload'] = ResolversParentTypes['OnboardingPayload']> = {
  onboarding?: Resolver<Maybe<ResolversTypes['Onboarding']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type OnboardingStepResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OnboardingStep'] = ResolversParentTypes['OnboardingStep']> = {
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  done?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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
  accounts?: Resolver<Maybe<ResolversTypes['AccountConnection']>, ParentType, ContextType, RequireFields<QueryAccountsArgs, 'first'>>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type SourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Source'] = ResolversParentTypes['Source']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['SystemOfRecord'], ParentType, ContextType>;
};

export type StaffMemberResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StaffMember'] = ResolversParentTypes['StaffMember']> = {
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UpdateAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateAccountPayload'] = ResolversParentTypes['UpdateAccountPayload']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  accounts?: Resolver<Maybe<Array<ResolversTypes['AccountRef']>>, ParentType, ContextType>;
  identityConsoleUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PrincipalKind'], ParentType, ContextType>;
  member?: Resolver<Maybe<ResolversTypes['Member']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Account?: AccountResolvers<ContextType>;
  AccountConnection?: AccountConnectionResolvers<ContextType>;
  AccountEdge?: AccountEdgeResolvers<ContextType>;
  AccountRef?: AccountRefResolvers<ContextType>;
  AccountSearch?: AccountSearchResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  CrmPlan?: CrmPlanResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Document?: DocumentResolvers<ContextType>;
  DocumentConnection?: DocumentConnectionResolvers<ContextType>;
  DocumentEdge?: DocumentEdgeResolvers<ContextType>;
  EmailAddress?: GraphQLScalarType;
  Member?: MemberResolvers<ContextType>;
  MemberConnection?: MemberConnectionResolvers<ContextType>;
  MemberEdge?: MemberEdgeResolvers<ContextType>;
  MemberPayload?: MemberPayloadResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NextAction?: NextActionResolvers<ContextType>;
  NotificationPreference?: NotificationPreferenceResolvers<ContextType>;
  Onboarding?: OnboardingResolvers<ContextType>;
  OnboardingPayload?: OnboardingPayloadResolvers<ContextType>;
  OnboardingStep?: OnboardingStepResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Period?: PeriodResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Source?: SourceResolvers<ContextType>;
  StaffMember?: StaffMemberResolvers<ContextType>;
  URL?: GraphQLScalarType;
  UpdateAccountPayload?: UpdateAccountPayloadResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  upstream?: UpstreamDirectiveResolver<any, any, ContextType>;
};
