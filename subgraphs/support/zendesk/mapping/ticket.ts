import { z } from 'zod';
import type { ContextFields } from '../../config.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { NewTicket } from '../../port.ts';
import { parseAnswer, type ZendeskObject } from '../answers.ts';
import { fromZendeskFields, toZendeskField, zendeskFields } from './ticket-fields.ts';
import { externalIdOf } from './user.ts';
import { identifier, optionalText, optionalWordOf, time, wordFor, wordOf } from './values.ts';
import { kinds, priorities, scores, statuses } from './vocabulary.ts';

const visibility = z.object({ is_public: z.boolean() });

/** Zendesk API, "Tickets". */
const zendeskTicket = z.object({
  id: identifier,
  subject: optionalText,
  status: wordOf(statuses),
  priority: optionalWordOf(priorities),
  type: optionalWordOf(kinds),
  created_at: time,
  updated_at: time,
  satisfaction_rating: z.object({ score: optionalWordOf(scores), comment: optionalText }).nullish(),
  custom_fields: zendeskFields,
});

/** Returns null for a ticket without a public comment: its requester cannot see it. */
export function fromZendeskTicket(
  raw: ZendeskObject,
  users: ReadonlyMap<unknown, ZendeskObject>,
  fields: ContextFields,
): Ticket | null {
  if (!parseAnswer(visibility, raw, 'ticket').is_public) return null;
  const ticket = parseAnswer(zendeskTicket, raw, 'ticket');
  const { score = null, comment = null } = ticket.satisfaction_rating ?? {};
  return {
    id: ticket.id,
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    kind: ticket.type,
    requesterKey: externalIdOf(users.get(raw.requester_id)),
    createdAt: ticket.created_at,
    updatedAt: ticket.updated_at,
    satisfaction: score === null ? null : { score, comment },
    context: fromZendeskFields(ticket.custom_fields, fields),
  };
}

export function toZendeskTicket(ticket: NewTicket, fields: ContextFields): Record<string, unknown> {
  const customFields = [
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
    ...(customFields.length > 0 && { custom_fields: customFields }),
  };
}
