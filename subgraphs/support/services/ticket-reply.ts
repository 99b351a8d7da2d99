import { refused } from '@customer-graph/protocol/outcome';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import type { Context } from '../context.ts';
import { unknownPerson } from '../domain/refusals.ts';
import { refusalsOfReply } from '../domain/ticket-change.ts';
import { done, writeToHelpDesk } from './help-desk-writes.ts';
import { openUploads } from './opened-uploads.ts';
import { ticketAuthor } from './ticket-author.ts';
import type { TicketChange } from './ticket-changes.ts';
import type { WriteServices } from './write-services.ts';

/** Adds a public comment. A solved or pending ticket becomes open. `uploads` are the client's tokens. */
export const replyTo =
  (
    services: WriteServices,
    { body, uploads: tokens }: { readonly body: string; readonly uploads: string[] },
    context: Context,
  ): TicketChange =>
  async (ticket, { account }, { key, isRepeat }) => {
    const { source, uploads } = services;
    // The help desk does not detect a repeated reply. This check precedes the refusals, because the first attempt may have changed the ticket.
    if (isRepeat && (await source.hasReply(ticket.id, key))) return done;
    const refusals = refusalsOfReply(ticket, { body, uploads: tokens });
    if (refusals.length > 0) return refused(...refusals);
    const files = await openUploads(uploads, tokens, context.assertion.principal);
    if ('refusal' in files) return refused(files.refusal);
    const author = await withMinimumDeadline('SUPPORT', () => ticketAuthor(services, account, context));
    if (author === null) return refused(unknownPerson());
    const authorId = author.id;
    return writeToHelpDesk(async () => {
      const reopens = ticket.status === 'SOLVED' || ticket.status === 'PENDING';
      return source.reply(ticket.id, { authorId, body, uploads: files.tokens, marker: key, reopens });
    });
  };
