import { z } from 'zod';
import type { Outcome, StartedAttempt } from '@customer-graph/journal/idempotency';
import { refused } from '@customer-graph/protocol/outcome';
import type { UserError } from '@customer-graph/protocol/user-error';
import { requireAccount } from '@customer-graph/subgraph-kit/mutation';
import type { Context } from '../context.ts';
import { closedTicket, unknownTicket } from '../domain/refusals.ts';
import { isClosed, type Ticket, type TicketStatus } from '../domain/ticket.ts';
import { helpDeskAccountOf, type HelpDeskAccount } from './help-desk-account.ts';
import { done, writeToHelpDesk } from './help-desk-writes.ts';
import { readTicket } from './ticket-access.ts';
import { attemptOf, type WriteServices } from './write-services.ts';

export interface TicketInput {
  readonly accountId: string;
  readonly ticketId: string;
  readonly idempotencyKey?: string | null;
}

/** A change of one ticket, begun with an idempotency key. */
export type TicketChange = (
  ticket: Ticket,
  helpDesk: HelpDeskAccount,
  started: StartedAttempt,
) => Promise<Outcome<object>>;

export type ChangedTicket =
  | { readonly refused: readonly UserError[] }
  /** `ticket` is read back after the change; null: the caller may no longer see it. */
  | { readonly ticket: Ticket | null; readonly helpDesk: HelpDeskAccount };

/** Changes a ticket of the account once for each idempotency key. */
export async function changeTicket(
  services: WriteServices,
  mutation: string,
  input: TicketInput,
  context: Context,
  change: TicketChange,
): Promise<ChangedTicket> {
  const account = requireAccount(input.accountId, context);
  const helpDesk = helpDeskAccountOf(account);
  const attempt = attemptOf(mutation, account.id, input, context);
  const outcome = await services.runOnce(attempt, z.object({}), async (started) => {
    const ticket = helpDesk && (await readTicket(services, helpDesk, input.ticketId, context));
    return ticket ? change(ticket, helpDesk, started) : refused(unknownTicket());
  });
  if ('refused' in outcome) return outcome;
  // The link was removed after the first attempt with this key.
  if (helpDesk === null) return refused(unknownTicket());
  return { ticket: await readTicket(services, helpDesk, input.ticketId, context), helpDesk };
}

/** Sets the status of a ticket that has one of the statuses `from`. Any other status except closed counts as already set. */
export const statusChange =
  ({ source }: WriteServices, status: 'OPEN' | 'SOLVED', isNeeded: (current: TicketStatus) => boolean): TicketChange =>
  async (ticket) => {
    if (isClosed(ticket)) return refused(closedTicket());
    if (!isNeeded(ticket.status)) return done;
    return writeToHelpDesk(() => source.setStatus(ticket.id, status));
  };
