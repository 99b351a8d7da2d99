import { z } from 'zod';
import { fieldByField } from '@customer-graph/upstream/field-by-field';
import { identifier, integer, optional, text } from '@customer-graph/upstream/shapes';
import type { Attachment, TicketComment } from '../../domain/ticket.ts';
import { parse, zendeskObject, type ZendeskObject } from '../answers.ts';
import { optionalText, time } from './values.ts';

const visibility = z.object({ public: z.boolean() });
const attachments = z.array(zendeskObject);
const zendeskAuthor = z.object({ name: optionalText, alias: optionalText, role: z.unknown().optional() });

/** Zendesk API, "Ticket comments". Returns null for an internal note. */
export function fromZendeskComment(
  raw: ZendeskObject,
  users: ReadonlyMap<unknown, ZendeskObject>,
): TicketComment | null {
  if (!parse(visibility, raw, 'comment').public) return null;
  const id = parse(identifier, raw.id, 'comment.id');
  return fieldByField<TicketComment>({
    id: () => id,
    author: () => fromZendeskAuthor(users.get(raw.author_id)),
    body: () => parse(text, raw.body, 'comment.body'),
    htmlBody: () => parse(optionalText, raw.html_body, 'comment.html_body'),
    createdAt: () => parse(time, raw.created_at, 'comment.created_at'),
    attachments: () =>
      parse(attachments, raw.attachments, 'comment.attachments')
        .filter((file) => !isWithheld(file))
        .map(fromZendeskAttachment),
  });
}

/** Zendesk API, "Users": customers see an agent's alias instead of the name. */
function fromZendeskAuthor(raw: ZendeskObject | undefined): TicketComment['author'] {
  if (raw === undefined) return { name: 'Deleted user', isStaff: false };
  const { name, alias, role } = parse(zendeskAuthor, raw, 'user');
  const isStaff = role === 'agent' || role === 'admin';
  return { name: (isStaff && alias?.trim()) || (name ?? 'Deleted user'), isStaff };
}

/** Redacted attachments remain as a stub; infected ones are marked by Zendesk's scanner (Zendesk API, "Attachments"). */
export const isWithheld = ({ deleted, malware_scan_result: scan }: ZendeskObject): boolean =>
  deleted === true || scan === 'malware_found';

/** Zendesk API, "Attachments". */
export function fromZendeskAttachment(raw: ZendeskObject): Attachment {
  const id = parse(identifier, raw.id, 'attachment.id');
  return fieldByField<Attachment>({
    id: () => id,
    fileName: () => parse(text, raw.file_name, 'attachment.file_name'),
    contentType: () => parse(optionalText, raw.content_type, 'attachment.content_type'),
    byteSize: () => parse(optional(integer), raw.size, 'attachment.size'),
  });
}
