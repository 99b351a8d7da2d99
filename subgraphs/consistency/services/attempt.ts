import type { Logger } from 'pino';
import { reasonOf } from '@customer-graph/process/reason-of';
import { GraphError } from '@customer-graph/protocol/errors';
import type { AttemptResult, Done } from '../port.ts';

/** How long one attempt may take, in milliseconds. */
const attemptMs = 8_000;

/**
 * Runs one attempt of background work. A failure is logged and returned, never thrown.
 *
 * @param failureMessage the event in the log
 */
export async function runAttempt(
  log: Logger,
  facts: object,
  failureMessage: string,
  work: (deadline: number) => Promise<Done>,
): Promise<AttemptResult> {
  try {
    return await work(Date.now() + attemptMs);
  } catch (error) {
    const { code, retryable } = error instanceof GraphError ? error.extensions : { code: 'INTERNAL', retryable: false };
    const reason = error instanceof GraphError ? undefined : reasonOf(error);
    log.warn({ ...facts, code, retryable, reason }, failureMessage);
    return { kind: 'FAILED', code, isRetryable: retryable };
  }
}
