import type { Logger } from 'pino';
import { beforeDeadline } from '@customer-graph/process/before-deadline';
import { reasonOf } from '@customer-graph/process/reason-of';
import { GraphError } from '@customer-graph/protocol/errors';
import type { SystemOfRecord } from '@customer-graph/protocol/system';
import { currentUpstreamContext, withoutUpstreamContext } from './context.ts';

/** The token with which requests of this process are authenticated at a vendor. */
export interface AccessToken {
  /**
   * Returns the token. A request waits for a new one only while there is none that is still valid.
   *
   * @throws {GraphError} what `fetch` throws; UPSTREAM_TIMEOUT at the deadline of the waiting request
   */
  current(): Promise<string>;
  /**
   * Returns a token to try once more with after the vendor refused one with 401. Null: a new token would not help, because
   * the refused one was fetched a moment ago or never changes.
   *
   * @throws {GraphError} as `current`
   */
  renewAfterRefusal(refusedToken: string): Promise<string | null>;
}

/** Options of `createAccessToken`. */
export interface AccessTokenOptions {
  /** The system that errors and the log name. */
  readonly system: SystemOfRecord;
  /** Gets a new token from the vendor. Runs outside any request, so that no request's deadline ends it. */
  readonly fetch: () => Promise<{ readonly token: string; readonly expiresInSeconds: number }>;
  readonly log: Logger;
  /** Returns milliseconds since the epoch. For tests. */
  readonly now?: () => number;
}

/** A token is not used in the last part of its lifetime: it could expire on its way. In milliseconds. */
const reserveMs = 5_000;
/** Wait after a failed refresh, in milliseconds. */
const retryMs = 5_000;
/** A token that is refused so soon after it was fetched is not renewed, in milliseconds: the next one would be refused too. */
const freshMs = 10_000;

/**
 * Creates a token that expires. Concurrent requests share one fetch. The token is refreshed in the background in the last
 * fifth of its lifetime, so that requests rarely wait.
 *
 * @example
 * const accessToken = createAccessToken({ system: 'SUPPORT', fetch: () => requestToken(credentials), log });
 * const response = await sendWithToken(accessToken, (token) => upstream.send(requestWith(token)));
 */
export function createAccessToken({ system, fetch, log, now = Date.now }: AccessTokenOptions): AccessToken {
  let held: { token: string; fetchedAt: number; refreshAt: number; unusableAt: number } | undefined;
  let fetching: Promise<string> | undefined;

  const renew = (): Promise<string> => {
    fetching ??= withoutUpstreamContext(fetch)
      .then(({ token, expiresInSeconds }) => {
        const fetchedAt = now();
        const lifetime = expiresInSeconds * 1_000;
        held = {
          token,
          fetchedAt,
          refreshAt: fetchedAt + lifetime * 0.8,
          unusableAt: fetchedAt + lifetime - Math.min(reserveMs, lifetime / 10),
        };
        return token;
      })
      .finally(() => {
        fetching = undefined;
      });
    return fetching;
  };

  const renewInTime = (): Promise<string> => {
    const deadline = currentUpstreamContext()?.deadline;
    return deadline === undefined
      ? renew()
      : beforeDeadline(deadline, renew(), () => new GraphError('UPSTREAM_TIMEOUT', { system }));
  };

  return {
    async current() {
      if (!held || now() >= held.unusableAt) return renewInTime();
      if (now() >= held.refreshAt) {
        held.refreshAt = now() + retryMs;
        renew().catch((error: unknown) =>
          log.warn({ system, reason: reasonOf(error) }, 'access token not refreshed; will retry'),
        );
      }
      return held.token;
    },

    async renewAfterRefusal(refusedToken) {
      if (held && held.token !== refusedToken) return held.token;
      if (held && now() - held.fetchedAt < freshMs) return null;
      log.info({ system }, 'access token refused before its end; fetching a new one');
      return renewInTime();
    },
  };
}

/** A token that does not expire, or that only an operator can replace. */
export const fixedAccessToken = (token: string): AccessToken => ({
  current: () => Promise.resolve(token),
  renewAfterRefusal: () => Promise.resolve(null),
});

/**
 * Sends a request with the current token; after 401 once more with a new one. A 401 says that the vendor did nothing, so a
 * write may be repeated too.
 *
 * @param send must make a new request at each call: the body of a stream is gone after the first
 */
export async function sendWithToken<Response extends { readonly status: number }>(
  accessToken: AccessToken,
  send: (token: string) => Promise<Response>,
): Promise<Response> {
  const token = await accessToken.current();
  const response = await send(token);
  if (response.status !== 401) return response;
  const renewed = await accessToken.renewAfterRefusal(token);
  return renewed === null ? response : send(renewed);
}
