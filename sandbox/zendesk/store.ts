/** Records as the help desk keeps them, in the words of its API. */
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
  /** What customers see instead of an agent's name. */
  alias?: string;
  email: string | null;
  role: 'end-user' | 'agent' | 'admin';
  organization_id: number | null;
  /** Those that they are in besides. */
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
  /** What the change that made it carried along. */
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

/** What somebody thinks of an article. */
export interface Vote {
  readonly id: number;
  readonly user_id: number;
  readonly item_id: number;
  value: number;
  created_at: string;
  updated_at: string;
}

/** A file that no comment names yet. */
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
] as const satisfies readonly CollectionName[];

export interface HelpDeskStore {
  get<Name extends CollectionName>(name: Name, id: number): Collections[Name] | undefined;
  /** By id. */
  all<Name extends CollectionName>(name: Name): readonly Collections[Name][];
  put<Name extends CollectionName>(name: Name, record: Collections[Name]): Collections[Name];
  /** Tickets as the search index knows them: it lags behind. */
  indexedTickets(): readonly Ticket[];
  /** Brings the index up to date at once: how a seed begins. */
  settle(): void;
  /** An id that nothing has yet. */
  nextId(): number;
  /** Ids of tickets by the key that they were made with. */
  readonly ticketKeys: Map<string, number>;
  /** The newest comes last. */
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
    settle: () => catchUp(Infinity),
    nextId: () => (counter += 1),
    ticketKeys: new Map(),
    commentsOf: (ticketId) => comments.get(ticketId) ?? [],
  };
}
