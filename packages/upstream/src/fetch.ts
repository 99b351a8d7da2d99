import type { Upstream } from './client.ts';

/** Returns a `fetch` that sends through the upstream client, for SDKs that accept one. It supports only text bodies. */
export const createUpstreamFetch =
  (upstream: Pick<Upstream, 'send'>): typeof fetch =>
  async (input, init) => {
    const headers = Object.fromEntries(new Headers(init?.headers));
    const body = typeof init?.body === 'string' && init.body !== '' ? { body: init.body } : {};
    const response = await upstream.send({
      method: init?.method ?? 'GET',
      url: input instanceof Request ? input.url : input.toString(),
      headers,
      ...body,
    });
    const empty = response.status === 204 || response.status === 304;
    return new Response(empty ? null : response.body, { status: response.status, headers: response.headers });
  };
