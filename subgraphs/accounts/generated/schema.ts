import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountParent, AccountSearchParent } from '../services/signed-links.ts';
import type { ViewerReference } from '@customer-graph/subgraph-kit/account-reference';
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
  /** A whole number up to 2^53 - 1 in either direction, as a JSON number. JavaScript holds it exactly. */
  SafeInt: { input: number; output: number; }
  /** An absolute https URL. */
  URL: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** A customer company. The CRM owns its identity; every other system adds its own data. */
export type Account = {
  __typename?: 'Account';
  /** The member of staff who is responsible for the account. May be up to one minute old. */
  accountManager: Maybe<StaffMember>;
  /** The company's postal address. */
  address: Maybe<Address>;
  /** The facts that Account.consistency compares; null while they are unknown. */
  crmFacts: Maybe<CrmFacts>;
  /** Files in the portal's folder that are attached to the company, newest first. Does not contain files of notes. */
  documents: Maybe<DocumentConnection>;
  /** The company's internet domain. */
  domain: Maybe<Scalars['String']['output']>;
  /** The id of the company in the CRM. */
  id: Scalars['ID']['output'];
  /** The company's line of business, as the CRM names it. */
  industry: Maybe<Scalars['String']['output']>;
  /**
   * The links to the other systems. The accounts subgraph signs them for accounts of lists; null for accounts of the assertion, which
   * already contains them. Part of the key, so that every reference carries them without an extra fetch.
   */
  links: Maybe<Scalars['String']['output']>;
  /** The members of the account, by contact id. */
  members: Maybe<MemberConnection>;
  /** The company's name. Null only while the CRM is unavailable; fields of other systems still have values then. */
  name: Maybe<Scalars['String']['output']>;
  /** The progress of the account's onboarding. */
  onboarding: Maybe<Onboarding>;
  /** The parent company. */
  parent: Maybe<AccountRef>;
  /** The company's telephone number. */
  phone: Maybe<Scalars['String']['output']>;
  /** The plan as the CRM records it. billing.subscription has the plan that is charged. */
  plan: Maybe<CrmPlan>;
  /**
   * Searches the account in every system. People, documents and invoices are searched in their current state. Tickets and articles
   * are found through the help desk's index, which lags by minutes, and are then read again.
   */
  search: Maybe<AccountSearch>;
  /** The number of seats as the CRM records it. */
  seatCount: Maybe<Scalars['SafeInt']['output']>;
  /** The number of seats as the CRM records it. Null if it exceeds 2147483647: seatCount has it. */
  seats: Maybe<Scalars['Int']['output']>;
  /** The time at which the CRM was read. */
  source: Maybe<Source>;
  /** The status of the customer relationship, as the CRM records it. */
  status: Maybe<AccountStatus>;
  /** The subsidiaries. For administrators of this account, who may read each subsidiary. */
  subsidiaries: Maybe<AccountConnection>;
};


/** A customer company. The CRM owns its identity; every other system adds its own data. */
export type AccountDocumentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/** A customer company. The CRM owns its identity; every other system adds its own data. */
export type AccountMembersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  role?: InputMaybe<MemberRole>;
};


/** A customer company. The CRM owns its identity; every other system adds its own data. */
export type AccountSearchArgs = {
  first?: Scalars['Int']['input'];
  text: Scalars['String']['input'];
};


/** A customer company. The CRM owns its identity; every other system adds its own data. */
export type AccountSubsidiariesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A page of accounts. */
export type AccountConnection = {
  __typename?: 'AccountConnection';
  /** The accounts of the page. */
  edges: Array<AccountEdge>;
  /** The position of the page in the list. */
  pageInfo: PageInfo;
};

/** An account in a page. */
export type AccountEdge = {
  __typename?: 'AccountEdge';
  /** The cursor of this element. */
  cursor: Scalars['String']['output'];
  /** The account. */
  node: Account;
};

