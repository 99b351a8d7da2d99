import { rateHeaders } from '../limits/rate-headers.ts';
import type { Standing } from '../limits/rate.ts';

/** Headers of every answer of the API. No cache may store one: it is made for one caller. */
export const answerHeaders = (requestId: string): Record<string, string> => ({
  'x-request-id': requestId,
  'cache-control': 'private, no-store',
  vary: 'Authorization, Origin',
});

/** `RateLimit` headers, with `Retry-After` where a quota is exhausted. */
export function limitHeaders(standings: Iterable<Standing>, isExceeded: boolean): Record<string, string> {
  const all = [...standings];
  if (!isExceeded) return rateHeaders(all);
  const waits = all.filter(({ remaining }) => remaining === 0).map(({ resetSeconds }) => resetSeconds);
  return { ...rateHeaders(all), 'retry-after': String(Math.max(1, ...waits)) };
}

/** The value of a header; undefined if it is missing or was sent more than once. */
export const single = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
