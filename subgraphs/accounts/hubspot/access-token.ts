import type { Logger } from 'pino';
import { z } from 'zod';
import { parseJson } from '@customer-graph/process/parse-json';
import { GraphError } from '@customer-graph/protocol/errors';
import { createAccessToken, fixedAccessToken, type AccessToken } from '@customer-graph/upstream/access-token';
import type { Upstream } from '@customer-graph/upstream/client';
import { integer, text } from '@customer-graph/upstream/shapes';
import { toVersionedPath, type ApiVersion } from './api-version.ts';
import { parse } from './parse.ts';

/** A service key or the access token of an app in one account, or the credentials of an app that is installed by OAuth. */
export type HubSpotCredentials =
  | { readonly kind: 'TOKEN'; readonly accessToken: string }
  | {
      readonly kind: 'OAUTH';
      readonly clientId: string;
      readonly clientSecret: string;
      readonly refreshToken: string;
    };

export interface HubSpotTokenOptions {
  readonly credentials: HubSpotCredentials;
  readonly base: string;
  readonly apiVersion: ApiVersion;
  readonly upstream: Upstream;
  readonly log: Logger;
  /** Returns milliseconds since the epoch. For tests. */
  readonly now?: () => number;
}

const answerShape = z.looseObject({ access_token: text, expires_in: integer });

/** HubSpot, "Manage OAuth access tokens": a refresh token does not expire; access tokens last 30 minutes. */
export function createHubSpotToken({
  credentials,
  base,
  apiVersion,
  upstream,
  log,
  now = Date.now,
}: HubSpotTokenOptions): AccessToken {
  if (credentials.kind === 'TOKEN') return fixedAccessToken(credentials.accessToken);
  const { clientId, clientSecret, refreshToken } = credentials;
  return createAccessToken({
    system: 'CRM',
    log,
    now,
    async fetch() {
      const { status, body } = await upstream.send({
        method: 'POST',
        url: base + toVersionedPath('/oauth/v1/token', apiVersion),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          grant_type: 'refresh_token',
          client_id: clientId,
          client_secret: clientSecret,
          refresh_token: refreshToken,
        }).toString(),
      });
      if (status >= 400)
        throw new GraphError('UPSTREAM_UNAVAILABLE', {
          system: 'CRM',
          retryable: false,
          cause: new Error(`HubSpot answered ${status} to the request for an access token`),
        });
      const answer = parse(answerShape, parseJson(body), 'token');
      return { token: answer.access_token, expiresInSeconds: answer.expires_in };
    },
  });
}
