import { z } from 'zod';
import { GraphError } from '@customer-graph/protocol/errors';
import { requireAccount } from '@customer-graph/subgraph-kit/mutation';
import type { MutationResolvers } from '../../generated/schema.ts';
import { helpDeskAccountOf } from '../../services/help-desk-account.ts';
import { openTicket, type TicketRequest } from '../../services/new-ticket.ts';
import { attemptOf, type WriteServices } from '../../services/write-services.ts';
import { toTicketPayload } from './ticket-payload.ts';

const opened = z.object({ ticketId: z.string() });

export const createOpenTicket =
  (services: WriteServices): NonNullable<MutationResolvers['openTicket']> =>
  async (_parent, { input }, context) => {
    const account = requireAccount(input.accountId, context);
    const helpDesk = helpDeskAccountOf(account);
    const request: TicketRequest = {
      subject: input.subject,
      body: input.body,
      priority: input.priority ?? null,
      kind: input.kind ?? null,
      articleId: input.context?.articleId ?? null,
      pageUrl: input.context?.pageUrl ?? null,
      uploads: input.uploads ?? [],
    };
    const outcome = await services.runOnce(attemptOf('openTicket', account.id, input, context), opened, ({ key }) =>
      openTicket(services, helpDesk, request, key, context),
    );
    if ('refused' in outcome || !helpDesk)
      return { ticket: null, userErrors: 'refused' in outcome ? [...outcome.refused] : [] };
    const ticket = await services.source.ticket(helpDesk.organizationKeys, outcome.done.ticketId);
    // The help desk moved or deleted the ticket meanwhile. Null would mean that it was not opened.
    if (!ticket) throw new GraphError('UPSTREAM_INVALID_RESPONSE', { system: 'SUPPORT' });
    return toTicketPayload({ ticket, helpDesk });
  };
