import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountReference, ReferenceSearch, ViewerReference } from '../../shared/account-reference.ts';
import type { SupportParent } from '../resolvers/support.ts';
import type { TicketParent } from '../resolvers/ticket.ts';
import type { TicketComment as TicketCommentModel, TicketContext as TicketContextModel } from '../domain/ticket.ts';
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
  /** An absolute https URL. */
  URL: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** A customer company. The CRM owns its identity; every other subgraph adds what its own system knows. */
export type Account = {
  __typename?: 'Account';
  /** The id of the company in the CRM. */
  id: Scalars['ID']['output'];
  /**
   * The links to the other systems, signed by the accounts subgraph for accounts that it reached through a list. Null for the
   * accounts of the assertion, whose links every subgraph knows. In the key, so that it travels with each reference and never
   * costs a stage.
   */
  links: Maybe<Scalars['String']['output']>;
  /**
   * One search over every system the account lives in. Its own people, documents and invoices are looked through as they are now;
   * tickets and articles are found through the help desk's index, which lags by minutes, and read afresh.
   */
  search: Maybe<AccountSearch>;
  /** The account's tickets. Null for an account that the help desk does not know. */
  support: Maybe<Support>;
  /** Whether the account has a counterpart here; null while that is unknown. */
  supportLink: Maybe<LinkState>;
};


/** A customer company. The CRM owns its identity; every other subgraph adds what its own system knows. */
export type AccountSearchArgs = {
  first?: Scalars['Int']['input'];
  text: Scalars['String']['input'];
};

