import { GraphError } from '@customer-graph/protocol/errors';
import type { Download } from '@customer-graph/protocol/messages';
import type { Assertion } from '@customer-graph/protocol/principal';
import type { AttachmentLinks } from './attachment-links.ts';
import type { TicketReads } from './ticket-access.ts';

/**
 * Opens the file of a link. The ticket is read again, because it may have been moved or hidden since. A caller with a token must
 * be the one for whom the link was made.
 *
 * @throws {GraphError} NOT_FOUND for an expired link, a file of somebody else, and one that is gone
 */
export async function downloadAttachment(
  { source }: TicketReads,
  links: AttachmentLinks,
  token: string,
  { principal }: Assertion,
): Promise<Download> {
  const link = await links.open(token);
  if (!link) throw new GraphError('NOT_FOUND', { message: 'The link has expired. Read the attachment again.' });
  const isOther = principal.kind !== link.principal.kind || principal.subject !== link.principal.subject;
  if (principal.kind !== 'ANONYMOUS' && isOther) throw new GraphError('NOT_FOUND');
  const ticket = await source.ticket(link.organizationKeys, link.ticketId);
  if (!ticket || (link.requesterKey !== null && ticket.requesterKey !== link.requesterKey))
    throw new GraphError('NOT_FOUND');
  const opened = await source.openFile(link.attachmentId);
  if (!opened) throw new GraphError('NOT_FOUND');
  const { file, content } = opened;
  return {
    metadata: {
      fileName: file.fileName,
      contentType: file.contentType,
      byteSize: file.byteSize,
      accountId: link.accountId,
      principal: link.principal,
    },
    content,
  };
}
