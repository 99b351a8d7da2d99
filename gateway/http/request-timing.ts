import { badInput } from '@customer-graph/protocol/errors';

export interface RequestTiming {
  /** When the client stops waiting; milliseconds since the epoch. */
  readonly deadline: number;
  /** When a write must be done, however little time the client gave; milliseconds since the epoch. */
  readonly changeDeadline: number;
}

/** The client may lower the server's time limit with `X-Request-Timeout` (milliseconds), but not raise it. */
export function timingOf(header: string | undefined, limitMs: number, arrivedAt: number): RequestTiming {
  const given = header === undefined ? limitMs : Number(header);
  if (!Number.isSafeInteger(given) || given <= 0) throw badInput('X-Request-Timeout must be a number of milliseconds.');
  const timeoutMs = Math.min(given, limitMs);
  return { deadline: arrivedAt + timeoutMs, changeDeadline: arrivedAt + limitMs };
}
