import { userError, type UserError } from '@customer-graph/protocol/user-error';
import type { Rejection } from './rejection.ts';

export const unknownTicket = (): UserError => userError('NOT_FOUND', 'The account has no such ticket.', 'ticketId');

export const closedTicket = (): UserError =>
  userError('CONFLICT', 'The ticket is closed and cannot be changed. Open a new ticket.', 'ticketId');

export const unknownArticle = (...field: string[]): UserError =>
  userError('NOT_FOUND', 'The help centre has no such article.', ...field);

export const unknownAccount = (): UserError =>
  userError('CONFLICT', 'The help desk has no organization for the account.', 'accountId');

export const unknownAddress = (): UserError => userError('NOT_ALLOWED', 'The help desk has no e-mail address for you.');

/** The help desk knows the caller as one of its agents, in whose name no customer may write. */
export const unknownPerson = (): UserError =>
  userError('NOT_ALLOWED', 'The help desk cannot accept anything in your name. Contact support.');

/** One refusal for each reason. */
export const rejectedByHelpDesk = (rejections: readonly Rejection[]): UserError[] => [
  ...new Map(rejections.map(refusalOf).map((refusal): [string, UserError] => [refusal.message, refusal])).values(),
];

function refusalOf(rejection: Rejection): UserError {
  switch (rejection.kind) {
    case 'ASSIGNEE_MISSING':
      return userError('CONFLICT', 'Support has not taken the ticket yet, so it cannot be solved.', 'ticketId');
    case 'FIELD_MISSING':
      return userError(
        'CONFLICT',
        rejection.title === undefined
          ? `Support must fill in the ticket field ${rejection.fieldId} first.`
          : `The ticket field "${rejection.title}" must be filled in first.`,
        'ticketId',
      );
    case 'NOT_VERIFIED':
      return userError('NOT_ALLOWED', 'The help desk has not verified your e-mail address.');
    case 'DUPLICATE':
    case 'VALUE':
      return userError('INVALID_INPUT', 'The help desk rejected one of the values.');
    default:
      return rejection satisfies never;
  }
}
