import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountReference, ReferenceSearch, ViewerReference } from '@customer-graph/subgraph-kit/account-reference';
import type { HelpDeskAccount } from '../services/help-desk-account.ts';
import type { TicketOfAccount, CommentOfTicket, AttachmentOfTicket } from '../services/ticket-of-account.ts';
import type { TicketContext as TicketContextModel } from '../domain/ticket.ts';
import type { HelpCenterParent } from '../resolvers/help-center.ts';
import type { HelpSection as HelpSectionModel, Article as ArticleModel } from '../domain/help-center.ts';
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
  /**
   * Searches the account in every system. People, documents and invoices are searched in their current state. Tickets and articles
   * are found through the help desk's index, which lags by minutes, and are then read again.
   */
  search: Maybe<AccountSearch>;
  /** The account's tickets. Null for an account without an organization in the help desk. */
  support: Maybe<Support>;
  /** Whether the account has an organization in the help desk; null while that is unknown. */
  supportLink: Maybe<LinkState>;
};


/** A customer company. The CRM owns its identity; every other system adds its own data. */
export type AccountSearchArgs = {
  first?: Scalars['Int']['input'];
  text: Scalars['String']['input'];
};

/** The results of a search in an account, by system. */
export type AccountSearch = {
  __typename?: 'AccountSearch';
  /** Articles of the help centre, best match first. */
  articles: Maybe<Array<Article>>;
  /** Tickets that the caller may see, by words of the subject, best match first. */
  tickets: Maybe<Array<Ticket>>;
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

/** An article of the help centre. */
export type Article = {
  __typename?: 'Article';
  /** Number of votes that the article helped. */
  helpfulVotes: Scalars['Int']['output'];
  /** The article as HTML, as its authors wrote it. Show it in a sandboxed frame, or sanitize it. */
  htmlBody: Maybe<Scalars['String']['output']>;
  /** The article's id. */
  id: Scalars['ID']['output'];
  /** Up to five related articles: with the same labels, or else with a similar title. */
  related: Maybe<Array<Article>>;
  /** The matching part of the text, or its beginning; plain text. */
  snippet: Maybe<Scalars['String']['output']>;
  /** The article's title. */
  title: Scalars['String']['output'];
  /** Number of votes. */
  totalVotes: Scalars['Int']['output'];
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** The article's page in the help centre. */
  url: Scalars['URL']['output'];
};

/** A page of articles. */
export type ArticleConnection = {
  __typename?: 'ArticleConnection';
  /** The articles of the page. */
  edges: Array<ArticleEdge>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
};

/** An article in its list. */
export type ArticleEdge = {
  __typename?: 'ArticleEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The article. */
  node: Article;
};

/** The result of a vote. */
export type ArticlePayload = {
  __typename?: 'ArticlePayload';
  /** The article, read again after the vote; null if the vote was not counted. */
  article: Maybe<Article>;
  /** The reasons why the vote was not counted. */
  userErrors: Array<UserError>;
};

/** A file on a comment. */
export type Attachment = {
  __typename?: 'Attachment';
  /** Its size in bytes. */
  byteSize: Maybe<Scalars['SafeInt']['output']>;
  /** Its media type. */
  contentType: Maybe<Scalars['String']['output']>;
  /** The file's name. */
  fileName: Scalars['String']['output'];
  /** The file's id. */
  id: Scalars['ID']['output'];
  /** Its size in bytes; null above 2,147,483,647, see byteSize. */
  sizeBytes: Maybe<Scalars['Int']['output']>;
  /** A link to the file at this API, for a browser without a token. It is valid for five minutes: read the attachment again for a new one. */
  url: Scalars['URL']['output'];
};

/** The author of a comment. */
export type CommentAuthor = {
  __typename?: 'CommentAuthor';
  /** Whether the author works for support. */
  isStaff: Scalars['Boolean']['output'];
  /** The name that the help desk shows. */
  name: Scalars['String']['output'];
};

/** Published articles that everyone may read. Drafts and articles for a user segment are never shown. */
export type HelpCenter = {
  __typename?: 'HelpCenter';
  /** One article; null if it does not exist or not everyone may read it. */
  article: Maybe<Article>;
  /** Searches the text of articles, best match first. The search index lags by minutes and returns at most 1,000 results. */
  search: Maybe<ArticleConnection>;
  /** The sections with at least one article that everyone may read, in the help centre's order. */
  sections: Maybe<Array<HelpSection>>;
};


/** Published articles that everyone may read. Drafts and articles for a user segment are never shown. */
export type HelpCenterArticleArgs = {
  id: Scalars['ID']['input'];
};


/** Published articles that everyone may read. Drafts and articles for a user segment are never shown. */
export type HelpCenterSearchArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  text: Scalars['String']['input'];
};

