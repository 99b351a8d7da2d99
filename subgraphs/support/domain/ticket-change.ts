import { userError, type UserError } from '../../shared/user-error.ts';

const longestSubject = 150;
/** Zendesk API, "Ticket comments": 64 kB; other help desks take no less. */
const longestBody = 65_000;
const longestComment = 2_000;
const maxUploads = 10;

const invalid = (message: string, ...field: string[]): UserError => userError('INVALID_INPUT', message, ...field);
const refusals = (...found: readonly (UserError | false)[]): UserError[] => found.filter((each) => each !== false);

/** Whole characters, as people count them and help desks do not. */
const isWithin = (text: string, longest: number): boolean => text.trim() !== '' && text.length <= longest;

export interface TicketText {
  readonly subject?: string;
  readonly body: string;
  readonly uploads: readonly string[];
}

/** Everything that is wrong with what somebody wants to say. */
export const refusalsOfText = ({ subject, body, uploads }: TicketText): UserError[] =>
  refusals(
    subject !== undefined &&
      !isWithin(subject, longestSubject) &&
      invalid(`subject must have 1 to ${longestSubject} characters.`, 'subject'),
    !isWithin(body, longestBody) && invalid(`body must have 1 to ${longestBody} characters.`, 'body'),
    uploads.length > maxUploads && invalid(`uploads must have at most ${maxUploads} entries.`, 'uploads'),
  );

export const refusalsOfRating = (comment: string | null): UserError[] =>
  refusals(
    comment !== null &&
      comment.length > longestComment &&
      invalid(`comment must have at most ${longestComment} characters.`, 'comment'),
  );