/** A filter of accounts. An account must match every given field. */
export type AccountFilter = {
  /** For staff: only accounts for which the caller is responsible. */
  managedByMe?: InputMaybe<Scalars['Boolean']['input']>;
  /** The key of the plan that the CRM records. */
  planKey?: InputMaybe<Scalars['String']['input']>;
  /** One of these statuses. */
  status?: InputMaybe<Array<AccountStatusFilter>>;
  /** Words to search in name, domain and telephone number, at most 200 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** An account's id and name, without its other fields. */
export type AccountRef = {
  __typename?: 'AccountRef';
  /** The account's id. */
  id: Scalars['ID']['output'];
  /** The account's name; null while the CRM is unavailable. */
  name: Maybe<Scalars['String']['output']>;
};

/** The results of a search in an account, by system. */
export type AccountSearch = {
  __typename?: 'AccountSearch';
  /** Documents whose name contains the searched text, newest first. */
  documents: Maybe<Array<Document>>;
  /** Members whose name or e-mail address contains the searched text. */
  members: Maybe<Array<Member>>;
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

/** Statuses for a filter of accounts. */
export type AccountStatusFilter =
  /** A customer in good standing. */
  | 'ACTIVE'
  /** No longer a customer. */
  | 'CHURNED'
  /** In onboarding. */
  | 'ONBOARDING'
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

/** The step of the onboarding to complete. */
export type CompleteOnboardingStepInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The step's key. */
  key: Scalars['String']['input'];
};

/** The facts of the CRM that other systems are compared with. */
export type CrmFacts = {
  __typename?: 'CrmFacts';
  /** The day on which the plan ends. */
  endsOn: Maybe<Scalars['Date']['output']>;
  /** The plan's key. */
  planKey: Maybe<Scalars['String']['output']>;
  /** The day of the next renewal. */
  renewsOn: Maybe<Scalars['Date']['output']>;
  /** The number of seats. */
  seats: Maybe<Scalars['SafeInt']['output']>;
  /** The status. */
  status: Maybe<AccountStatus>;
};

/** A plan as the CRM records it. */
export type CrmPlan = {
  __typename?: 'CrmPlan';
  /** The day on which the plan ends; null if it renews. */
  endsOn: Maybe<Scalars['Date']['output']>;
  /** The plan's key, the same in every system. */
  key: Scalars['String']['output'];
  /** The plan's name. */
  name: Scalars['String']['output'];
  /** The day of the next renewal; null if the plan ends instead. */
  renewsOn: Maybe<Scalars['Date']['output']>;
};

/** A file that the company shares with the customer. */
export type Document = {
  __typename?: 'Document';
  /** Size in bytes. */
  byteSize: Maybe<Scalars['SafeInt']['output']>;
  /** The media type, such as application/pdf. */
  contentType: Maybe<Scalars['String']['output']>;
  /** The time at which the file was uploaded. */
  createdAt: Scalars['DateTime']['output'];
  /** A signed link to the file. It expires after a few minutes. */
  downloadUrl: Maybe<Scalars['URL']['output']>;
  /** The last day on which the document is available. */
  expiresOn: Maybe<Scalars['Date']['output']>;
  /** The file's id. */
  id: Scalars['ID']['output'];
  /** The kind, by the subfolder of the file. */
  kind: DocumentKind;
  /** The file's name. */
  name: Scalars['String']['output'];
  /** Size in bytes. Null if it exceeds 2147483647: byteSize has it. */
  sizeBytes: Maybe<Scalars['Int']['output']>;
};

/** A page of documents. */
export type DocumentConnection = {
  __typename?: 'DocumentConnection';
  /** The documents of the page. */
  edges: Array<DocumentEdge>;
  /** The position of the page in the list. */
  pageInfo: PageInfo;
};

/** A document in a page. */
export type DocumentEdge = {
  __typename?: 'DocumentEdge';
  /** The cursor of this element. */
  cursor: Scalars['String']['output'];
  /** The document. */
  node: Document;
};

/** Kinds of documents. */
export type DocumentKind =
  /** A certificate or attestation. */
  | 'CERTIFICATE'
  /** An agreement. */
  | 'CONTRACT'
  /** Any other document. */
  | 'OTHER'
  /** An offer. */
  | 'PROPOSAL'
  /** A specification. */
  | 'SPECIFICATION';

/** An invitation to become a member of an account. */
export type Invitation = {
  __typename?: 'Invitation';
  /** The account. */
  account: AccountRef;
  /** The id of the invited member, for acceptInvitation. */
  memberId: Scalars['ID']['output'];
  /** The role that the person will have. */
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

/** A person's membership in an account: the pair of a CRM contact and an account. Id and role belong to the pair. */
export type Member = {
  __typename?: 'Member';
  /** The person's e-mail address. */
  email: Maybe<Scalars['EmailAddress']['output']>;
  /** Opaque id of the person's membership in this account. */
  id: Scalars['ID']['output'];
  /** The person's job title. */
  jobTitle: Maybe<Scalars['String']['output']>;
  /** The same value as Account.links of the account. */
  links: Maybe<Scalars['String']['output']>;
  /** First and last name. */
  name: Maybe<Scalars['String']['output']>;
  /** The kinds of mail that the person receives, by the CRM's subscription types. */
  notificationPreferences: Maybe<Array<NotificationPreference>>;
  /** The person's telephone number. */
  phone: Maybe<Scalars['String']['output']>;
  /** The person's role in this account. */
  role: Maybe<MemberRole>;
  /** Whether the person has accepted the invitation. */
  status: Maybe<MemberStatus>;
};

/** A page of members. */
export type MemberConnection = {
  __typename?: 'MemberConnection';
  /** The members of the page. */
  edges: Array<MemberEdge>;
  /** The position of the page in the list. */
  pageInfo: PageInfo;
};

/** A member in a page. */
export type MemberEdge = {
  __typename?: 'MemberEdge';
  /** The cursor of this element. */
  cursor: Scalars['String']['output'];
  /** The member. */
  node: Member;
};

/** The result of a change of the caller. */
export type MemberPayload = {
  __typename?: 'MemberPayload';
  /** The caller in viewer.account, read again from the CRM; null if nothing was changed. */
  member: Maybe<Member>;
  /** The reasons why nothing was changed; empty after a change. */
  userErrors: Array<UserError>;
};

/** The role of a member in an account. A contact without a role is not a member and has no access. */
export type MemberRole =
  /** Manages the account, its team, its billing and its tickets. */
  | 'ADMIN'
  /** Manages billing and reads documents. */
  | 'BILLING'
  /** Uses the product. */
  | 'MEMBER';

/** Whether a person has accepted the invitation. */
export type MemberStatus =
  /** Has signed in. */
  | 'ACTIVE'
  /** Invited, has not signed in yet. */
  | 'INVITED';

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
  /** Completes a step of the onboarding. A completed step stays as it is. */
  completeOnboardingStep: OnboardingPayload;
  /** Changes the company in the CRM. Absent fields stay as they are. */
  updateAccount: UpdateAccountPayload;
  /** Changes the kinds of mail that the caller receives. Absent kinds stay as they are. */
  updateNotificationPreferences: MemberPayload;
  /** Changes the caller's contact in the CRM. Absent fields stay as they are. */
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

/** An action of the customer that the bank requires before it executes the payment (3-D Secure). */
export type NextAction = {
  __typename?: 'NextAction';
  /** The secret for the billing system's script in the client. */
  clientSecret: Maybe<Scalars['String']['output']>;
  /** A page for the same action, for clients without the script. */
  hostedUrl: Maybe<Scalars['URL']['output']>;
};

/** One kind of mail, and whether the person receives it. */
export type NotificationPreference = {
  __typename?: 'NotificationPreference';
  /** The id of the subscription type in the CRM. */
  key: Scalars['String']['output'];
  /** The name of the kind of mail. */
  name: Scalars['String']['output'];
  /** Whether the person receives it. */
  subscribed: Scalars['Boolean']['output'];
};

/** One kind of mail, and whether to receive it. */
export type NotificationPreferenceInput = {
  /** The key of the notification preference. */
  key: Scalars['String']['input'];
  /** Whether to receive it. */
  subscribed: Scalars['Boolean']['input'];
};

/** The progress of an account's onboarding. */
export type Onboarding = {
  __typename?: 'Onboarding';
  /** The completion time of the last step; null while a step is not completed. */
  completedAt: Maybe<Scalars['DateTime']['output']>;
  /** Completed steps divided by all steps, 0 to 1. */
  progress: Scalars['Float']['output'];
  /** The steps, in their order. */
  steps: Array<OnboardingStep>;
};

/** The result of the completion of a step. */
export type OnboardingPayload = {
  __typename?: 'OnboardingPayload';
  /** The onboarding, read again from the CRM; null if nothing was changed. */
  onboarding: Maybe<Onboarding>;
  /** The reasons why nothing was changed; empty after a change. */
  userErrors: Array<UserError>;
};

/** One step of the onboarding. */
export type OnboardingStep = {
  __typename?: 'OnboardingStep';
  /** The completion time; null: not completed. */
  completedAt: Maybe<Scalars['DateTime']['output']>;
  /** Whether the step is completed. */
  done: Scalars['Boolean']['output'];
  /** The step's key. */
  key: Scalars['String']['output'];
  /** The step's title, as the CRM labels it. */
  title: Scalars['String']['output'];
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

/** Kinds of callers. */
export type PrincipalKind =
  /** A person at a customer. */
  | 'CUSTOMER'
  /** A partner's client program. */
  | 'PARTNER'
  /** A member of the staff of the company that runs the graph. */
  | 'STAFF';

export type Query = {
  __typename?: 'Query';
  /** One customer account. Null if it does not exist or the caller may not see it; the two cases look the same. */
  account: Maybe<Account>;
  /**
   * For staff and partners: the accounts that the caller may see, last modified in the CRM first. The CRM's search index lags by
   * seconds, so a recently changed account may be missing; the values of listed accounts are always current. A search ends after
   * 10,000 results: the last page then has hasNextPage false. Use a narrower filter to reach the other accounts.
   */
  accounts: Maybe<AccountConnection>;
  /** The caller: the person or client of the token. */
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

/** The origin of the values beside it. They were read from the owner at or after asOf: the graph stores no copy. */
export type Source = {
  __typename?: 'Source';
  /** The values beside it were read at or after this time. */
  asOf: Scalars['DateTime']['output'];
  /** The system that owns the values. */
  system: SystemOfRecord;
};

/** A member of the staff of the company that runs the graph. */
export type StaffMember = {
  __typename?: 'StaffMember';
  /** The e-mail address. */
  email: Maybe<Scalars['EmailAddress']['output']>;
  /** The id in the CRM. */
  id: Scalars['ID']['output'];
  /** First and last name. */
  name: Scalars['String']['output'];
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

/** A change of an account. Absent fields stay as they are. */
export type UpdateAccountInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** The company's postal address. */
  address?: InputMaybe<AddressInput>;
  /** The company's internet domain, such as example.com. */
  domain?: InputMaybe<Scalars['String']['input']>;
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The company's name, 1 to 255 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The company's telephone number, at most 50 characters. An empty text removes it. */
  phone?: InputMaybe<Scalars['String']['input']>;
};

/** The result of a change of an account. */
export type UpdateAccountPayload = {
  __typename?: 'UpdateAccountPayload';
  /** The account, read again from the CRM; null if nothing was changed. */
  account: Maybe<Account>;
  /** The reasons why nothing was changed; empty after a change. */
  userErrors: Array<UserError>;
};

/** A choice of the kinds of mail to receive. */
export type UpdateNotificationPreferencesInput = {
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The kinds of mail to change, 1 to 20. */
  preferences: Array<NotificationPreferenceInput>;
};

/** A change of the caller. Absent fields stay as they are. */
export type UpdateProfileInput = {
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The person's job title, at most 100 characters. An empty text removes it. */
  jobTitle?: InputMaybe<Scalars['String']['input']>;
  /** First and last name, 1 to 200 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The person's telephone number, at most 50 characters. An empty text removes it. */
  phone?: InputMaybe<Scalars['String']['input']>;
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
  /** All accounts of which the person is a member; null for staff and partners. */
  accounts: Maybe<Array<AccountRef>>;
  /** The identity provider's page for changes of password and second factor. */
  identityConsoleUrl: Maybe<Scalars['URL']['output']>;
  /**
   * Invitations to the caller's verified e-mail address that wait for acceptance; null for staff and partners. Found by the CRM's
   * search, so a new one appears within seconds.
   */
  invitations: Maybe<Array<Invitation>>;
  /** The kind of caller: customer, staff or partner. */
  kind: PrincipalKind;
  /** The person's membership in viewer.account; null for staff and partners. */
  member: Maybe<Member>;
  /** The display name of the person or of the partner's client. */
  name: Maybe<Scalars['String']['output']>;
  /** The caller's scopes in viewer.account. */
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
  CrmFacts: ResolverTypeWrapper<CrmFacts>;
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
  Invitation: ResolverTypeWrapper<Omit<Invitation, 'account'> & { account: ResolversTypes['AccountRef'] }>;
  LinkState: LinkState;
  Member: ResolverTypeWrapper<MemberParent>;
  MemberConnection: ResolverTypeWrapper<Omit<MemberConnection, 'edges'> & { edges: Array<ResolversTypes['MemberEdge']> }>;
  MemberEdge: ResolverTypeWrapper<Omit<MemberEdge, 'node'> & { node: ResolversTypes['Member'] }>;
  MemberPayload: ResolverTypeWrapper<Omit<MemberPayload, 'member'> & { member?: Maybe<ResolversTypes['Member']> }>;
  MemberRole: MemberRole;
  MemberStatus: MemberStatus;
  MeterAggregation: MeterAggregation;
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
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
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
  CrmFacts: CrmFacts;
  CrmPlan: CrmPlan;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Document: CompanyDocument;
  DocumentConnection: Omit<DocumentConnection, 'edges'> & { edges: Array<ResolversParentTypes['DocumentEdge']> };
  DocumentEdge: Omit<DocumentEdge, 'node'> & { node: ResolversParentTypes['Document'] };
  EmailAddress: Scalars['EmailAddress']['output'];
  Invitation: Omit<Invitation, 'account'> & { account: ResolversParentTypes['AccountRef'] };
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
  SafeInt: Scalars['SafeInt']['output'];
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
  crmFacts?: Resolver<Maybe<ResolversTypes['CrmFacts']>, ParentType, ContextType>;
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
  seatCount?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
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

export type CrmFactsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CrmFacts'] = ResolversParentTypes['CrmFacts']> = {
  endsOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  planKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  renewsOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  seats?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['AccountStatus']>, ParentType, ContextType>;
};

export type CrmPlanResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CrmPlan'] = ResolversParentTypes['CrmPlan']> = {
  endsOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
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
  byteSize?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
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

export type InvitationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Invitation'] = ResolversParentTypes['Invitation']> = {
  account?: Resolver<ResolversTypes['AccountRef'], ParentType, ContextType>;
  memberId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['MemberRole'], ParentType, ContextType>;
};

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

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

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
  invitations?: Resolver<Maybe<Array<ResolversTypes['Invitation']>>, ParentType, ContextType>;
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
  CrmFacts?: CrmFactsResolvers<ContextType>;
  CrmPlan?: CrmPlanResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Document?: DocumentResolvers<ContextType>;
  DocumentConnection?: DocumentConnectionResolvers<ContextType>;
  DocumentEdge?: DocumentEdgeResolvers<ContextType>;
  EmailAddress?: GraphQLScalarType;
  Invitation?: InvitationResolvers<ContextType>;
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
  SafeInt?: GraphQLScalarType;
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