/** A section of the help centre. */
export type HelpSection = {
  __typename?: 'HelpSection';
  /** Its articles, in the help centre's order. */
  articles: Maybe<ArticleConnection>;
  /** The section's id. */
  id: Scalars['ID']['output'];
  /** The section's name. */
  name: Scalars['String']['output'];
};


/** A section of the help centre. */
export type HelpSectionArticlesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
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
  /** Opaque id of the person's membership in this account. */
  id: Scalars['ID']['output'];
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
  /** Opens a ticket for the account. Agents see the account, its plan, the requester, and the article and page in `context`. */
  openTicket: TicketPayload;
  /** Rates a solved ticket. Only the person who opened it can rate it. */
  rateTicket: TicketPayload;
  /** Reopens a solved ticket. A closed ticket cannot be reopened. */
  reopenTicket: TicketPayload;
  /** Adds a public comment to a ticket. A solved ticket is reopened. */
  replyToTicket: TicketPayload;
  /** Marks a ticket as solved. */
  solveTicket: TicketPayload;
  /** Votes whether an article helped. Each person has one vote; a later vote replaces an earlier one. */
  voteForArticle: ArticlePayload;
};


export type MutationOpenTicketArgs = {
  input: OpenTicketInput;
};


export type MutationRateTicketArgs = {
  input: RateTicketInput;
};


export type MutationReopenTicketArgs = {
  input: TicketInput;
};


export type MutationReplyToTicketArgs = {
  input: ReplyToTicketInput;
};


export type MutationSolveTicketArgs = {
  input: TicketInput;
};


export type MutationVoteForArticleArgs = {
  input: VoteForArticleInput;
};

/** An action of the customer that the bank requires before it executes the payment (3-D Secure). */
export type NextAction = {
  __typename?: 'NextAction';
  /** The secret for the billing system's script in the client. */
  clientSecret: Maybe<Scalars['String']['output']>;
  /** A page for the same action, for clients without the script. */
  hostedUrl: Maybe<Scalars['URL']['output']>;
};

/** A new ticket. */
export type OpenTicketInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** The text, 1 to 65,000 characters of plain text. */
  body: Scalars['String']['input'];
  /** The article and page from which the customer opens the ticket. */
  context?: InputMaybe<TicketContextInput>;
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The kind of request. Not OTHER. */
  kind?: InputMaybe<TicketKind>;
  /** The urgency. Not OTHER. */
  priority?: InputMaybe<TicketPriority>;
  /** The subject line, 1 to 150 characters. */
  subject: Scalars['String']['input'];
  /** Tokens from POST /uploads, one for each file. At most ten. */
  uploads?: InputMaybe<Array<Scalars['String']['input']>>;
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

export type Query = {
  __typename?: 'Query';
  /** One customer account. Null if it does not exist or the caller may not see it; the two cases look the same. */
  account: Maybe<Account>;
  /** Published articles that everyone may read. */
  helpCenter: Maybe<HelpCenter>;
  /** The caller: the person or client of the token. */
  viewer: Maybe<Viewer>;
};


export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};

/** A rating of a ticket. */
export type RateTicketInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** The reason, at most 2,000 characters. */
  comment?: InputMaybe<Scalars['String']['input']>;
  /** Whether the help was good. */
  good: Scalars['Boolean']['input'];
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The ticket's number. */
  ticketId: Scalars['ID']['input'];
};

