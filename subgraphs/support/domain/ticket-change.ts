import { z } from 'zod';
import { userError, type UserError } from '@customer-graph/protocol/user-error';
import { invalidFields } from '@customer-graph/subgraph-kit/check-input';
import { closedTicket } from './refusals.ts';
import { isClosed, type Ticket } from './ticket.ts';

/** Not blank, and not longer than the help desk accepts. */
const text = (name: string, longest: number) =>
  z
    .string()
    .refine((value) => value.trim() !== '' && value.length <= longest, `${name} must have 1 to ${longest} characters.`);

const knownWord = (name: string) =>
  z
    .string()
    .refine((value) => value !== 'OTHER', `${name} must not be OTHER.`)
    .nullable();

const maxUploads = 10;
const longestComment = 2_000;

const reply = z.object({
  /** Zendesk API, "Ticket comments": 64 kB. */
  body: text('body', 65_000),
  uploads: z.array(z.string()).max(maxUploads, `uploads must have at most ${maxUploads} entries.`),
});
const newTicket = z.object({
  subject: text('subject', 150),
  ...reply.shape,
  priority: knownWord('priority'),
  kind: knownWord('kind'),
});
const rating = z.object({
  comment: z.string().max(longestComment, `comment must have at most ${longestComment} characters.`).nullable(),
});

/** Every invalid field of a new ticket. Empty: it can be opened. */
export const refusalsOfTicket = (input: z.input<typeof newTicket>): UserError[] => invalidFields(newTicket, input);

/** Refusals of a reply to the ticket. Empty: it can be sent. */
export function refusalsOfReply(ticket: Ticket, input: z.input<typeof reply>): UserError[] {
  const invalid = invalidFields(reply, input);
  return invalid.length === 0 && isClosed(ticket) ? [closedTicket()] : invalid;
}

/** Refusals of a person's rating of the ticket. Empty: it can be sent. */
export function refusalsOfRating(ticket: Ticket, personKey: string | null, comment: string | null): UserError[] {
  const invalid = invalidFields(rating, { comment });
  if (invalid.length > 0) return invalid;
  if (personKey === null || ticket.requesterKey !== personKey)
    return [userError('NOT_ALLOWED', 'Only the person who opened the ticket can rate it.', 'ticketId')];
  if (ticket.status !== 'SOLVED' && !isClosed(ticket))
    return [userError('CONFLICT', 'A ticket can be rated only after it is solved.', 'ticketId')];
  return [];
}
