import { z } from 'zod';
import type { Logger } from 'pino';
import { GraphError } from '@customer-graph/protocol/errors';
import { createAccessToken, fixedAccessToken, type AccessToken } from '@customer-graph/upstream/access-token';
import type { Upstream } from '@customer-graph/upstream/client';
import { integer, optional, text } from '@customer-graph/upstream/shapes';
import { parseJson } from '@customer-graph/process/parse-json';
import type { Credentials } from '../config.ts';
import { parse } from './answers.ts';

/** Adds the credentials to requests. */
export interface Authentication {
  readonly accessToken: AccessToken;
  /**
   * The headers of a request with the token.
   *
   * @param as e-mail address of the user to act as; undefined: the configured agent
   */
  headers(token: string, as?: string): Readonly<Record<string, string>>;
  /** Whether the token may act as end users. Known once there is a token. */
  mayImpersonate(): boolean;
}

/** Scopes that the graph needs. Without `impersonate`, ratings and votes are refused. */
export const scopes = 'read write impersonate';

/** Zendesk API, "OAuth tokens for grant types": 300 to 172,800 seconds. A stolen token is useless soon. */
const lifetimeSeconds = 3_600;
const longestSeconds = 172_800;
/** Where Zendesk says no lifetime: the token is renewed early, and after a refusal in any case. */
const unknownLifetimeSeconds = 1_800;

const tokenAnswer = z.object({ access_token: text, expires_in: optional(integer), scope: optional(text) });

/** The documentation gives `expires_in` in seconds, and in milliseconds in one sentence. No lifetime in seconds is above the longest. */
const inSeconds = (expiresIn: number | null): number => {
  if (expiresIn === null || expiresIn <= 0) return unknownLifetimeSeconds;
  return expiresIn > longestSeconds ? expiresIn / 1_000 : expiresIn;
};

export interface AuthenticationOptions {
  readonly base: string;
  readonly credentials: Credentials;
  readonly upstream: Upstream;
  readonly log: Logger;
}

export const createAuthentication = (options: AuthenticationOptions): Authentication => {
  const { credentials } = options;
  return credentials.kind === 'OAUTH' ? withClient(credentials, options) : withApiToken(credentials);
};

/** The client credentials grant: no refresh token, so a new token is fetched each time. */
function withClient(
  { clientId, clientSecret }: Extract<Credentials, { kind: 'OAUTH' }>,
  { base, upstream, log }: AuthenticationOptions,
): Authentication {
  let granted: readonly string[] = [];
  const accessToken = createAccessToken({
    system: 'SUPPORT',
    log,
    async fetch() {
      const { status, body } = await upstream.send({
        method: 'POST',
        url: `${base}/oauth/tokens`,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: clientSecret,
          scope: scopes,
          expires_in: lifetimeSeconds,
        }),
      });
      if (status >= 400)
        throw new GraphError('UPSTREAM_UNAVAILABLE', {
          system: 'SUPPORT',
          retryable: false,
          cause: new Error(`Zendesk answered ${status} to the OAuth client`),
        });
      const answer = parse(tokenAnswer, parseJson(body), 'token');
      granted = (answer.scope ?? scopes).split(/[\s,]+/);
      return { token: answer.access_token, expiresInSeconds: inSeconds(answer.expires_in) };
    },
  });
  return {
    accessToken,
    // Zendesk, "Making API requests on behalf of end users".
    headers: (token, as) => ({ authorization: `Bearer ${token}`, ...(as !== undefined && { 'x-on-behalf-of': as }) }),
    mayImpersonate: () => granted.includes('impersonate'),
  };
}

/** Zendesk API, "Security and authentication": an API token is valid with the e-mail address of any user. */
const withApiToken = ({ email, token }: Extract<Credentials, { kind: 'API_TOKEN' }>): Authentication => ({
  accessToken: fixedAccessToken(token),
  headers: (current, as = email) => ({
    authorization: `Basic ${Buffer.from(`${as}/token:${current}`).toString('base64')}`,
  }),
  mayImpersonate: () => true,
});