/** A reply to a ticket. */
export type ReplyToTicketInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** The text, 1 to 65,000 characters of plain text. */
  body: Scalars['String']['input'];
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The ticket's number. */
  ticketId: Scalars['ID']['input'];
  /** Tokens from POST /uploads, one for each file. At most ten. */
  uploads?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** A rating of the help by the requester. */
export type Satisfaction = {
  __typename?: 'Satisfaction';
  /** The requester's comment on the rating. */
  comment: Maybe<Scalars['String']['output']>;
  /** The rating, or the state of the request for one. */
  score: SatisfactionScore;
};

/** A rating, or the state of the request for one. */
export type SatisfactionScore =
  /** Bad. */
  | 'BAD'
  /** Good. */
  | 'GOOD'
  /** A rating was requested and not given yet. */
  | 'OFFERED'
  /** A score that this version of the graph does not know. */
  | 'OTHER'
  /** No rating was requested. */
  | 'UNOFFERED';

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

/** The account's tickets. Administrators see all of them, other members see their own. Tickets without a public comment are never shown. */
export type Support = {
  __typename?: 'Support';
  /** The account's id. */
  id: Scalars['ID']['output'];
  /** When the help desk was read. */
  source: Maybe<Source>;
  /** One ticket; null if the account has no such ticket, or the caller may not see it. */
  ticket: Maybe<Ticket>;
  /**
   * The tickets, most recently changed first. A ticket that the help desk archived, 120 days after it was closed, may be missing here;
   * `ticket` and `AccountSearch.tickets` find it.
   */
  tickets: Maybe<TicketConnection>;
};


/** The account's tickets. Administrators see all of them, other members see their own. Tickets without a public comment are never shown. */
export type SupportTicketArgs = {
  id: Scalars['ID']['input'];
};


/** The account's tickets. Administrators see all of them, other members see their own. Tickets without a public comment are never shown. */
export type SupportTicketsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  requestedByMe?: InputMaybe<Scalars['Boolean']['input']>;
  status?: InputMaybe<Array<TicketStatus>>;
};

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

/** A request to support, with its conversation. */
export type Ticket = {
  __typename?: 'Ticket';
  /** Public comments only, oldest first. Internal notes never leave the help desk. */
  comments: Maybe<TicketCommentConnection>;
  /** The article and page from which the customer opened the ticket; null if unknown. */
  context: Maybe<TicketContext>;
  /** When it was opened. */
  createdAt: Scalars['DateTime']['output'];
  /** The ticket's number. */
  id: Scalars['ID']['output'];
  /** The kind of request; null if it was not set. */
  kind: Maybe<TicketKind>;
  /** The latest public comment. */
  latestComment: Maybe<TicketComment>;
  /** The urgency; null if it was not set. */
  priority: Maybe<TicketPriority>;
  /** The person who opened the ticket; null if the help desk has no CRM contact id for them. */
  requester: Maybe<Member>;
  /** The requester's rating; null if none was requested or given. */
  satisfaction: Maybe<Satisfaction>;
  /** The status. */
  status: TicketStatus;
  /** The subject line. */
  subject: Maybe<Scalars['String']['output']>;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
};


/** A request to support, with its conversation. */
export type TicketCommentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A public comment on a ticket. */
export type TicketComment = {
  __typename?: 'TicketComment';
  /** The attached files. */
  attachments: Array<Attachment>;
  /** The author. */
  author: CommentAuthor;
  /** The comment as plain text. */
  body: Scalars['String']['output'];
  /** When it was written. */
  createdAt: Scalars['DateTime']['output'];
  /** The comment as HTML, sanitized by the help desk. Show it in a sandboxed frame, or sanitize it again. */
  htmlBody: Maybe<Scalars['String']['output']>;
  /** The comment's id. */
  id: Scalars['ID']['output'];
};

/** A page of comments. */
export type TicketCommentConnection = {
  __typename?: 'TicketCommentConnection';
  /** The comments of the page. */
  edges: Array<TicketCommentEdge>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
};

/** A comment in its list. */
export type TicketCommentEdge = {
  __typename?: 'TicketCommentEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The comment. */
  node: TicketComment;
};

