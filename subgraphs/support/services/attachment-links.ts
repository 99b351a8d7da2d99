import { hkdfSync } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';
import { GraphError } from '@customer-graph/protocol/errors';
import { identified } from '@customer-graph/protocol/messages';
import type { Assertion } from '@customer-graph/protocol/principal';
import { helpDeskAccountOf } from './help-desk-account.ts';
import type { TicketOfAccount } from './ticket-of-account.ts';

/** Everything that decides whether the caller may read the ticket, as it was when the link was made. */
const attachmentLink = z.strictObject({
  attachmentId: z.string(),
  ticketId: z.string(),
  accountId: z.string(),
  organizationKeys: z.array(z.string()),
  /** The key of the only requester whose tickets the caller sees; null: they see all tickets of the account. */
  requesterKey: z.string().nullable(),
  principal: identified,
});
export type AttachmentLink = z.output<typeof attachmentLink>;

/** Links to attachments: encrypted, so that they tell nothing, and valid for a short time, because anyone who has one can use it. */
export interface AttachmentLinks {
  seal(link: AttachmentLink): Promise<string>;
  /** Null: expired or not made here. */
  open(token: string): Promise<AttachmentLink | null>;
}

const lifetime = '5m';
const algorithm = { alg: 'dir', enc: 'A256GCM' } as const;

/** @param secret shared by all processes of the subgraph, and secret to others */
export function createAttachmentLinks(secret: string): AttachmentLinks {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'customer-graph attachments', 32));
  return {
    seal: (link) => new EncryptJWT({ link }).setProtectedHeader(algorithm).setExpirationTime(lifetime).encrypt(key),
    async open(token) {
      try {
        const { payload } = await jwtDecrypt(token, key, {
          keyManagementAlgorithms: [algorithm.alg],
          contentEncryptionAlgorithms: [algorithm.enc],
          requiredClaims: ['exp'],
        });
        return attachmentLink.parse(payload.link);
      } catch {
        return null;
      }
    },
  };
}

/** The address of a file for the caller, who may read its ticket. */
export async function linkTo(
  links: AttachmentLinks,
  { attachmentId, ticket }: { readonly attachmentId: string; readonly ticket: TicketOfAccount },
  { principal, filesUrl }: Assertion,
): Promise<string> {
  const { account } = ticket;
  const helpDesk = helpDeskAccountOf(account);
  if (principal.kind === 'ANONYMOUS' || !helpDesk || filesUrl === undefined)
    throw new GraphError('INTERNAL', { cause: new Error('the gateway sent no address for files') });
  const token = await links.seal({
    attachmentId,
    ticketId: ticket.id,
    accountId: account.id,
    organizationKeys: [...helpDesk.organizationKeys],
    requesterKey: account.ownTicketsOnly ? ticket.requesterKey : null,
    principal: { kind: principal.kind, subject: principal.subject },
  });
  return `${filesUrl}/${token}`;
}
