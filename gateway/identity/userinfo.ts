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
/** Age at which an answer is read again, in milliseconds. */
const freshMs = 600_000;
/** Time without requests after a failure, in milliseconds: callers must not wait for an outage each. */
const pauseMs = 5_000;
/** Number of tokens whose answers are kept. */
const maxTokens = 10_000;

/** What userinfo says about a token's owner. */
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

type Answer = Exclude<UserinfoAnswer, { readonly state: 'UNKNOWN' }>;

/**
 * Userinfo with a bounded cache by token. An answer is used for ten minutes, and in an outage for as long as the token is
 * valid. Without an earlier answer an outage gives UNKNOWN.
 */
export function createUserinfo(provider: IdentityProvider, log: Logger): Userinfo {
  const answers = new LRUCache<string, { readonly answer: Answer; readonly readAt: number }>({ max: maxTokens });
  const running = new Map<string, Promise<Answer>>();
  let url: Promise<URL> | undefined;
  let pausedUntil = -Infinity;

  async function getUrl(): Promise<URL> {
    url ??= discoverUserinfoUrl(provider);
    try {
      return await url;
    } catch (error) {
      url = undefined;
      throw error;
    }
  }

  async function request(token: string, sub: string): Promise<Answer> {
    const response = await fetch(await getUrl(), {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    });
    if (response.status === 401 || response.status === 403) {
      await response.body?.cancel();
      log.warn({ provider: provider.name }, 'userinfo refused a token; its owner is found by the subject alone');
      return { state: 'REFUSED' };
    }
    if (!response.ok) throw new Error(`userinfo returned status ${response.status}`);
    const claims = userinfo.parse(await response.json());
    // OpenID Connect Core 5.3.2: the answer must not be used otherwise.
    if (claims.sub !== sub) throw new Error('userinfo is about another subject than the token');
    return { state: 'KNOWN', profile: profileOf(claims, provider, standardPaths) };
  }

  async function readNow(key: string, token: string, { sub, exp }: { sub: string; exp: number }): Promise<Answer> {
    const readAt = Date.now();
    const answer = await request(token, sub);
    answers.set(key, { answer, readAt }, { ttl: Math.max(exp * 1_000 - readAt, 1) });
    return answer;
  }

  return {
    async read(token, claims) {
      const key = createHash('sha256').update(token).digest('base64');
      const earlier = answers.get(key);
      if (earlier && Date.now() - earlier.readAt < freshMs) return earlier.answer;
      const late: UserinfoAnswer = earlier?.answer ?? { state: 'UNKNOWN' };
      if (Date.now() < pausedUntil) return late;
      const reading = running.get(key) ?? readNow(key, token, claims).finally(() => running.delete(key));
      running.set(key, reading);
      try {
        return await reading;
      } catch (error) {
        if (Date.now() >= pausedUntil)
          log.error({ provider: provider.name, reason: reasonOf(error) }, 'userinfo cannot be read');
        pausedUntil = Date.now() + pauseMs;
        return late;
      }
    },
  };
}