/** A page of tickets. */
export type TicketConnection = {
  __typename?: 'TicketConnection';
  /** The tickets of the page. */
  edges: Array<TicketEdge>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
};

/** The article and page from which the customer opened the ticket. */
export type TicketContext = {
  __typename?: 'TicketContext';
  /** The article; null if it is no longer published. */
  article: Maybe<Article>;
  /** The page. */
  pageUrl: Maybe<Scalars['URL']['output']>;
  /** The customer's plan at that time. */
  planKey: Maybe<Scalars['String']['output']>;
};

/** The article and page from which the customer opened the ticket. */
export type TicketContextInput = {
  /** The article. */
  articleId?: InputMaybe<Scalars['ID']['input']>;
  /** The page. */
  pageUrl?: InputMaybe<Scalars['URL']['input']>;
};

/** A ticket in its list. */
export type TicketEdge = {
  __typename?: 'TicketEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The ticket. */
  node: Ticket;
};

/** A ticket of the account. */
export type TicketInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The ticket's number. */
  ticketId: Scalars['ID']['input'];
};

/** The kind of request. */
export type TicketKind =
  /** One occurrence of a problem. */
  | 'INCIDENT'
  /** A kind that this version of the graph does not know. */
  | 'OTHER'
  /** The common cause of several incidents. */
  | 'PROBLEM'
  /** A question. */
  | 'QUESTION'
  /** A task. */
  | 'TASK';

/** The result of a change to a ticket. */
export type TicketPayload = {
  __typename?: 'TicketPayload';
  /** The ticket, read again after the change; null if nothing was changed. */
  ticket: Maybe<Ticket>;
  /** The reasons why nothing was changed. */
  userErrors: Array<UserError>;
};

/** The urgency of a ticket. */
export type TicketPriority =
  /** High. */
  | 'HIGH'
  /** Low. */
  | 'LOW'
  /** Normal. */
  | 'NORMAL'
  /** A priority that this version of the graph does not know. */
  | 'OTHER'
  /** Urgent. */
  | 'URGENT';

/** The status of a ticket. */
export type TicketStatus =
  /** Closed; it cannot be changed or reopened. */
  | 'CLOSED'
  /** New and not assigned yet. */
  | 'NEW'
  /** Waiting for a third party. */
  | 'ON_HOLD'
  /** Support is working on it. */
  | 'OPEN'
  /** A status that this version of the graph does not know. */
  | 'OTHER'
  /** Waiting for the customer. */
  | 'PENDING'
  /** Solved; a reply reopens it. */
  | 'SOLVED';

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

