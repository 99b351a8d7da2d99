import { createExpect } from '../../shared/upstream/expect.ts';
import type { ContextFields } from '../config.ts';
import type { Article } from '../domain/help-center.ts';
import type { NewTicket } from '../port.ts';
import type {
  Attachment,
  SatisfactionScore,
  Ticket,
  TicketComment,
  TicketContext,
  TicketKind,
  TicketPriority,
  TicketStatus,
} from '../domain/ticket.ts';

/** Zendesk API, "Tickets": what is relied on; the SDK types none of it for lists. */
export interface ZendeskTicket {
  readonly id?: unknown;
  readonly subject?: unknown;
  readonly status?: unknown;
  readonly priority?: unknown;
  readonly type?: unknown;
  readonly requester_id?: unknown;
  readonly organization_id?: unknown;
  readonly is_public?: unknown;
  readonly created_at?: unknown;
  readonly updated_at?: unknown;
  readonly satisfaction_rating?: { readonly score?: unknown; readonly comment?: unknown } | null;
  readonly custom_fields?: readonly { readonly id: unknown; readonly value: unknown }[];
}

/** Zendesk API, "Users" and "Organizations", side-loaded. */
export interface ZendeskRecord {
  readonly id?: unknown;
  readonly external_id?: unknown;
  readonly name?: unknown;
  readonly alias?: unknown;
  readonly role?: unknown;
}

/** Zendesk API, "Ticket comments". */
export interface ZendeskComment {
  readonly id?: unknown;
  readonly author_id?: unknown;
  readonly body?: unknown;
  readonly html_body?: unknown;
  readonly public?: unknown;
  readonly created_at?: unknown;
  readonly attachments?: readonly ZendeskAttachment[];
}

interface ZendeskAttachment {
  readonly id?: unknown;
  readonly file_name?: unknown;
  readonly content_type?: unknown;
  readonly content_url?: unknown;
  readonly size?: unknown;
  readonly deleted?: unknown;
  readonly malware_scan_result?: unknown;
}

/** Zendesk Help Center API, "Articles". */
export interface ZendeskArticle {
  readonly id?: unknown;
  readonly section_id?: unknown;
  readonly title?: unknown;
  readonly body?: unknown;
  readonly snippet?: unknown;
  readonly html_url?: unknown;
  readonly updated_at?: unknown;
  readonly vote_sum?: unknown;
  readonly vote_count?: unknown;
  readonly draft?: unknown;
  readonly user_segment_id?: unknown;
  readonly user_segment_ids?: unknown;
  readonly label_names?: unknown;
}

const expect = createExpect('SUPPORT');

const idOf = (value: unknown, field: string): string => String(expect.integer(value, field));

function timeOf(value: unknown, field: string): number {
  const time = Date.parse(expect.string(value, field));
  return expect.integer(time, field);
}

const statuses = new Map<unknown, TicketStatus>([
  ['new', 'NEW'],
  ['open', 'OPEN'],
  ['pending', 'PENDING'],
  ['hold', 'ON_HOLD'],
  ['solved', 'SOLVED'],
  ['closed', 'CLOSED'],
]);
const priorities = new Map<unknown, TicketPriority>([
  ['low', 'LOW'],
  ['normal', 'NORMAL'],
  ['high', 'HIGH'],
  ['urgent', 'URGENT'],
]);
const kinds = new Map<unknown, TicketKind>([
  ['question', 'QUESTION'],
  ['incident', 'INCIDENT'],
  ['problem', 'PROBLEM'],
  ['task', 'TASK'],
]);
const scores = new Map<unknown, SatisfactionScore>([
  ['good', 'GOOD'],
  ['bad', 'BAD'],
  ['offered', 'OFFERED'],
  ['unoffered', 'UNOFFERED'],
]);

/** Null stays null; a word that this version does not know is OTHER. */
function word<T>(known: ReadonlyMap<unknown, T>, value: unknown, field: string): T | 'OTHER' | null {
  const text = expect.optionalString(value, field);
  return text === null ? null : (known.get(text) ?? 'OTHER');
}

const wordFor = <T>(known: ReadonlyMap<unknown, T>, wanted: T | null): unknown =>
  [...known].find(([, value]) => value === wanted)?.[0];

/** A ticket field's value. Zendesk's OpenAPI wants key, type and title of it besides, which Zendesk takes from the field itself. */
export const toZendeskField = (id: number, title: string, value: string) => ({
  id,
  value,
  key: String(id),
  type: 'text',
  title,
});

/** The properties of a new ticket, and no others. */
export function toZendeskTicket(ticket: NewTicket, fields: ContextFields): Record<string, unknown> {
  const custom = [
    { id: fields.article, title: 'Article', value: ticket.articleId },
    { id: fields.pageUrl, title: 'Page', value: ticket.pageUrl },
  ].flatMap(({ id, title, value }) => (id !== null && value !== null ? [toZendeskField(id, title, value)] : []));
  const [priority, type] = [wordFor(priorities, ticket.priority), wordFor(kinds, ticket.kind)];
  return {
    subject: ticket.subject,
    comment: { body: ticket.body, public: true, ...(ticket.uploads.length > 0 && { uploads: [...ticket.uploads] }) },
    requester_id: Number(ticket.requesterId),
    organization_id: Number(ticket.organizationId),
    ...(priority !== undefined && { priority }),
    ...(type !== undefined && { type }),
    ...(custom.length > 0 && { custom_fields: custom }),
  };
}

/** Records of an answer by their id. */
export const byId = (records: unknown, field: string): ReadonlyMap<unknown, ZendeskRecord> =>
  new Map(expect.array(records as readonly ZendeskRecord[], field).map((record) => [record.id, record]));

