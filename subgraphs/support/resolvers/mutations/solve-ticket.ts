import type { MutationResolvers } from '../../generated/schema.ts';
import { changeTicket, statusChange } from '../../services/ticket-changes.ts';
import type { WriteServices } from '../../services/write-services.ts';
import { toTicketPayload } from './ticket-payload.ts';

export const createSolveTicket =
  (services: WriteServices): NonNullable<MutationResolvers['solveTicket']> =>
  async (_parent, { input }, context) => {
    const solve = statusChange(services, 'SOLVED', (current) => current !== 'SOLVED');
    return toTicketPayload(await changeTicket(services, 'solveTicket', input, context, solve));
  };