/** A vote on an article. */
export type VoteForArticleInput = {
  /** The article. */
  articleId: Scalars['ID']['input'];
  /** Whether it helped. */
  helpful: Scalars['Boolean']['input'];
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
    & GraphQLRecursivePick<FederationTypes['Account'], {"id":true,"links":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountReference>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AccountSearch: ResolverTypeWrapper<ReferenceSearch>;
  AccountStatus: AccountStatus;
  Address: ResolverTypeWrapper<Address>;
  AddressInput: AddressInput;
  AllowanceState: AllowanceState;
  Article: ResolverTypeWrapper<ArticleModel>;
  ArticleConnection: ResolverTypeWrapper<Omit<ArticleConnection, 'edges'> & { edges: Array<ResolversTypes['ArticleEdge']> }>;
  ArticleEdge: ResolverTypeWrapper<Omit<ArticleEdge, 'node'> & { node: ResolversTypes['Article'] }>;
  ArticlePayload: ResolverTypeWrapper<Omit<ArticlePayload, 'article'> & { article?: Maybe<ResolversTypes['Article']> }>;
  Attachment: ResolverTypeWrapper<AttachmentOfTicket>;
  CommentAuthor: ResolverTypeWrapper<CommentAuthor>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  HelpCenter: ResolverTypeWrapper<HelpCenterParent>;
  HelpSection: ResolverTypeWrapper<HelpSectionModel>;
  LinkState: LinkState;
  Member: ResolverTypeWrapper<Member>;
  MemberRole: MemberRole;
  MeterAggregation: MeterAggregation;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NextAction: ResolverTypeWrapper<NextAction>;
  OpenTicketInput: OpenTicketInput;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Period: ResolverTypeWrapper<Period>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RateTicketInput: RateTicketInput;
  ReplyToTicketInput: ReplyToTicketInput;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  Satisfaction: ResolverTypeWrapper<Satisfaction>;
  SatisfactionScore: SatisfactionScore;
  Source: ResolverTypeWrapper<Source>;
  SubscriptionChange: SubscriptionChange;
  SubscriptionStatus: SubscriptionStatus;
  Support: ResolverTypeWrapper<HelpDeskAccount>;
  SystemOfRecord: SystemOfRecord;
  Ticket: ResolverTypeWrapper<TicketOfAccount>;
  TicketComment: ResolverTypeWrapper<CommentOfTicket>;
  TicketCommentConnection: ResolverTypeWrapper<Omit<TicketCommentConnection, 'edges'> & { edges: Array<ResolversTypes['TicketCommentEdge']> }>;
  TicketCommentEdge: ResolverTypeWrapper<Omit<TicketCommentEdge, 'node'> & { node: ResolversTypes['TicketComment'] }>;
  TicketConnection: ResolverTypeWrapper<Omit<TicketConnection, 'edges'> & { edges: Array<ResolversTypes['TicketEdge']> }>;
  TicketContext: ResolverTypeWrapper<TicketContextModel>;
  TicketContextInput: TicketContextInput;
  TicketEdge: ResolverTypeWrapper<Omit<TicketEdge, 'node'> & { node: ResolversTypes['Ticket'] }>;
  TicketInput: TicketInput;
  TicketKind: TicketKind;
  TicketPayload: ResolverTypeWrapper<Omit<TicketPayload, 'ticket'> & { ticket?: Maybe<ResolversTypes['Ticket']> }>;
  TicketPriority: TicketPriority;
  TicketStatus: TicketStatus;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  Viewer: ResolverTypeWrapper<ViewerReference>;
  VoteForArticleInput: VoteForArticleInput;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountReference;
  ID: Scalars['ID']['output'];
  AccountSearch: ReferenceSearch;
  Address: Address;
  AddressInput: AddressInput;
  Article: ArticleModel;
  ArticleConnection: Omit<ArticleConnection, 'edges'> & { edges: Array<ResolversParentTypes['ArticleEdge']> };
  ArticleEdge: Omit<ArticleEdge, 'node'> & { node: ResolversParentTypes['Article'] };
  ArticlePayload: Omit<ArticlePayload, 'article'> & { article?: Maybe<ResolversParentTypes['Article']> };
  Attachment: AttachmentOfTicket;
  CommentAuthor: CommentAuthor;
  Boolean: Scalars['Boolean']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  HelpCenter: HelpCenterParent;
  HelpSection: HelpSectionModel;
  Member: Member;
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  NextAction: NextAction;
  OpenTicketInput: OpenTicketInput;
  PageInfo: PageInfo;
  Period: Period;
  Query: Record<PropertyKey, never>;
  RateTicketInput: RateTicketInput;
  ReplyToTicketInput: ReplyToTicketInput;
  SafeInt: Scalars['SafeInt']['output'];
  Satisfaction: Satisfaction;
  Source: Source;
  SubscriptionChange: SubscriptionChange;
  Support: HelpDeskAccount;
  Ticket: TicketOfAccount;
  TicketComment: CommentOfTicket;
  TicketCommentConnection: Omit<TicketCommentConnection, 'edges'> & { edges: Array<ResolversParentTypes['TicketCommentEdge']> };
  TicketCommentEdge: Omit<TicketCommentEdge, 'node'> & { node: ResolversParentTypes['TicketComment'] };
  TicketConnection: Omit<TicketConnection, 'edges'> & { edges: Array<ResolversParentTypes['TicketEdge']> };
  TicketContext: TicketContextModel;
  TicketContextInput: TicketContextInput;
  TicketEdge: Omit<TicketEdge, 'node'> & { node: ResolversParentTypes['Ticket'] };
  TicketInput: TicketInput;
  TicketPayload: Omit<TicketPayload, 'ticket'> & { ticket?: Maybe<ResolversParentTypes['Ticket']> };
  URL: Scalars['URL']['output'];
  UserError: UserError;
  Viewer: ViewerReference;
  VoteForArticleInput: VoteForArticleInput;
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
  search?: Resolver<Maybe<ResolversTypes['AccountSearch']>, ParentType, ContextType, RequireFields<AccountSearchArgs, 'first' | 'text'>>;
  support?: Resolver<Maybe<ResolversTypes['Support']>, ParentType, ContextType>;
  supportLink?: Resolver<Maybe<ResolversTypes['LinkState']>, ParentType, ContextType>;
};

export type AccountSearchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountSearch'] = ResolversParentTypes['AccountSearch']> = {
  articles?: Resolver<Maybe<Array<ResolversTypes['Article']>>, ParentType, ContextType>;
  tickets?: Resolver<Maybe<Array<ResolversTypes['Ticket']>>, ParentType, ContextType>;
};

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  countryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line1?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ArticleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Article'] = ResolversParentTypes['Article']> = {
  helpfulVotes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  htmlBody?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  related?: Resolver<Maybe<Array<ResolversTypes['Article']>>, ParentType, ContextType>;
  snippet?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  totalVotes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
};

