import Stripe from 'stripe';
import type { Upstream } from '@customer-graph/upstream/client';
import type { UpstreamResponse } from '@customer-graph/upstream/context';

/** The SDK's form of a response. Its body was parsed before, so it is not parsed again. */
class UpstreamStripeResponse extends Stripe.HttpClientResponse {
  readonly #response: UpstreamResponse;
  constructor(response: UpstreamResponse) {
    super(response.status, { ...response.headers });
    this.#response = response;
  }
  override getRawResponse(): UpstreamResponse {
    return this.#response;
  }
  override toJSON(): Promise<unknown> {
    return new Promise((resolve) => resolve(this.#response.json()));
  }
}

type Request = Parameters<Stripe.HttpClient['makeRequest']>;

const textsOf = (headers: Readonly<Record<string, string | number | readonly string[]>>): Record<string, string> => {
  const texts: Record<string, string> = {};
  for (const name of Object.keys(headers)) texts[name] = String(headers[name]);
  return texts;
};

/** Sends the SDK's requests through the upstream client: the SDK's fetch client adds a signal, a timer and copies of its own. */
export class UpstreamHttpClient extends Stripe.HttpClient {
  readonly #upstream: Upstream;
  constructor(upstream: Upstream) {
    super();
    this.#upstream = upstream;
  }
  override getClientName(): string {
    return 'upstream';
  }
  override async makeRequest(...request: Request): Promise<UpstreamStripeResponse> {
    const [host, port, path, method, headers, body, protocol] = request;
    const response = await this.#upstream.send({
      method,
      url: `${protocol}://${host}:${port}${path}`,
      headers: textsOf(headers),
      ...(body && { body }),
    });
    return new UpstreamStripeResponse(response);
  }
}
