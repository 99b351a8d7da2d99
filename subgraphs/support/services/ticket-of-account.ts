import type { AccountReference } from '@customer-graph/subgraph-kit/account-reference';
import { withFields } from '@customer-graph/upstream/field-by-field';
import type { Attachment, Ticket, TicketComment } from '../domain/ticket.ts';

/** A ticket, with the account of the path on which it was read. */
export interface TicketOfAccount extends Ticket {
  readonly account: AccountReference;
}

export const ofAccount =
  (account: AccountReference) =>
  <T extends Ticket>(ticket: T): T & TicketOfAccount =>
    withFields(ticket, { account });

/** A comment, with the ticket on which it was read. */
export interface CommentOfTicket extends TicketComment {
  readonly ticket: TicketOfAccount;
}

/** A file, with the ticket on which it hangs. */
export interface AttachmentOfTicket extends Attachment {
  readonly ticket: TicketOfAccount;
}

export const ofTicket =
  (ticket: TicketOfAccount) =>
  <T extends object>(part: T): T & { readonly ticket: TicketOfAccount } =>
    withFields(part, { ticket });