export type ArticleConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArticleConnection'] = ResolversParentTypes['ArticleConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ArticleEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ArticleEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArticleEdge'] = ResolversParentTypes['ArticleEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Article'], ParentType, ContextType>;
};

export type ArticlePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArticlePayload'] = ResolversParentTypes['ArticlePayload']> = {
  article?: Resolver<Maybe<ResolversTypes['Article']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AttachmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Attachment'] = ResolversParentTypes['Attachment']> = {
  byteSize?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  contentType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sizeBytes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
};

export type CommentAuthorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CommentAuthor'] = ResolversParentTypes['CommentAuthor']> = {
  isStaff?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type HelpCenterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HelpCenter'] = ResolversParentTypes['HelpCenter']> = {
  article?: Resolver<Maybe<ResolversTypes['Article']>, ParentType, ContextType, RequireFields<HelpCenterArticleArgs, 'id'>>;
  search?: Resolver<Maybe<ResolversTypes['ArticleConnection']>, ParentType, ContextType, RequireFields<HelpCenterSearchArgs, 'first' | 'text'>>;
  sections?: Resolver<Maybe<Array<ResolversTypes['HelpSection']>>, ParentType, ContextType>;
};

export type HelpSectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HelpSection'] = ResolversParentTypes['HelpSection']> = {
  articles?: Resolver<Maybe<ResolversTypes['ArticleConnection']>, ParentType, ContextType, RequireFields<HelpSectionArticlesArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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
  openTicket?: Resolver<ResolversTypes['TicketPayload'], ParentType, ContextType, RequireFields<MutationOpenTicketArgs, 'input'>>;
  rateTicket?: Resolver<ResolversTypes['TicketPayload'], ParentType, ContextType, RequireFields<MutationRateTicketArgs, 'input'>>;
  reopenTicket?: Resolver<ResolversTypes['TicketPayload'], ParentType, ContextType, RequireFields<MutationReopenTicketArgs, 'input'>>;
  replyToTicket?: Resolver<ResolversTypes['TicketPayload'], ParentType, ContextType, RequireFields<MutationReplyToTicketArgs, 'input'>>;
  solveTicket?: Resolver<ResolversTypes['TicketPayload'], ParentType, ContextType, RequireFields<MutationSolveTicketArgs, 'input'>>;
  voteForArticle?: Resolver<ResolversTypes['ArticlePayload'], ParentType, ContextType, RequireFields<MutationVoteForArticleArgs, 'input'>>;
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

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType, RequireFields<QueryAccountArgs, 'id'>>;
  helpCenter?: Resolver<Maybe<ResolversTypes['HelpCenter']>, ParentType, ContextType>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SatisfactionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Satisfaction'] = ResolversParentTypes['Satisfaction']> = {
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['SatisfactionScore'], ParentType, ContextType>;
};

