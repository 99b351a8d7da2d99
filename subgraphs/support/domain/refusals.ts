import { userError, type UserError } from '@customer-graph/protocol/user-error';

export const unknownTicket = (): UserError => userError('NOT_FOUND', 'The account has no such ticket.', 'ticketId');

export const closedTicket = (): UserError =>
  userError('CONFLICT', 'The ticket is closed and cannot be changed. Open a new ticket.', 'ticketId');

export const unknownArticle = (...field: string[]): UserError =>
  userError('NOT_FOUND', 'The help centre has no such article.', ...field);

export const unknownAccount = (): UserError =>
  userError('CONFLICT', 'The help desk has no organization for the account.', 'accountId');

export const unknownAddress = (): UserError => userError('NOT_ALLOWED', 'The help desk has no e-mail address for you.');

export const rejectedByHelpDesk = (): UserError =>
  userError('INVALID_INPUT', 'The help desk rejected one of the values.');
