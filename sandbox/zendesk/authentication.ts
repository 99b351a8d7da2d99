import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ZendeskBehaviour } from './behaviour.ts';
import { sendError } from './errors.ts';
import type { AccessTokens } from './oauth.ts';
import type { HelpDeskStore, User } from './store.ts';
import { isVerified } from './users.ts';

export interface AuthenticationOptions {
  /** The account that API tokens belong to. */
  readonly email: string;
  readonly apiToken: string;
  readonly tokens: AccessTokens;
  readonly store: () => HelpDeskStore;
  readonly behaviour: () => ZendeskBehaviour;
}

const basic = (address: string, token: string): string =>
  `Basic ${Buffer.from(`${address}/token:${token}`).toString('base64')}`;

const isPublic = (path: string): boolean =>
  path.startsWith('/oauth/tokens') || path.startsWith('/attachments/token/') || path.startsWith('/content/');

/** Zendesk API, "Scopes": `read` and `write` for everything, `resource:read` and `resource:write` for one kind of object. */
function permits(scopes: readonly string[], method: string, path: string): boolean {
  const right = method === 'GET' ? 'read' : 'write';
  const resource = /^\/api\/v2\/(\w+)/.exec(path)?.[1] ?? '';
  return scopes.includes(right) || scopes.includes(`${resource === 'help_center' ? 'hc' : resource}:${right}`);
}

const sendInvalidToken = (reply: FastifyReply): FastifyReply =>
  reply.code(401).send({ error: 'invalid_token', error_description: 'The access token is invalid or has expired' });

/** Sets the request's actor, or answers with a refusal. */
export const authenticate =
  ({ email, apiToken, tokens, store, behaviour }: AuthenticationOptions) =>
  (request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined => {
    const path = request.url;
    const { authorization } = request.headers;
    const { apiTokens } = behaviour();
    const find = (is: (user: User) => boolean): User | null => store().all('users').find(is) ?? null;
    const scopes = tokens.scopesOf(authorization);
    if (isPublic(path)) {
      request.isSignedIn = scopes !== null || (apiTokens && authorization === basic(email, apiToken));
      return undefined;
    }
    if (scopes !== null) {
      if (!permits(scopes, request.method, path)) return sendError(reply, 403);
      const onBehalf = request.headers['x-on-behalf-of'];
      if (onBehalf === undefined) return undefined;
      const actor = find(({ id, email: address }) => onBehalf === address || onBehalf === String(id));
      // Zendesk, "Making API requests on behalf of end users".
      if (!scopes.includes('impersonate') || actor?.role !== 'end-user') return sendInvalidToken(reply);
      if (behaviour().actingNeedsVerification && !isVerified(actor, behaviour())) return sendInvalidToken(reply);
      request.actor = actor;
      return undefined;
    }
    if (!apiTokens) return authorization?.startsWith('Bearer ') ? sendInvalidToken(reply) : sendError(reply, 401);
    // An API token is accepted with any user's e-mail address.
    request.actor = find(({ email: address }) => address !== null && authorization === basic(address, apiToken));
    if (authorization !== basic(email, apiToken) && request.actor === null) return sendError(reply, 401);
    if (request.actor && behaviour().actingNeedsVerification && !isVerified(request.actor, behaviour()))
      return sendError(reply, 401);
    return undefined;
  };