/** What was found in an account, each part by the system that owns it. */
export type AccountSearch = {
  __typename?: 'AccountSearch';
  /** Articles of the help centre, best match first. */
  articles: Maybe<Array<Article>>;
  /** Tickets that the caller may see, by words of their subject, best match first. */
  tickets: Maybe<Array<Ticket>>;
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

/** An article of the help centre. */
export type Article = {
  __typename?: 'Article';
  /** How many readers said that it helped. */
  helpfulVotes: Scalars['Int']['output'];
  /** The article as HTML, as its authors wrote it: to be shown in a sandboxed frame, or cleaned. */
  htmlBody: Maybe<Scalars['String']['output']>;
  /** The article's id. */
  id: Scalars['ID']['output'];
  /** Up to five articles on the same subject: by its labels, else by its title. */
  related: Maybe<Array<Article>>;
  /** Where the text matches what was looked for, or else its beginning; plain text. */
  snippet: Maybe<Scalars['String']['output']>;
  /** The article's title. */
  title: Scalars['String']['output'];
  /** How many readers said whether it helped. */
  totalVotes: Scalars['Int']['output'];
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Where the help centre shows it. */
  url: Scalars['URL']['output'];
};

/** A page of articles. */
export type ArticleConnection = {
  __typename?: 'ArticleConnection';
  /** The articles of the page. */
  edges: Array<ArticleEdge>;
  /** Where the page stands. */
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

/** What became of a vote. */
export type ArticlePayload = {
  __typename?: 'ArticlePayload';
  /** The article, read back from the help centre; null where there was no vote. */
  article: Maybe<Article>;
  /** Why there was no vote. */
  userErrors: Array<UserError>;
};

/** A file on a comment. */
export type Attachment = {
  __typename?: 'Attachment';
  /** Its media type. */
  contentType: Maybe<Scalars['String']['output']>;
  /** The file's name. */
  fileName: Scalars['String']['output'];
  /** The file's id. */
  id: Scalars['ID']['output'];
  /** Its size in bytes. */
  sizeBytes: Maybe<Scalars['Int']['output']>;
  /** Where it can be fetched. */
  url: Scalars['URL']['output'];
};

/** Who wrote a comment. */
export type CommentAuthor = {
  __typename?: 'CommentAuthor';
  /** Whether they answer for support. */
  isStaff: Scalars['Boolean']['output'];
  /** The person's name as the help desk shows it. */
  name: Scalars['String']['output'];
};

/** Published articles that everyone may read. Drafts and articles for a user segment are never shown. */
export type HelpCenter = {
  __typename?: 'HelpCenter';
  /** One article; null where there is none that everyone may read. */
  article: Maybe<Article>;
  /** Articles by their text, best match first. Found through an index that lags by minutes; no search goes beyond its first 1,000 results. */
  search: Maybe<ArticleConnection>;
  /** The sections that hold an article for everyone, in the help centre's order. */
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

/** A shelf of the help centre. */
export type HelpSection = {
  __typename?: 'HelpSection';
  /** Its articles, in the help centre's order. */
  articles: Maybe<ArticleConnection>;
  /** The section's id. */
  id: Scalars['ID']['output'];
  /** The section's name. */
  name: Scalars['String']['output'];
};


/** A shelf of the help centre. */
export type HelpSectionArticlesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
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
  /** Raises a ticket for the account. The help desk sees the account, the plan, who raised it, the article they read and the page they were on. */
  openTicket: TicketPayload;
  /** Says how satisfied the person who raised a ticket is, once it is solved. */
  rateTicket: TicketPayload;
  /** Says that a solved ticket is not solved after all. A closed one stays closed: raise another. */
  reopenTicket: TicketPayload;
  /** Adds a public comment to a ticket; one that was solved is open again. */
  replyToTicket: TicketPayload;
  /** Says that a ticket is solved. */
  solveTicket: TicketPayload;
  /** Says whether an article helped. Each person has one vote; the latest counts. */
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

/** Something the customer has to do before the bank lets the payment through (3-D Secure). */
export type NextAction = {
  __typename?: 'NextAction';
  /** For the billing system's own script in the client. */
  clientSecret: Maybe<Scalars['String']['output']>;
  /** A page that does the same without a script. */
  hostedUrl: Maybe<Scalars['URL']['output']>;
};

/** What a ticket is about. */
export type OpenTicketInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** The question or the problem, 1 to 65,000 characters of plain text. */
  body: Scalars['String']['input'];
  /** Where the customer was. */
  context?: InputMaybe<TicketContextInput>;
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What kind of request it is. */
  kind?: InputMaybe<TicketKind>;
  /** How urgent it is. */
  priority?: InputMaybe<TicketPriority>;
  /** In a few words, 1 to 150 characters. */
  subject: Scalars['String']['input'];
  /** Tokens from POST /uploads: one file each, authenticated, limited in size and type, streamed to the help desk. Ten at most. */
  uploads?: InputMaybe<Array<Scalars['String']['input']>>;
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

export type Query = {
  __typename?: 'Query';
  /** One customer account. Null where it does not exist and where the caller may not see it: the two cannot be told apart. */
  account: Maybe<Account>;
  /** Published articles that everyone may read. */
  helpCenter: Maybe<HelpCenter>;
  /** The person or client behind the token, as the CRM knows them now. */
  viewer: Maybe<Viewer>;
};


export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};

/** How a ticket went. */
export type RateTicketInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Why, 2,000 characters at most. */
  comment?: InputMaybe<Scalars['String']['input']>;
  /** Whether it went well. */
  good: Scalars['Boolean']['input'];
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The ticket's number. */
  ticketId: Scalars['ID']['input'];
};

/** What to add to a ticket. */
export type ReplyToTicketInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** 1 to 65,000 characters of plain text. */
  body: Scalars['String']['input'];
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The ticket's number. */
  ticketId: Scalars['ID']['input'];
  /** Tokens from POST /uploads. Ten at most. */
  uploads?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** What the requester thought of the help. */
export type Satisfaction = {
  __typename?: 'Satisfaction';
  /** What they said about it. */
  comment: Maybe<Scalars['String']['output']>;
  /** Good or bad, or how far the question has got. */
  score: SatisfactionScore;
};

/** An answer to the question whether the help was good. */
export type SatisfactionScore =
  /** It was bad. */
  | 'BAD'
  /** It was good. */
  | 'GOOD'
  /** The question was asked, and not answered. */
  | 'OFFERED'
  /** A score that this version of the graph does not know. */
  | 'OTHER'
  /** The question was not asked. */
  | 'UNOFFERED';

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

/** What an account asked of support. Administrators see the account's tickets, other members their own. Tickets without a public comment are never shown. */
export type Support = {
  __typename?: 'Support';
  /** The account's id: the part has none of its own. */
  id: Scalars['ID']['output'];
  /** When the help desk was asked. */
  source: Maybe<Source>;
  /** One ticket; null where the account has no such ticket, or the caller may not see it. */
  ticket: Maybe<Ticket>;
  /** Last changed first. */
  tickets: Maybe<TicketConnection>;
};


/** What an account asked of support. Administrators see the account's tickets, other members their own. Tickets without a public comment are never shown. */
export type SupportTicketArgs = {
  id: Scalars['ID']['input'];
};


/** What an account asked of support. Administrators see the account's tickets, other members their own. Tickets without a public comment are never shown. */
export type SupportTicketsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  requestedByMe?: InputMaybe<Scalars['Boolean']['input']>;
  status?: InputMaybe<Array<TicketStatus>>;
};

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

/** A question or a problem, and the conversation about it. */
export type Ticket = {
  __typename?: 'Ticket';
  /** Public comments only, oldest first. Internal notes never leave the help desk. */
  comments: Maybe<TicketCommentConnection>;
  /** What the customer was reading when they gave up on self-service. */
  context: Maybe<TicketContext>;
  /** When it was raised. */
  createdAt: Scalars['DateTime']['output'];
  /** The ticket's number. */
  id: Scalars['ID']['output'];
  /** What kind of request it is; null where nobody said. */
  kind: Maybe<TicketKind>;
  /** The latest public comment. */
  latestComment: Maybe<TicketComment>;
  /** How urgent it is; null where nobody said. */
  priority: Maybe<TicketPriority>;
  /** Who raised it; null where the help desk knows the person by no id of the CRM's. */
  requester: Maybe<Member>;
  /** What the requester thought of the help; null where nobody was asked. */
  satisfaction: Maybe<Satisfaction>;
  /** Where it stands. */
  status: TicketStatus;
  /** What it is about. */
  subject: Maybe<Scalars['String']['output']>;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
};


