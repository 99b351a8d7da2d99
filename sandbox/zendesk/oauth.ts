import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ZendeskBehaviour } from './behaviour.ts';

interface AccessToken {
  readonly scopes: readonly string[];
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface OAuthClient {
  readonly id: string;
  readonly secret: string;
}

/** The access tokens that the stand-in has issued. */
export interface AccessTokens {
  /** The scopes of a valid token; null: unknown or expired. */
  scopesOf(authorization: string | undefined): readonly string[] | null;
  register(app: FastifyInstance): void;
}

const grant = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string(),
  client_secret: z.string(),
  scope: z.string().default('read'),
  expires_in: z.int().min(300).max(172_800).optional(),
});

/** Zendesk API, "OAuth tokens for grant types": client credentials. There is no refresh token. */
export function createAccessTokens(client: OAuthClient, behaviour: () => ZendeskBehaviour): AccessTokens {
  const issued = new Map<string, AccessToken>();
  const tokenOf = (authorization: string | undefined): AccessToken | undefined => {
    const known = issued.get(/^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '');
    return known && known.expiresAt > Date.now() ? known : undefined;
  };

  return {
    scopesOf: (authorization) => tokenOf(authorization)?.scopes ?? null,

    register(app) {
      app.post('/oauth/tokens', async (request, reply) => {
        const given = grant.safeParse(request.body).data;
        if (!given) return reply.code(400).send({ error: 'invalid_request', error_description: 'Missing parameter.' });
        if (given.client_id !== client.id || given.client_secret !== client.secret)
          return reply.code(401).send({ error: 'invalid_client', error_description: 'Client authentication failed.' });
        const { tokenSeconds, expiresIn, scopes: allowed } = behaviour();
        const scopes = given.scope.split(' ').filter((scope) => allowed.includes(scope));
        const token = `sandbox-${randomBytes(24).toString('hex')}`;
        issued.set(token, { scopes, expiresAt: Date.now() + tokenSeconds * 1_000 });
        return reply.code(201).send({
          access_token: token,
          token_type: 'bearer',
          scope: scopes.join(' '),
          ...(expiresIn !== 'absent' && { expires_in: expiresIn === 'seconds' ? tokenSeconds : tokenSeconds * 1_000 }),
        });
      });
      app.get('/api/v2/oauth/tokens/current', async (request) => {
        const { scopes = [], expiresAt = 0 } = tokenOf(request.headers.authorization) ?? {};
        return {
          token: {
            id: 1,
            client_id: 1,
            user_id: 370_000_900_001,
            scopes,
            expires_at: new Date(expiresAt).toISOString(),
          },
        };
      });
    },
  };
}
