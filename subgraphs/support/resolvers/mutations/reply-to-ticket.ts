import type { MutationResolvers } from '../../generated/schema.ts';
import { replyTo } from '../../services/ticket-reply.ts';
import { changeTicket } from '../../services/ticket-changes.ts';
import type { WriteServices } from '../../services/write-services.ts';
import { toTicketPayload } from './ticket-payload.ts';

export const createReplyToTicket =
  (services: WriteServices): NonNullable<MutationResolvers['replyToTicket']> =>
  async (_parent, { input }, context) => {
    const reply = replyTo(services, { body: input.body, uploads: input.uploads ?? [] }, context);
    return toTicketPayload(await changeTicket(services, 'replyToTicket', input, context, reply));
  };
