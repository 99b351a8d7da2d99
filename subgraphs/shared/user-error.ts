/** Kinds of expected refusals, as the API has them. */
export const userErrorCodes = [
  'INVALID_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'NOT_ALLOWED',
  'LIMIT_REACHED',
  'PAYMENT_REQUIRED',
] as const;
export type UserErrorCode = (typeof userErrorCodes)[number];

/** Something that whoever asked can put right. */
export interface UserError {
  readonly message: string;
  readonly code: UserErrorCode;
  /** The way to the field of the input. */
  readonly field: string[] | null;
}

export const userError = (code: UserErrorCode, message: string, ...field: string[]): UserError => ({
  code,
  message,
  field: field.length > 0 ? field : null,
});
