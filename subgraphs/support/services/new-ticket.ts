import type { Outcome } from '@customer-graph/journal/idempotency';
import { refused } from '@customer-graph/protocol/outcome';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import type { Context } from '../context.ts';
import { rejectedByHelpDesk, unknownAccount, unknownArticle, unknownPerson } from '../domain/refusals.ts';
import { refusalsOfTicket } from '../domain/ticket-change.ts';
import type { NewTicket } from '../port.ts';
import { organizationOf, type HelpDeskAccount } from './help-desk-account.ts';
import { openUploads } from './opened-uploads.ts';
import { ticketAuthor } from './ticket-author.ts';
import type { WriteServices } from './write-services.ts';

/** A new ticket as the client describes it; `uploads` are the client's tokens. */
export type TicketRequest = Omit<NewTicket, 'requesterId' | 'organizationId'>;

/** @param key the same for a repetition, so that the help desk opens one ticket */
export async function openTicket(
  services: WriteServices,
  helpDesk: HelpDeskAccount | null,
  request: TicketRequest,
  key: string,
  context: Context,
): Promise<Outcome<{ ticketId: string }>> {
  const { source, uploads } = services;
  const refusals = refusalsOfTicket({ ...request, uploads: [...request.uploads] });
  if (refusals.length > 0) return refused(...refusals);
  const organizationId = helpDesk && (await organizationOf(helpDesk, context.loaders));
  if (!helpDesk || organizationId === null) return refused(unknownAccount());
  const { articleId } = request;
  const [files, article] = await Promise.all([
    openUploads(uploads, request.uploads, context.assertion.principal),
    articleId === null ? null : context.loaders.article.load(articleId),
  ]);
  if ('refusal' in files) return refused(files.refusal);
  if (articleId !== null && article === null) return refused(unknownArticle('context', 'articleId'));

  return withMinimumDeadline('SUPPORT', async () => {
    const author = await ticketAuthor(services, helpDesk.account, context);
    if (author === null) return refused(unknownPerson());
    if (author.organizationId !== organizationId) await source.joinOrganization(author.id, organizationId);
    const ticket = { ...request, requesterId: author.id, organizationId, uploads: files.tokens };
    const written = await source.openTicket(ticket, key);
    if ('rejected' in written) return refused(...rejectedByHelpDesk(written.rejected));
    context.followUps.add(`ticket:${written.ticketId}`);
    return { done: written };
  });
}
