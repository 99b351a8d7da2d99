import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { z } from 'zod';
import { reasonOf } from '@customer-graph/process/reason-of';
import { profileOf, standardPaths, type Profile } from './claims.ts';
import { discoverUserinfoUrl } from './discovery.ts';
import type { IdentityProvider } from './provider.ts';

/** Time limit of a request, in milliseconds: callers wait for it. */
const timeoutMs = 3_000;
/** Ages at which an answer is read again, in milliseconds. */
const freshMs: Readonly<Record<UserinfoAnswer['state'], number>> = { KNOWN: 600_000, REFUSED: 60_000, UNKNOWN: 60_000 };
/** Minimum time between two log lines of one kind, in milliseconds: callers must not flood the log. */
const logIntervalMs = 60_000;
/** Time without requests after a failure, in milliseconds: callers must not wait for an outage each. */
const pauseMs = 5_000;
/** Number of tokens whose answers are kept. */
const maxTokens = 10_000;

/** The answer of the userinfo endpoint about a token's owner. */
export type UserinfoAnswer =
  | { readonly state: 'KNOWN'; readonly profile: Profile }
  /** The provider does not take this token for userinfo. */
  | { readonly state: 'REFUSED' }
  /** The provider cannot be reached, or its answer is not usable. */
  | { readonly state: 'UNKNOWN' };

/** Reads claims that the token lacks (OpenID Connect Core 5.3). */
export interface Userinfo {
  /**
   * Only for tokens whose signature is verified: anyone could fill the cache, and make requests, otherwise.
   *
   * @param expiresAt `exp` of the token
   */
  read(token: string, claims: { readonly sub: string; readonly exp: number }): Promise<UserinfoAnswer>;
}

const userinfo = z.looseObject({ sub: z.string() });

interface Entry {
  readonly answer: UserinfoAnswer;
  readonly readAt: number;
}

/**
 * Userinfo with a bounded cache by token. An answer is used for ten minutes, and in an outage for as long as the token is
 * valid. Without an earlier answer an outage gives UNKNOWN.
 */
export function createUserinfo(provider: IdentityProvider, log: Logger): Userinfo {
  const answers = new LRUCache<string, Entry>({ max: maxTokens });
  const running = new Map<string, Promise<UserinfoAnswer>>();
  let url: Promise<URL> | undefined;
  let pausedUntil = -Infinity;
  const loggedAt = new Map<string, number>();

  function logRarely(event: string, reason: string): void {
    if (Date.now() - (loggedAt.get(event) ?? -Infinity) < logIntervalMs) return;
    loggedAt.set(event, Date.now());
    log.warn({ provider: provider.name, reason }, event);
  }

  async function getUrl(): Promise<URL> {
    url ??= discoverUserinfoUrl(provider);
    try {
      return await url;
    } catch (error) {
      url = undefined;
      throw error;
    }
  }

  /** Throws where the provider is in an outage. An answer that concerns this token alone must not pause the others. */
  async function request(token: string, sub: string): Promise<UserinfoAnswer> {
    const response = await fetch(await getUrl(), {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    });
    const { status } = response;
    if (status >= 500 || status === 429) throw new Error(`userinfo returned status ${status}`);
    if (!response.ok) {
      await response.body?.cancel();
      logRarely('userinfo refused a token', `userinfo returned status ${status}`);
      return { state: 'REFUSED' };
    }
    const body: unknown = await response.json();
    try {
      const claims = userinfo.parse(body);
      // OpenID Connect Core 5.3.2: the answer must not be used otherwise.
      if (claims.sub !== sub) throw new Error('it is about another subject than the token');
      return { state: 'KNOWN', profile: profileOf(claims, provider, standardPaths) };
    } catch (error) {
      logRarely('userinfo is not usable', reasonOf(error));
      return { state: 'UNKNOWN' };
    }
  }

  async function readNow(
    key: string,
    token: string,
    { sub, exp }: { readonly sub: string; readonly exp: number },
  ): Promise<UserinfoAnswer> {
    const readAt = Date.now();
    const answer = await request(token, sub);
    answers.set(key, { answer, readAt }, { ttl: Math.max(exp * 1_000 - readAt, 1) });
    return answer;
  }

  return {
    async read(token, claims) {
      const key = createHash('sha256').update(token).digest('base64');
      const earlier = answers.get(key);
      if (earlier && Date.now() - earlier.readAt < freshMs[earlier.answer.state]) return earlier.answer;
      const late: UserinfoAnswer = earlier?.answer ?? { state: 'UNKNOWN' };
      if (Date.now() < pausedUntil) return late;
      const reading = running.get(key) ?? readNow(key, token, claims).finally(() => running.delete(key));
      running.set(key, reading);
      try {
        return await reading;
      } catch (error) {
        logRarely('userinfo cannot be read', reasonOf(error));
        pausedUntil = Date.now() + pauseMs;
        return late;
      }
    },
  };
}