export const fromZendeskKey = (record: ZendeskRecord | undefined): string | null =>
  expect.optionalString(record?.external_id, 'external_id');

/** Null for a ticket that its requester cannot see: one of which nothing is public. */
export function fromZendeskTicket(
  raw: ZendeskTicket,
  users: ReadonlyMap<unknown, ZendeskRecord>,
  fields: ContextFields,
): Ticket | null {
  if (!expect.boolean(raw.is_public, 'ticket.is_public')) return null;
  return {
    id: idOf(raw.id, 'ticket.id'),
    subject: expect.optionalString(raw.subject, 'ticket.subject'),
    status: word(statuses, expect.string(raw.status, 'ticket.status'), 'ticket.status') ?? 'OTHER',
    priority: word(priorities, raw.priority, 'ticket.priority'),
    kind: word(kinds, raw.type, 'ticket.type'),
    requesterKey: fromZendeskKey(users.get(raw.requester_id)),
    createdAt: timeOf(raw.created_at, 'ticket.created_at'),
    updatedAt: timeOf(raw.updated_at, 'ticket.updated_at'),
    satisfaction: fromZendeskSatisfaction(raw.satisfaction_rating),
    context: fromZendeskFields(raw.custom_fields, fields),
  };
}

function fromZendeskSatisfaction(rating: ZendeskTicket['satisfaction_rating']): Ticket['satisfaction'] {
  const score = rating ? word(scores, rating.score, 'satisfaction_rating.score') : null;
  return rating && score
    ? { score, comment: expect.optionalString(rating.comment, 'satisfaction_rating.comment') }
    : null;
}

function fromZendeskFields(given: ZendeskTicket['custom_fields'], fields: ContextFields): TicketContext | null {
  const values = expect.array(given, 'ticket.custom_fields');
  const text = (field: number | null): string | null => {
    const value = field === null ? undefined : values.find(({ id }) => id === field)?.value;
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const pageUrl = text(fields.pageUrl);
  const context = {
    articleId: text(fields.article),
    // Whoever raised the ticket wrote it: only what is an address is shown as one.
    pageUrl: pageUrl !== null && /^https?:/i.test(pageUrl) && URL.canParse(pageUrl) ? pageUrl : null,
    planKey: text(fields.planKey),
  };
  return Object.values(context).some((value) => value !== null) ? context : null;
}

/** Null for an internal note: it ends here. */
export function fromZendeskComment(
  raw: ZendeskComment,
  users: ReadonlyMap<unknown, ZendeskRecord>,
): TicketComment | null {
  if (!expect.boolean(raw.public, 'comment.public')) return null;
  const author = users.get(raw.author_id);
  const isStaff = author?.role === 'agent' || author?.role === 'admin';
  return {
    id: idOf(raw.id, 'comment.id'),
    author: { name: nameOf(author, isStaff), isStaff },
    body: expect.string(raw.body, 'comment.body'),
    htmlBody: expect.optionalString(raw.html_body, 'comment.html_body'),
    createdAt: timeOf(raw.created_at, 'comment.created_at'),
    attachments: expect.array(raw.attachments, 'comment.attachments').filter(isShown).map(fromZendeskAttachment),
  };
}

/** Zendesk API, "Users": an agent's alias is the name for customers to see. */
function nameOf(author: ZendeskRecord | undefined, isStaff: boolean): string {
  const alias = isStaff ? expect.optionalString(author?.alias, 'user.alias')?.trim() : undefined;
  return alias ? alias : (expect.optionalString(author?.name, 'user.name') ?? 'Deleted user');
}

/** Zendesk API, "Attachments": redacted ones stay as a stub, and what its scanner found is marked. */
const isShown = ({ deleted, malware_scan_result: found }: ZendeskAttachment): boolean =>
  deleted !== true && found !== 'malware_found';

const fromZendeskAttachment = (raw: ZendeskAttachment): Attachment => ({
  id: idOf(raw.id, 'attachment.id'),
  fileName: expect.string(raw.file_name, 'attachment.file_name'),
  contentType: expect.optionalString(raw.content_type, 'attachment.content_type'),
  sizeBytes: expect.optionalInteger(raw.size, 'attachment.size'),
  url: expect.string(raw.content_url, 'attachment.content_url'),
});

/** Null for an article that not everyone may read, and for one that is not published. */
export function fromZendeskArticle(raw: ZendeskArticle): Article | null {
  if (expect.boolean(raw.draft, 'article.draft')) return null;
  const segments =
    raw.user_segment_ids === undefined || raw.user_segment_ids === null
      ? []
      : expect.array(raw.user_segment_ids as unknown[], 'article.user_segment_ids');
  if (raw.user_segment_id !== null || segments.length > 0) return null;
  const votes = expect.integer(raw.vote_count, 'article.vote_count');
  const body = expect.optionalString(raw.body, 'article.body');
  return {
    id: idOf(raw.id, 'article.id'),
    sectionId: idOf(raw.section_id, 'article.section_id'),
    title: expect.string(raw.title, 'article.title'),
    snippet: toText(expect.optionalString(raw.snippet, 'article.snippet') ?? body),
    htmlBody: body,
    url: expect.string(raw.html_url, 'article.html_url'),
    updatedAt: timeOf(raw.updated_at, 'article.updated_at'),
    // The sum counts a vote against as minus one.
    helpfulVotes: Math.floor((votes + expect.integer(raw.vote_sum, 'article.vote_sum')) / 2),
    totalVotes: votes,
    labels: expect.array(raw.label_names as string[] | undefined, 'article.label_names'),
  };
}

const snippetLength = 200;
const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

/** The beginning of a text, without its markup. */
function toText(html: string | null): string | null {
  if (html === null) return null;
  const text = html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > snippetLength ? `${text.slice(0, snippetLength).trimEnd()}…` : text;
}