export type SourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Source'] = ResolversParentTypes['Source']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['SystemOfRecord'], ParentType, ContextType>;
};

export type SupportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Support'] = ResolversParentTypes['Support']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['Source']>, ParentType, ContextType>;
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType, RequireFields<SupportTicketArgs, 'id'>>;
  tickets?: Resolver<Maybe<ResolversTypes['TicketConnection']>, ParentType, ContextType, RequireFields<SupportTicketsArgs, 'first' | 'requestedByMe'>>;
};

export type TicketResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Ticket'] = ResolversParentTypes['Ticket']> = {
  comments?: Resolver<Maybe<ResolversTypes['TicketCommentConnection']>, ParentType, ContextType, RequireFields<TicketCommentsArgs, 'first'>>;
  context?: Resolver<Maybe<ResolversTypes['TicketContext']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['TicketKind']>, ParentType, ContextType>;
  latestComment?: Resolver<Maybe<ResolversTypes['TicketComment']>, ParentType, ContextType>;
  priority?: Resolver<Maybe<ResolversTypes['TicketPriority']>, ParentType, ContextType>;
  requester?: Resolver<Maybe<ResolversTypes['Member']>, ParentType, ContextType>;
  satisfaction?: Resolver<Maybe<ResolversTypes['Satisfaction']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TicketStatus'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type TicketCommentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TicketComment'] = ResolversParentTypes['TicketComment']> = {
  attachments?: Resolver<Array<ResolversTypes['Attachment']>, ParentType, ContextType>;
  author?: Resolver<ResolversTypes['CommentAuthor'], ParentType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  htmlBody?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type TicketCommentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TicketCommentConnection'] = ResolversParentTypes['TicketCommentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TicketCommentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TicketCommentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TicketCommentEdge'] = ResolversParentTypes['TicketCommentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TicketComment'], ParentType, ContextType>;
};

export type TicketConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TicketConnection'] = ResolversParentTypes['TicketConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TicketEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TicketContextResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TicketContext'] = ResolversParentTypes['TicketContext']> = {
  article?: Resolver<Maybe<ResolversTypes['Article']>, ParentType, ContextType>;
  pageUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  planKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TicketEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TicketEdge'] = ResolversParentTypes['TicketEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Ticket'], ParentType, ContextType>;
};

export type TicketPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TicketPayload'] = ResolversParentTypes['TicketPayload']> = {
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
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
  AccountSearch?: AccountSearchResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  Article?: ArticleResolvers<ContextType>;
  ArticleConnection?: ArticleConnectionResolvers<ContextType>;
  ArticleEdge?: ArticleEdgeResolvers<ContextType>;
  ArticlePayload?: ArticlePayloadResolvers<ContextType>;
  Attachment?: AttachmentResolvers<ContextType>;
  CommentAuthor?: CommentAuthorResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  HelpCenter?: HelpCenterResolvers<ContextType>;
  HelpSection?: HelpSectionResolvers<ContextType>;
  Member?: MemberResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NextAction?: NextActionResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Period?: PeriodResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  Satisfaction?: SatisfactionResolvers<ContextType>;
  Source?: SourceResolvers<ContextType>;
  Support?: SupportResolvers<ContextType>;
  Ticket?: TicketResolvers<ContextType>;
  TicketComment?: TicketCommentResolvers<ContextType>;
  TicketCommentConnection?: TicketCommentConnectionResolvers<ContextType>;
  TicketCommentEdge?: TicketCommentEdgeResolvers<ContextType>;
  TicketConnection?: TicketConnectionResolvers<ContextType>;
  TicketContext?: TicketContextResolvers<ContextType>;
  TicketEdge?: TicketEdgeResolvers<ContextType>;
  TicketPayload?: TicketPayloadResolvers<ContextType>;
  URL?: GraphQLScalarType;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  upstream?: UpstreamDirectiveResolver<any, any, ContextType>;
};
