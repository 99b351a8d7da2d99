import type { Upstream } from '@customer-graph/upstream/client';
import type { UpstreamResponse } from '@customer-graph/upstream/context';
import { accountHeader, stripeVersion } from '../client.ts';

export interface StripeInspectionOptions {
  readonly apiKey: string;
  readonly base: string;
  /** The account that requests are made for; null: the key's own. */
  readonly account: string | null;
  readonly upstream: Upstream;
}

/** Reads a path of Stripe's API. */
export type StripeGet = (path: string) => Promise<UpstreamResponse>;

/** Plain HTTP without the SDK: a status says more about a missing permission than the SDK's exception. */
export const createStripeGet =
  ({ apiKey, base, account, upstream }: StripeInspectionOptions): StripeGet =>
  (path) =>
    upstream.send({
      method: 'GET',
      url: base + path,
      headers: {
        authorization: `Bearer ${apiKey}`,
        'stripe-version': stripeVersion,
        ...accountHeader(apiKey, account),
      },
    });
