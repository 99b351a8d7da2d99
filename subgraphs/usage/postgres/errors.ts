import { GraphError } from '@customer-graph/protocol/errors';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** PostgreSQL, "Appendix A. Error Codes": classes by their first two characters. */
const isUnreachable = (code: string): boolean =>
  [
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ETIMEDOUT',
    '53300',
    '57P01',
    '57P02',
    '57P03',
  ].includes(code) || code.startsWith('08');

/** Whether the server or network ended the connection. */
export const isConnectionLost = (error: unknown): boolean =>
  ['ECONNRESET', 'EPIPE', '57P01', '57P02'].includes(codeOf(error)) ||
  (error instanceof Error && /^Connection terminated(?! due to)/.test(error.message));

/** Whether a replica cancelled a statement in favour of its recovery (PostgreSQL, "Handling Query Conflicts"). Statements only read. */
export const isReplicaConflict = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error));

/** Converts driver errors. PostgreSQL's messages may quote values, so only the code is kept. */
export function fromPostgresError(error: unknown): GraphError {
  const code = codeOf(error);
  const cause = new Error(`PostgreSQL: ${code || (error instanceof Error ? error.message : typeof error)}`);
  const failure = (
    name: 'UPSTREAM_UNAVAILABLE' | 'UPSTREAM_TIMEOUT' | 'UPSTREAM_INVALID_RESPONSE',
    retryable?: boolean,
  ) => new GraphError(name, { system: 'PRODUCT', cause, ...(retryable !== undefined && { retryable }) });
  if (isConnectionLost(error) || isUnreachable(code)) return failure('UPSTREAM_UNAVAILABLE');
  if (code === '57014' || (error instanceof Error && /timeout/i.test(error.message)))
    return failure('UPSTREAM_TIMEOUT');
  // The configured role lacks a privilege or cannot log in: a retry does not help.
  if (code === '42501' || code.startsWith('28') || code.startsWith('3D')) return failure('UPSTREAM_UNAVAILABLE', false);
  // The mapping names tables or columns that the database does not have.
  if (code.startsWith('42') || code.startsWith('22')) return failure('UPSTREAM_INVALID_RESPONSE');
  return failure('UPSTREAM_UNAVAILABLE');
}
