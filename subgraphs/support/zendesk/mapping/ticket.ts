import { z } from 'zod';
import { fieldByField } from '@customer-graph/upstream/field-by-field';
import { identifier, optional } from '@customer-graph/upstream/shapes';
import type { ContextFields } from '../../config.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { NewTicket } from '../../port.ts';
import { parse, type ZendeskObject } from '../answers.ts';
import { fromZendeskFields, toZendeskField, zendeskFields } from './ticket-fields.ts';
import { externalIdOf, isEndUser } from './user.ts';
import { optionalText, optionalWordOf, time, wordFor, wordOf } from './values.ts';
import { kinds, priorities, scores, statuses } from './vocabulary.ts';

const visibility = z.object({ is_public: z.boolean() });

const status = wordOf(statuses);
const priority = optionalWordOf(priorities);
const kind = optionalWordOf(kinds);
const rating = z.object({ score: optionalWordOf(scores), comment: optionalText });

/** Zendesk API, "Tickets". Returns null for a ticket without a public comment: its requester cannot see it. */
export function fromZendeskTicket(
  raw: ZendeskObject,
  users: ReadonlyMap<unknown, ZendeskObject>,
  fields: ContextFields,
): Ticket | null {
  if (!parse(visibility, raw, 'ticket').is_public) return null;
  const id = parse(identifier, raw.id, 'ticket.id');
  const requester = users.get(raw.requester_id);
  const requesterKey = requester && isEndUser(requester) ? externalIdOf(requester) : null;
  return fieldByField<Ticket>({
    id: () => id,
    requesterKey: () => requesterKey,
    subject: () => parse(optionalText, raw.subject, 'ticket.subject'),
    status: () => parse(status, raw.status, 'ticket.status'),
    priority: () => parse(priority, raw.priority, 'ticket.priority'),
    kind: () => parse(kind, raw.type, 'ticket.type'),
    createdAt: () => parse(time, raw.created_at, 'ticket.created_at'),
    updatedAt: () => parse(time, raw.updated_at, 'ticket.updated_at'),
    satisfaction() {
      const { score = null, comment = null } =
        parse(optional(rating), raw.satisfaction_rating, 'ticket.satisfaction_rating') ?? {};
      return score === null ? null : { score, comment };
    },
    context: () => fromZendeskFields(parse(zendeskFields, raw.custom_fields, 'ticket.custom_fields'), fields),
  });
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
