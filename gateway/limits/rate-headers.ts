import { windowSeconds, type Standing } from './rate.ts';

/** The headers `RateLimit-Policy` and `RateLimit` (IETF draft-ietf-httpapi-ratelimit-headers-10). */
export const rateHeaders = (standings: readonly Standing[]): Record<string, string> =>
  standings.length === 0
    ? {}
    : {
        'ratelimit-policy': standings
          .map(({ policy, quota }) => `"${policy}";q=${quota};w=${windowSeconds}`)
          .join(', '),
        ratelimit: standings
          .map(({ policy, remaining, resetSeconds }) => `"${policy}";r=${remaining};t=${resetSeconds}`)
          .join(', '),
      };
