import type { Readable } from 'node:stream';
import type { WebhookAnswer, WebhookRequest } from '@customer-graph/protocol/webhook';
import type { Page } from '@customer-graph/subgraph-kit/connections';
import type { Article, HelpSection } from './domain/help-center.ts';
import type { Rejection } from './domain/rejection.ts';
import type { Attachment, Ticket, TicketComment, TicketKind, TicketPriority, TicketStatus } from './domain/ticket.ts';

/** An element of a list, with the position at which the next page continues. */
export type Placed<T> = T & { readonly position: string };

export interface PageQuery {
  readonly first: number;
  /** A position; null: from the start. */
  readonly after: string | null;
}

/** Restricts tickets to an organization or a person. */
export type TicketOwner =
  /** All tickets of an organization, by its id in the help desk. */
  | { readonly kind: 'ORGANIZATION'; readonly organizationId: string }
  /** The tickets that one person opened for the organization with one of the keys. */
  | { readonly kind: 'REQUESTER'; readonly userId: string; readonly organizationKeys: readonly string[] };

export interface TicketQuery extends PageQuery {
  /** Null: any status. */
  readonly status: readonly TicketStatus[] | null;
}

/** An end user of the help desk. Never an agent or an administrator. */
export interface Person {
  readonly id: string;
  /** Null: the graph cannot rate or vote as this person. */
  readonly email: string | null;
  /** Whether the help desk holds the address to be the person's. */
  readonly isVerified: boolean;
  /** The organization that receives the person's e-mails; null: none. */
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
  /** The help desk's own tokens. */
  readonly uploads: readonly string[];
}

export interface Reply {
  readonly authorId: string;
  readonly body: string;
  /** The help desk's own tokens. */
  readonly uploads: readonly string[];
  /** Stored with the reply, invisible to customers, so that `hasReply` finds it. */
  readonly marker: string;
  readonly reopens: boolean;
}

export interface Upload {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Readable;
}

export interface Rejected {
  readonly rejected: readonly Rejection[];
}

export type Written = 'DONE' | Rejected;

/** A file that the help desk is sending. */
export interface OpenedFile {
  readonly file: Attachment;
  /** To be read or destroyed. */
  readonly content: Readable;
}

/**
 * Reads and writes a help desk. No method returns internal notes, tickets without a public comment, drafts or restricted
 * articles. Absent objects are null or an empty list; failures are thrown as a `GraphError` of the closed table. An
 * organization's key is its external id or its own id, as configured.
 */
export interface SupportSource extends AsyncDisposable {
  /** Verifies a webhook and returns the events in it. No I/O. */
  readWebhook(request: WebhookRequest): WebhookAnswer;

  /** Organization ids in the order of the keys. */
  organizations(keys: readonly string[]): Promise<(string | null)[]>;
  /** User ids of end users, in the order of their keys. */
  users(keys: readonly string[]): Promise<(string | null)[]>;
  /** By external id: a contact id, or a key of `addPerson`. Null also if two people or an agent have it. */
  person(key: string): Promise<Person | null>;
  /**
   * Gives the key to the end user with the address who has none, or creates a person. Overwrites no name, address or key, and
   * sends no mail. A person whose address an agent or somebody with another key has is created without it. Null: an agent has the key.
   *
   * @param person.email only an address that the token's issuer has verified
   */
  addPerson(person: {
    readonly key: string;
    readonly name: string;
    readonly email: string | null;
  }): Promise<Person | null>;
  /** Marks the person's address as verified. */
  verifyPerson(personId: string): Promise<void>;
  /** Does nothing for a key that the help desk does not know. */
  renamePerson(key: string, name: string): Promise<void>;
  /** Adds a person to an organization. Does nothing if the help desk allows only one organization each. */
  joinOrganization(personId: string, organizationId: string): Promise<void>;

  /** Last changed first. Archived tickets may be missing: `ticket` finds them. */
  tickets(owner: TicketOwner, query: TicketQuery): Promise<Page<Placed<Ticket>>>;
  /** Null also for a ticket of another organization. */
  ticket(organizationKeys: readonly string[], ticketId: string): Promise<Ticket | null>;
  /** By words of the subject, best match first. Found in a search index, then read again. */
  searchTickets(owner: TicketOwner, organizationId: string, text: string, first: number): Promise<readonly Ticket[]>;
  /** The ticket's organization and its page for agents. Null: it has no organization key or is not public. */
  ticketPlace(ticketId: string): Promise<{ readonly organizationKey: string; readonly url: string } | null>;
  /** Oldest first. */
  comments(ticketId: string, page: PageQuery): Promise<Page<Placed<TicketComment>>>;
  latestComment(ticketId: string): Promise<TicketComment | null>;
  /** Null: the file was deleted, or is infected. */
  openFile(attachmentId: string): Promise<OpenedFile | null>;

  /** Returns the ticket's number. Within two hours, the same key returns the same ticket. */
  openTicket(ticket: NewTicket, key: string): Promise<{ readonly ticketId: string } | Rejected>;
  /** Whether one of the latest comments has the marker. */
  hasReply(ticketId: string, marker: string): Promise<boolean>;
  reply(ticketId: string, reply: Reply): Promise<Written>;
  setStatus(ticketId: string, status: 'OPEN' | 'SOLVED'): Promise<Written>;
  /** @param as the requester's e-mail address */
  rate(ticketId: string, as: string, good: boolean, comment: string | null): Promise<Written>;
  /** Writes the customer's plan on the ticket. Does nothing without a configured field. */
  recordPlan(ticketId: string, planKey: string): Promise<void>;
  /** Streams a file to the help desk and returns its token. */
  upload(upload: Upload): Promise<string>;

  /** Best match first. */
  searchArticles(text: string, page: PageQuery): Promise<Page<Placed<Article>>>;
  article(id: string): Promise<Article | null>;
  related(article: Article, first: number): Promise<readonly Article[]>;
  /** In the help centre's order. */
  sections(): Promise<readonly HelpSection[]>;
  /** @param as the voter's e-mail address */
  vote(articleId: string, as: string, helpful: boolean): Promise<Written>;
}
