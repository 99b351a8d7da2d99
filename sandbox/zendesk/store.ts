/** Records of the help desk, with the field names of its API. */
export interface Organization {
  readonly id: number;
  external_id: string | null;
  name: string;
  created_at: string;
  updated_at: string;
}

export interface User {
  readonly id: number;
  external_id: string | null;
  name: string;
  /** The name that customers see instead of an agent's name. */
  alias?: string;
  email: string | null;
  role: 'end-user' | 'agent' | 'admin';
  /** Whether the address was confirmed. Missing: as the stand-in's behaviour says. */
  verified?: boolean;
  organization_id: number | null;
  /** Further organizations of the user. */
  other_organization_ids?: readonly number[];
  created_at: string;
  updated_at: string;
}

export interface Ticket {
  readonly id: number;
  subject: string | null;
  description: string;
  status: string;
  priority: string | null;
  type: string | null;
  requester_id: number;
  submitter_id: number;
  assignee_id: number | null;
  organization_id: number | null;
  is_public: boolean;
  tags: string[];
  custom_fields: { id: number; value: string | null }[];
  satisfaction_rating: { score: string; id?: number; comment?: string | null } | null;
  /** Whether the ticket was archived, 120 days after it was closed. Not part of the API. */
  isArchived?: boolean;
  created_at: string;
  updated_at: string;
}

export interface Attachment {
  readonly id: number;
  file_name: string;
  content_type: string;
  content_url: string;
  size: number;
  inline: boolean;
  deleted: boolean;
  malware_scan_result: string;
}

export interface Comment {
  readonly id: number;
  readonly ticket_id: number;
  author_id: number;
  body: string;
  html_body: string;
  public: boolean;
  attachments: Attachment[];
  created_at: string;
  /** Metadata of the change that created the comment. */
  metadata?: Readonly<Record<string, unknown>>;
}

export interface Section {
  readonly id: number;
  name: string;
  position: number;
  category_id: number;
  created_at: string;
  updated_at: string;
}

export interface Article {
  readonly id: number;
  section_id: number;
  title: string;
  body: string;
  draft: boolean;
  user_segment_id: number | null;
  user_segment_ids: number[];
  label_names: string[];
  vote_sum: number;
  vote_count: number;
  position: number;
  created_at: string;
  updated_at: string;
}

/** A user's vote on an article. */
export interface Vote {
  readonly id: number;
  readonly user_id: number;
  readonly item_id: number;
  value: number;
  created_at: string;
  updated_at: string;
}

/** A file uploaded for a later comment. */
export interface Upload {
  readonly id: number;
  readonly token: string;
  readonly attachment: Attachment;
  isUsed: boolean;
}

export interface TicketField {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly title_in_portal?: string;
  readonly visible_in_portal?: boolean;
}

/** A mail that the help desk sent to a user. */
export interface Mail {
  readonly id: number;
  readonly user_id: number;
  readonly to: string;
}

interface Collections {
  organizations: Organization;
  users: User;
  tickets: Ticket;
  comments: Comment;
  sections: Section;
  articles: Article;
  ticket_fields: TicketField;
  votes: Vote;
  uploads: Upload;
  mails: Mail;
}
export type CollectionName = keyof Collections;
export const collectionNames = [
  'organizations',
  'users',
  'tickets',
  'comments',
  'sections',
  'articles',
  'ticket_fields',
  'votes',
  'uploads',
  'mails',
] as const satisfies readonly CollectionName[];

export interface HelpDeskStore {
  get<Name extends CollectionName>(name: Name, id: number): Collections[Name] | undefined;
  /** All records, sorted by id. */
  all<Name extends CollectionName>(name: Name): readonly Collections[Name][];
  put<Name extends CollectionName>(name: Name, record: Collections[Name]): Collections[Name];
  /** Tickets in the search index, which lags behind. */
  indexedTickets(): readonly Ticket[];
  /** Brings the search index up to date at once. */
  catchUpIndex(): void;
  /** A new, unused id. */
  nextId(): number;
  /** Ticket ids by the idempotency key of their creation. */
  readonly ticketKeys: Map<string, number>;
  /** Contents of uploaded files, by the attachment's id. */
  readonly contents: Map<number, Buffer>;
  /** Comments of a ticket, oldest first. */
  commentsOf(ticketId: number): readonly Comment[];
}

export function createHelpDeskStore({ searchLagMs }: { readonly searchLagMs: number }): HelpDeskStore {
  const records = Object.fromEntries(collectionNames.map((name) => [name, new Map<number, unknown>()])) as {
    [Name in CollectionName]: Map<number, Collections[Name]>;
  };
  const comments = new Map<number, Comment[]>();
  const index = new Map<number, Ticket>();
  let counter = 900_000_000_000;
  let pending: { visibleAt: number; ticket: Ticket }[] = [];

  const catchUp = (until: number): void => {
    for (const { ticket } of pending.filter(({ visibleAt }) => visibleAt <= until)) index.set(ticket.id, ticket);
    pending = pending.filter(({ visibleAt }) => visibleAt > until);
  };

  return {
    get: (name, id) => records[name].get(id),
    all: (name) => [...records[name].values()].sort((a, b) => a.id - b.id),
    put(name, record) {
      const isNew = !records[name].has(record.id);
      records[name].set(record.id, record);
      if (name === 'tickets')
        pending.push({ visibleAt: Date.now() + searchLagMs, ticket: structuredClone(record as Ticket) });
      if (name === 'comments' && isNew) {
        const comment = record as Comment;
        comments.set(comment.ticket_id, [...(comments.get(comment.ticket_id) ?? []), comment]);
      }
      return record;
    },
    indexedTickets() {
      catchUp(Date.now());
      return [...index.values()];
    },
    catchUpIndex: () => catchUp(Infinity),
    nextId: () => (counter += 1),
    ticketKeys: new Map(),
    contents: new Map(),
    commentsOf: (ticketId) => comments.get(ticketId) ?? [],
  };
}
