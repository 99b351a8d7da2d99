import type { Upstream } from './client.ts';

/** The upstream client in the shape of fetch, for SDKs that take one. Bodies are text: no vendor is sent anything else this way. */
export const fetchThrough =
  (upstream: Upstream): typeof fetch =>
  async (input, init) => {
    const headers = Object.fromEntries(new Headers(init?.headers));
    const body = typeof init?.body === 'string' && init.body !== '' ? { body: init.body } : {};
    const answer = await upstream.send({
      method: init?.method ?? 'GET',
      url: input instanceof Request ? input.url : input.toString(),
      headers,
      ...body,
    });
    const empty = answer.status === 204 || answer.status === 304;
    return new Response(empty ? null : answer.body, { status: answer.status, headers: answer.headers });
  };
