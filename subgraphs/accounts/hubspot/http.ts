import type { Logger } from 'pino';
import { sendWithToken } from '@customer-graph/upstream/access-token';
import { createUpstream } from '@customer-graph/upstream/client';
import type { UpstreamResponse } from '@customer-graph/upstream/context';
import { createHubSpotToken, type HubSpotCredentials } from './access-token.ts';
import { toVersionedPath, type ApiVersion } from './api-version.ts';
import { hubSpotLimits, isHubSpotRead, type Rates } from './limits.ts';

export interface HubSpotConnection {
  readonly credentials: HubSpotCredentials;
  /** Without a trailing slash. */
  readonly base: string;
  readonly apiVersion: ApiVersion;
}

export interface HubSpotRequest {
  readonly method: string;
  /** In the form of the SDK, with a number as version, and with the query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body?: string;
}

/** Sends requests to HubSpot, in the configured version of its API and with a valid token. */
export interface HubSpotHttp extends AsyncDisposable {
  readonly base: string;
  /** @throws {GraphError} as `Upstream.send`; statuses of 4xx are returned */
  readonly send: (request: HubSpotRequest) => Promise<UpstreamResponse>;
}

/** Creates the connection. One instance a process, because it counts the rate limits. */
export function createHubSpotHttp(connection: HubSpotConnection, rates: Rates, log: Logger): HubSpotHttp {
  const { base, apiVersion } = connection;
  const upstream = createUpstream({
    system: 'CRM',
    isRead: isHubSpotRead,
    ignoresBodies: true,
    limits: hubSpotLimits(rates),
    log,
  });
  const accessToken = createHubSpotToken({ ...connection, upstream, log });
  return {
    base,
    send: ({ method, path, headers, body }) =>
      sendWithToken(accessToken, (token) =>
        upstream.send({
          method,
          url: base + toVersionedPath(path, apiVersion),
          headers: {
            ...headers,
            ...(body !== undefined && { 'content-type': 'application/json' }),
            authorization: `Bearer ${token}`,
          },
          ...(body !== undefined && { body }),
        }),
      ),
    [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose](),
  };
}
