import type { SystemOfRecord } from './system.ts';

/** All error codes. A client sees no other code in `extensions.code`. */
export const errorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'PERSISTED_QUERY_NOT_FOUND',
  'OPERATION_TOO_COSTLY',
  'RATE_LIMITED',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_RATE_LIMITED',
  'UPSTREAM_INVALID_RESPONSE',
  'INTERNAL',
] as const;

/** One of `errorCodes`. */
export type ErrorCode = (typeof errorCodes)[number];

/** Returns whether a value is a code of the table. */
export const isErrorCode = (code: unknown): code is ErrorCode => errorCodes.some((known) => known === code);

/** The client message of an error that has no own message. A vendor's message never reaches a client. */
export const defaultMessages: Record<ErrorCode, string> = {
  UNAUTHENTICATED: 'A valid access token is needed.',
  FORBIDDEN: 'Not allowed.',
  NOT_FOUND: 'Not found.',
  BAD_USER_INPUT: 'The input is not valid.',
  // Clients with automatic persisted queries compare this message.
  PERSISTED_QUERY_NOT_FOUND: 'PersistedQueryNotFound',
  OPERATION_TOO_COSTLY: 'The operation asks for too much at once.',
  RATE_LIMITED: 'Too many requests.',
  UPSTREAM_UNAVAILABLE: 'The system that owns this cannot be reached.',
  UPSTREAM_TIMEOUT: 'The system that owns this did not answer in time.',
  UPSTREAM_RATE_LIMITED: 'The system that owns this is receiving too many requests.',
  UPSTREAM_INVALID_RESPONSE: 'The system that owns this sent an unusable response.',
  INTERNAL: 'Something went wrong.',
};

/** Codes whose request can succeed unchanged at a later time. */
export const retryableCodes: ReadonlySet<ErrorCode> = new Set([
  'RATE_LIMITED',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_RATE_LIMITED',
]);

/** Why UNAUTHENTICATED refuses a token: a client renews an expired one, and signs in again for any other. */
export type TokenProblem = 'TOKEN_EXPIRED' | 'TOKEN_INVALID';

/** Details of a `GraphError`. */
export interface GraphErrorOptions {
  /** The system that failed. */
  readonly system?: SystemOfRecord;
  /** A sentence for the client; default: the message of the code. */
  readonly message?: string;
  /** Whether the same request may succeed later; default: by code. */
  readonly retryable?: boolean;
  /** Only with UNAUTHENTICATED, for a token that is not accepted. */
  readonly reason?: TokenProblem;
  /** The underlying error. Only for the log. */
  readonly cause?: unknown;
}

/** `extensions` of the GraphQL error that a client receives. */
export interface GraphErrorExtensions {
  [name: string]: unknown;
  code: ErrorCode;
  system?: SystemOfRecord;
  reason?: TokenProblem;
  retryable: boolean;
}

/**
 * An error whose message and extensions a client may see. graphql-js copies `extensions` into the response.
 *
 * @example
 * throw new GraphError('UPSTREAM_UNAVAILABLE', { system: 'BILLING', cause: error });
 */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly code: ErrorCode;
  readonly extensions: GraphErrorExtensions;

  constructor(code: ErrorCode, options: GraphErrorOptions = {}) {
    super(options.message ?? defaultMessages[code], { cause: options.cause });
    this.code = code;
    this.extensions = {
      code,
      ...(options.system && { system: options.system }),
      ...(options.reason && { reason: options.reason }),
      retryable: options.retryable ?? retryableCodes.has(code),
    };
  }
}

/** Returns a BAD_USER_INPUT error. The message says which value is wrong and which values are valid. */
export const badInput = (message: string): GraphError => new GraphError('BAD_USER_INPUT', { message });

const unknownOutcomeCodes: ReadonlySet<unknown> = new Set<ErrorCode>([
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_INVALID_RESPONSE',
  'INTERNAL',
]);

/** Returns whether a failed write can still have taken effect. True for any code outside the table. */
export const isOutcomeUnknown = (code: unknown): boolean => !isErrorCode(code) || unknownOutcomeCodes.has(code);
