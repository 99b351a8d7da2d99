import type { Upstream } from '@customer-graph/upstream/client';
import type { UpstreamResponse } from '@customer-graph/upstream/context';
import type { Authentication } from './authentication.ts';

/** Sends a GET with the graph's own credentials. */
export type Get = (path: string) => Promise<Pick<UpstreamResponse, 'status' | 'headers' | 'body'>>;

/** Plain HTTP: the findings report statuses, which the SDK hides. */
export const createGet = (base: string, authentication: Authentication, upstream: Upstream): Get => {
  const token = authentication.accessToken.current();
  return async (path) =>
    upstream.send({ method: 'GET', url: `${base}/api/v2/${path}`, headers: authentication.headers(await token) });
};
