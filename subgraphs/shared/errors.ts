import type { SystemOfRecord } from './system.ts';

/** The closed table of codes. A client sees these in `extensions.code` and no others. */
export const errorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'OPERATION_TOO_COSTLY',
  'RATE_LIMITED',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_RATE_LIMITED',
  'UPSTREAM_INVALID_RESPONSE',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export const isErrorCode = (code: unknown): code is ErrorCode => errorCodes.some((known) => known === code);

/** What a client is told where the error itself brings no sentence of ours. Never a vendor's words. */
export const defaultMessages: Record<ErrorCode, string> = {
  UNAUTHENTICATED: 'A valid access token is needed.',
  FORBIDDEN: 'Not allowed.',
  NOT_FOUND: 'Not found.',
  BAD_USER_INPUT: 'The input is not valid.',
  OPERATION_TOO_COSTLY: 'The operation asks for too much at once.',
  RATE_LIMITED: 'Too many requests.',
  UPSTREAM_UNAVAILABLE: 'The system that owns this cannot be reached.',
  UPSTREAM_TIMEOUT: 'The system that owns this did not answer in time.',
  UPSTREAM_RATE_LIMITED: 'The system that owns this is receiving too many requests.',
  UPSTREAM_INVALID_RESPONSE: 'The system that owns this gave an answer that cannot be used.',
  INTERNAL: 'Something went wrong.',
};

export const retryableCodes: ReadonlySet<ErrorCode> = new Set([
  'RATE_LIMITED',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_RATE_LIMITED',
]);

export interface GraphErrorOptions {
  /** The system that failed. */
  readonly system?: SystemOfRecord;
  /** A sentence for the client; default: the code's own. */
  readonly message?: string;
  /** Whether the same request may succeed later; default: by code. */
  readonly retryable?: boolean;
  /** What happened underneath: for the log alone. */
  readonly cause?: unknown;
}

export interface GraphErrorExtensions {
  [name: string]: unknown;
  code: ErrorCode;
  system?: SystemOfRecord;
  retryable: boolean;
}

/** An error that may be shown to a client as it is. graphql-js carries `extensions` over to the answer. */
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
      retryable: options.retryable ?? retryableCodes.has(code),
    };
  }
}

export const badInput = (message: string): GraphError => new GraphError('BAD_USER_INPUT', { message });
