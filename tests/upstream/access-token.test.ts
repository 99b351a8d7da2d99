import { describe, expect, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { silentLog } from '@customer-graph/process/log';
import { GraphError } from '@customer-graph/protocol/errors';
import { createAccessToken, fixedAccessToken, sendWithToken } from '@customer-graph/upstream/access-token';
import { withUpstreamContext } from '@customer-graph/upstream/context';

/** A token of 100 seconds, at a clock that the test turns. Tokens are called token-1, token-2 and so on. */
function givenToken(fetchToken?: (count: number) => Promise<string>) {
  const clock = { now: 1_000_000 };
  const fetches = { count: 0 };
  const accessToken = createAccessToken({
    system: 'SUPPORT',
    log: silentLog,
    now: () => clock.now,
    async fetch() {
      fetches.count += 1;
      const token = await (fetchToken?.(fetches.count) ?? delay(1, `token-${fetches.count}`));
      return { token, expiresInSeconds: 100 };
    },
  });
  return { accessToken, clock, fetches };
}
const answer = (status: number) => ({ status, headers: {}, body: '' });

describe('an access token', () => {
  test('is fetched once for concurrent requests', async () => {
    const { accessToken, fetches } = givenToken();
    const tokens = await Promise.all([accessToken.current(), accessToken.current(), accessToken.current()]);
    expect(tokens).toEqual(['token-1', 'token-1', 'token-1']);
    expect(await accessToken.current()).toBe('token-1');
    expect(fetches.count).toBe(1);
  });

  test('is refreshed in the background before its end', async () => {
    const { accessToken, clock, fetches } = givenToken();
    await accessToken.current();
    clock.now += 81_000;
    expect(await accessToken.current()).toBe('token-1');
    await delay(10);
    expect(await accessToken.current()).toBe('token-2');
    expect(fetches.count).toBe(2);
  });

  test('is used until its end while a refresh fails, and not after it', async () => {
    const { accessToken, clock, fetches } = givenToken((count) =>
      count === 2 || count === 3
        ? Promise.reject(new GraphError('UPSTREAM_UNAVAILABLE', { system: 'SUPPORT' }))
        : Promise.resolve(`token-${count}`),
    );
    await accessToken.current();
    clock.now += 81_000;
    expect(await accessToken.current()).toBe('token-1');
    await delay(1);
    expect(await accessToken.current()).toBe('token-1');
    expect(fetches.count).toBe(2);
    clock.now += 18_000;
    await expect(accessToken.current()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(await accessToken.current()).toBe('token-4');
  });

  test('is renewed once for all requests that were refused with it', async () => {
    const { accessToken, clock, fetches } = givenToken();
    await accessToken.current();
    clock.now += 20_000;
    const renewed = await Promise.all([
      accessToken.renewAfterRefusal('token-1'),
      accessToken.renewAfterRefusal('token-1'),
    ]);
    expect(renewed).toEqual(['token-2', 'token-2']);
    expect(await accessToken.renewAfterRefusal('token-1')).toBe('token-2');
    expect(fetches.count).toBe(2);
  });

  test('is not renewed when a new one is refused at once', async () => {
    const { accessToken, fetches } = givenToken();
    await accessToken.current();
    expect(await accessToken.renewAfterRefusal('token-1')).toBeNull();
    expect(fetches.count).toBe(1);
  });

  test('ends the wait of a request at its deadline, and the fetch goes on', async () => {
    const { accessToken, fetches } = givenToken((count) => delay(100, `token-${count}`));
    const context = { deadline: Date.now() + 20, traceId: 'test', inFlight: new Map(), count: { calls: 0 } };
    await expect(withUpstreamContext(context, () => accessToken.current())).rejects.toMatchObject({
      code: 'UPSTREAM_TIMEOUT',
    });
    expect(await accessToken.current()).toBe('token-1');
    expect(fetches.count).toBe(1);
  });

  test('lets a refused request be sent once more, with a new token', async () => {
    const { accessToken, clock } = givenToken();
    await accessToken.current();
    clock.now += 20_000;
    const sent: string[] = [];
    const send = async (token: string) => {
      sent.push(token);
      return answer(token === 'token-2' ? 200 : 401);
    };
    expect(await sendWithToken(accessToken, send)).toMatchObject({ status: 200 });
    expect(sent).toEqual(['token-1', 'token-2']);
    expect(await sendWithToken(fixedAccessToken('fixed'), send)).toMatchObject({ status: 401 });
    expect(sent).toEqual(['token-1', 'token-2', 'fixed']);
  });
});
