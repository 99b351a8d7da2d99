/** Values of the schema's enum UserErrorCode. */
export const userErrorCodes = [
  'INVALID_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'NOT_ALLOWED',
  'LIMIT_REACHED',
  'PAYMENT_REQUIRED',
] as const;
export type UserErrorCode = (typeof userErrorCodes)[number];

/** An expected refusal of a mutation that the caller can correct. */
export interface UserError {
  readonly message: string;
  readonly code: UserErrorCode;
  /** Path of the field in the mutation's input; null: the whole input. */
  readonly field: string[] | null;
}

/**
 * Returns a refusal.
 *
 * @param field path of the field in the mutation's input
 * @example
 * userError('INVALID_INPUT', 'seats must be 1 or more.', 'change', 'seats')
 */
export const userError = (code: UserErrorCode, message: string, ...field: string[]): UserError => ({
  code,
  message,
  field: field.length > 0 ? field : null,
});
