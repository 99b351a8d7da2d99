import type { Page } from '../shared/connections.ts';
import type { Article, HelpSection } from './domain/help-center.ts';
import type { Ticket, TicketComment, TicketStatus } from './domain/ticket.ts';

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

/**
 * What the support subgraph needs of a help desk. Internal notes, tickets without a public comment, drafts and articles for some readers only
 * never pass: no method answers with them. "None" is null or an empty list; whatever could not be found out is thrown as a GraphError of the
 * closed table. An organization's key is what the account is known by there (configuration says whether that is its external id or its own).
 */
export interface SupportSource extends AsyncDisposable {
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
