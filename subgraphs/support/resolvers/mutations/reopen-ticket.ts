import type { MutationResolvers } from '../../generated/schema.ts';
import { changeTicket, statusChange } from '../../services/ticket-changes.ts';
import type { WriteServices } from '../../services/write-services.ts';
import { toTicketPayload } from './ticket-payload.ts';

export const createReopenTicket =
  (services: WriteServices): NonNullable<MutationResolvers['reopenTicket']> =>
  async (_parent, { input }, context) => {
    const reopen = statusChange(services, 'OPEN', (current) => current === 'SOLVED');
    return toTicketPayload(await changeTicket(services, 'reopenTicket', input, context, reopen));
  };
