import type { UserError } from '@customer-graph/protocol/user-error';
import type { ChangedTicket } from '../../services/ticket-changes.ts';
import { ofAccount, type TicketOfAccount } from '../../services/ticket-of-account.ts';

export interface TicketPayloadParent {
  readonly ticket: TicketOfAccount | null;
  readonly userErrors: UserError[];
}

export function toTicketPayload(changed: ChangedTicket): TicketPayloadParent {
  if ('refused' in changed) return { ticket: null, userErrors: [...changed.refused] };
  const { ticket, helpDesk } = changed;
  return { ticket: ticket && ofAccount(helpDesk.account)(ticket), userErrors: [] };
}
