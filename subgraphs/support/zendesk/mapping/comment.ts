import { z } from 'zod';
import type { Attachment, TicketComment } from '../../domain/ticket.ts';
import { parseAnswer, type ZendeskObject } from '../answers.ts';
import { identifier, optionalText, time } from './values.ts';

const visibility = z.object({ public: z.boolean() });

/** Zendesk API, "Attachments". */
const zendeskAttachment = z.object({
  id: identifier,
  file_name: z.string(),
  content_type: optionalText,
  size: z.int().nullish(),
  content_url: z.string(),
});

/** Zendesk API, "Ticket comments". */
const zendeskComment = z.object({
  id: identifier,
  body: z.string(),
  html_body: optionalText,
  created_at: time,
  attachments: z.array(z.looseObject({ deleted: z.unknown().optional(), malware_scan_result: z.unknown().optional() })),
});

const zendeskAuthor = z.object({ name: optionalText, alias: optionalText, role: z.unknown().optional() });

/** Returns null for an internal note. */
export function fromZendeskComment(
  raw: ZendeskObject,
  users: ReadonlyMap<unknown, ZendeskObject>,
): TicketComment | null {
  if (!parseAnswer(visibility, raw, 'comment').public) return null;
  const comment = parseAnswer(zendeskComment, raw, 'comment');
  return {
    id: comment.id,
    author: fromZendeskAuthor(users.get(raw.author_id)),
    body: comment.body,
    htmlBody: comment.html_body,
    createdAt: comment.created_at,
    attachments: comment.attachments
      // Redacted attachments remain as a stub; infected ones are marked by Zendesk's scanner.
      .filter((file) => file.deleted !== true && file.malware_scan_result !== 'malware_found')
      .map(fromZendeskAttachment),
  };
}

/** Zendesk API, "Users": customers see an agent's alias instead of the name. */
function fromZendeskAuthor(raw: ZendeskObject | undefined): TicketComment['author'] {
  if (raw === undefined) return { name: 'Deleted user', isStaff: false };
  const { name, alias, role } = parseAnswer(zendeskAuthor, raw, 'user');
  const isStaff = role === 'agent' || role === 'admin';
  return { name: (isStaff && alias?.trim()) || (name ?? 'Deleted user'), isStaff };
}

function fromZendeskAttachment(raw: ZendeskObject): Attachment {
  const file = parseAnswer(zendeskAttachment, raw, 'attachment');
  return {
    id: file.id,
    fileName: file.file_name,
    contentType: file.content_type,
    sizeBytes: file.size ?? null,
    url: file.content_url,
  };
}