/** A question or a problem, and the conversation about it. */
export type TicketCommentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** What somebody wrote for everybody on the ticket to read. */
export type TicketComment = {
  __typename?: 'TicketComment';
  /** Files that came with it. */
  attachments: Array<Attachment>;
  /** Who wrote it. */
  author: CommentAuthor;
  /** The comment as plain text. */
  body: Scalars['String']['output'];
  /** When it was written. */
  createdAt: Scalars['DateTime']['output'];
  /** The comment as HTML, as the help desk cleaned it: to be shown in a sandboxed frame, or cleaned again. */
  htmlBody: Maybe<Scalars['String']['output']>;
  /** The comment's id. */
  id: Scalars['ID']['output'];
};

/** A page of comments. */
export type TicketCommentConnection = {
  __typename?: 'TicketCommentConnection';
  /** The comments of the page. */
  edges: Array<TicketCommentEdge>;
  /** Where the page stands. */
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
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** Where the customer was when they raised the ticket. */
export type TicketContext = {
  __typename?: 'TicketContext';
  /** The article they were reading; null where it is no longer published. */
  article: Maybe<Article>;
  /** The page they were on. */
  pageUrl: Maybe<Scalars['URL']['output']>;
  /** The plan they were on. */
  planKey: Maybe<Scalars['String']['output']>;
};

/** Where the customer was when they raised the ticket. */
export type TicketContextInput = {
  /** The article that they read. */
  articleId?: InputMaybe<Scalars['ID']['input']>;
  /** The page that they were on. */
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

/** Which ticket. */
export type TicketInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The ticket's number. */
  ticketId: Scalars['ID']['input'];
};

/** What kind of request a ticket is. */
export type TicketKind =
  /** One occurrence of a problem. */
  | 'INCIDENT'
  /** A kind that this version of the graph does not know. */
  | 'OTHER'
  /** A problem behind several incidents. */
  | 'PROBLEM'
  /** A question. */
  | 'QUESTION'
  /** Something to do. */
  | 'TASK';

/** What became of a change to a ticket. */
export type TicketPayload = {
  __typename?: 'TicketPayload';
  /** The ticket, read back from the help desk; null where nothing was changed. */
  ticket: Maybe<Ticket>;
  /** Why nothing was changed. */
  userErrors: Array<UserError>;
};

/** How urgent a ticket is. */
export type TicketPriority =
  /** Soon. */
  | 'HIGH'
  /** Whenever there is time. */
  | 'LOW'
  /** As usual. */
  | 'NORMAL'
  /** A priority that this version of the graph does not know. */
  | 'OTHER'
  /** Now. */
  | 'URGENT';

/** Where a ticket stands. */
export type TicketStatus =
  /** Solved for good. */
  | 'CLOSED'
  /** Raised, and not looked at yet. */
  | 'NEW'
  /** Waiting for somebody else. */
  | 'ON_HOLD'
  /** With support. */
  | 'OPEN'
  /** A state that this version of the graph does not know. */
  | 'OTHER'
  /** Waiting for the customer. */
  | 'PENDING'
  /** Solved; a reply opens it again. */
  | 'SOLVED';

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

/** Whether an article helped. */
export type VoteForArticleInput = {
  /** The article. */
  articleId: Scalars['ID']['input'];
  /** Whether it helped. */
  helpful: Scalars['Boolean']['input'];
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
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
  Attachment: ResolverTypeWrapper<Attachment>;
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
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NextAction: ResolverTypeWrapper<NextAction>;
  OpenTicketInput: OpenTicketInput;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Period: ResolverTypeWrapper<Period>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RateTicketInput: RateTicketInput;
  ReplyToTicketInput: ReplyToTicketInput;
  Satisfaction: ResolverTypeWrapper<Satisfaction>;
  SatisfactionScore: SatisfactionScore;
  Source: ResolverTypeWrapper<Source>;
  SubscriptionChange: SubscriptionChange;
  SubscriptionStatus: SubscriptionStatus;
  Support: ResolverTypeWrapper<SupportParent>;
  SystemOfRecord: SystemOfRecord;
  Ticket: ResolverTypeWrapper<TicketParent>;
  TicketComment: ResolverTypeWrapper<TicketCommentModel>;
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
  Attachment: Attachment;
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
  Satisfaction: Satisfaction;
  Source: Source;
  SubscriptionChange: SubscriptionChange;
  Support: SupportParent;
  Ticket: TicketParent;
  TicketComment: TicketCommentModel;
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
