import type { MutationResolvers } from '../../generated/schema.ts';
import { rateAs } from '../../services/ratings.ts';
import { changeTicket } from '../../services/ticket-changes.ts';
import type { WriteServices } from '../../services/write-services.ts';
import { toTicketPayload } from './ticket-payload.ts';

export const createRateTicket =
  (services: WriteServices): NonNullable<MutationResolvers['rateTicket']> =>
  async (_parent, { input }, context) => {
    const rate = rateAs(services, { good: input.good, comment: input.comment ?? null }, context);
    return toTicketPayload(await changeTicket(services, 'rateTicket', input, context, rate));
  };
