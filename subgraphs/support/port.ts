import type { WebhookAnswer, WebhookRequest } from '../shared/webhook.ts';
import type { Readable } from 'node:stream';
import type { Page } from '../shared/connections.ts';
import type { Article, HelpSection } from './domain/help-center.ts';
import type { Ticket, TicketComment, TicketKind, TicketPriority, TicketStatus } from './domain/ticket.ts';

/** Something in a list, with its place: what the next page goes on from. */
export type Placed<T> = T & { readonly position: string };

export interface PageQuery {
  readonly first: number;
  /** The place to go on from; null from the start. */
  readonly after: string | null;
}

/** Whose tickets. */
export type TicketOwner =
  /** All of an organization, by the help desk's own id. */
  | { readonly kind: 'ORGANIZATION'; readonly organizationId: string }
  /** What one person raised for the organization with one of those keys. */
  | { readonly kind: 'REQUESTER'; readonly userId: string; readonly organizationKeys: readonly string[] };

export interface TicketQuery extends PageQuery {
  /** Null: whatever their status. */
  readonly status: readonly TicketStatus[] | null;
}

/** Somebody as the help desk knows them. */
export interface Person {
  readonly id: string;
  /** Null: they can be spoken for, and not as. */
  readonly email: string | null;
  /** Where what they write by mail goes; null: nowhere. */
  readonly organizationId: string | null;
}

export interface NewTicket {
  readonly requesterId: string;
  readonly organizationId: string;
  readonly subject: string;
  readonly body: string;
  readonly priority: TicketPriority | null;
  readonly kind: TicketKind | null;
  readonly articleId: string | null;
  readonly pageUrl: string | null;
  /** Of the help desk's own. */
  readonly uploads: readonly string[];
}

export interface Reply {
  readonly authorId: string;
  readonly body: string;
  readonly uploads: readonly string[];
  /** By which it is found again; nobody sees it. */
  readonly marker: string;
  readonly reopens: boolean;
}

export interface Upload {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Readable;
}

/** The help desk does not take a value: an upload that it has forgotten, say. */
export type Written = 'DONE' | 'REFUSED';

/**
 * What the support subgraph needs of a help desk. Internal notes, tickets without a public comment, drafts and articles for some readers only
 * never pass: no method answers with them. "None" is null or an empty list; whatever could not be found out is thrown as a GraphError of the
 * closed table. An organization's key is what the account is known by there (configuration says whether that is its external id or its own).
 */
export interface SupportSource extends AsyncDisposable {
  /** Whether what somebody sent is the vendor's, and what it is about. No I/O. */
  readWebhook(request: WebhookRequest): WebhookAnswer;
  /** Ids of organizations in the order of their keys. */
  organizations(keys: readonly string[]): Promise<(string | null)[]>;
  /** Ids of users in the order of their contacts' ids. */
  users(contactIds: readonly string[]): Promise<(string | null)[]>;
  /** Last changed first. */
  tickets(owner: TicketOwner, query: TicketQuery): Promise<Page<Placed<Ticket>>>;
  /** Null for a ticket of another organization, too. */
  ticket(organizationKeys: readonly string[], ticketId: string): Promise<Ticket | null>;
  /** By words of the subject, best match first; out of an index, and read afresh. */
  searchTickets(owner: TicketOwner, organizationId: string, text: string, first: number): Promise<readonly Ticket[]>;
  /** By the contact's id, or whatever else the graph knows somebody by; null where the help desk knows nobody by it, or two. */
  person(key: string): Promise<Person | null>;
  /** Makes them known, or finds them by their address: the organization that they are in stays theirs. */
  addPerson(person: { readonly key: string; readonly name: string; readonly email: string | null }): Promise<Person>;
  /** Lets them speak for this organization as well, as far as the help desk knows people of several. */
  joinOrganization(personId: string, organizationId: string): Promise<void>;
  /** The ticket's number; null where the help desk does not take a value. The same key is one ticket, for two hours. */
  openTicket(ticket: NewTicket, key: string): Promise<string | null>;
  /** Whether a comment of the ticket carries the marker. */
  hasReply(ticketId: string, marker: string): Promise<boolean>;
  reply(ticketId: string, reply: Reply): Promise<Written>;
  setStatus(ticketId: string, status: 'OPEN' | 'SOLVED'): Promise<Written>;
  /** As the person, who alone may. */
  rate(ticketId: string, as: string, good: boolean, comment: string | null): Promise<Written>;
  vote(articleId: string, as: string, helpful: boolean): Promise<Written>;
  /** Whose a ticket is, and where agents see it; null for one of nobody's, and for one of which nothing is public. */
  ticketPlace(ticketId: string): Promise<{ readonly organizationKey: string; readonly url: string } | null>;
  /** Says which plan the customer was on, where the help desk has a field for it. */
  recordPlan(ticketId: string, planKey: string): Promise<void>;
  /** What a ticket or a reply can name; the content goes through, and is kept nowhere on the way. */
  upload(upload: Upload): Promise<string>;
  /** Oldest first. */
  comments(ticketId: string, page: PageQuery): Promise<Page<Placed<TicketComment>>>;
  latestComment(ticketId: string): Promise<TicketComment | null>;
  /** Best match first. */
  searchArticles(text: string, page: PageQuery): Promise<Page<Placed<Article>>>;
  article(id: string): Promise<Article | null>;
  related(article: Article, first: number): Promise<readonly Article[]>;
  /** In the help centre's order. */
  sections(): Promise<readonly HelpSection[]>;
}
