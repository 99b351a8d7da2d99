import { z } from 'zod';

/**
 * Returns the messages of an error and of its causes as one text. Only for logs and operators: it can name hosts and roles.
 *
 * @example
 * log.warn({ reason: reasonOf(error) }, 'price list not read; will retry');
 */
export function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues
      .map(({ path, message }) => `${path.map(String).join('.') || 'the answer'}: ${message}`)
      .join('; ');
  if (!(error instanceof Error)) return String(error);
  const own = clientErrorCode(error) ?? (error.message || error.name);
  return error.cause instanceof Error ? `${own}: ${reasonOf(error.cause)}` : own;
}

/** The code of a `GraphError`. Its message is a general sentence for clients, so the code tells an operator more. */
const clientErrorCode = (error: Error): string | undefined =>
  error.name === 'GraphError' && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
