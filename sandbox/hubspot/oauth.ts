import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { HubSpotBehaviour } from './behaviour.ts';
import { sendError } from './errors.ts';

/** The installed app that the stand-in knows. */
export interface InstalledApp {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** Access tokens of the installed app. */
export interface OAuth {
  isValid(accessToken: string): boolean;
}

/** HubSpot, "Manage OAuth access tokens": all parameters are in the body; the refresh token stays the same. */
export function registerOAuth(app: FastifyInstance, own: InstalledApp, behaviour: () => HubSpotBehaviour): OAuth {
  const issuedAt = new Map<string, number>();

  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, text, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(text)))),
  );
  app.post<{ Body: Readonly<Record<string, string>> | undefined }>(
    '/oauth/2026-09/token',
    async ({ body = {} }, reply) => {
      const isKnown =
        body.client_id === own.clientId &&
        body.client_secret === own.clientSecret &&
        body.refresh_token === own.refreshToken;
      if (body.grant_type !== 'refresh_token' || !isKnown)
        return sendError(reply, 400, 'BAD_REFRESH_TOKEN', 'missing or invalid refresh token');
      const accessToken = `sandbox-access-${randomUUID()}`;
      issuedAt.set(accessToken, Date.now());
      return reply.send({
        token_type: 'bearer',
        access_token: accessToken,
        refresh_token: own.refreshToken,
        expires_in: behaviour().accessTokenLifetime,
      });
    },
  );

  return {
    isValid(accessToken) {
      const since = issuedAt.get(accessToken);
      return since !== undefined && Date.now() - since < behaviour().accessTokenLifetime * 1_000;
    },
  };
}
