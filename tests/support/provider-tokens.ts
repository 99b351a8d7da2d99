import type { Claims } from '../../sandbox/identity/identities.ts';

/** A token as an identity provider issues it; `iss`, `aud` and times are the sandbox's where they are not given. */
export interface ProviderToken {
  readonly typ: string;
  readonly claims: Claims;
}

const token = (claims: Record<string, unknown>, typ = 'JWT'): ProviderToken => ({ typ, claims });
const entraUser = {
  tid: '5b0d6f0c',
  oid: '7d7c2f3a',
  sub: 'pairwise-1',
  scp: 'Portal.Access',
  ver: '2.0',
  azpacr: '0',
};
const entraApp = { tid: '5b0d6f0c', oid: '1c2d3e4f', roles: ['Portal.Read.All'], ver: '2.0', azp: '9a8c6d11' };
const keycloak = { sub: '2d9d0f7e', typ: 'Bearer', azp: 'portal', scope: 'openid email' };
const clientOfApi = 'customer-graph';

/** Access tokens of people. */
export const personTokens: Readonly<Record<string, ProviderToken>> = {
  'Auth0, own profile': token({ sub: 'auth0|66f0', azp: 'q1W2', scope: 'openid profile', permissions: ['read'] }),
  'Auth0, RFC 9068': token({ sub: 'auth0|66f0', client_id: 'q1W2', jti: '1', scope: 'openid' }, 'at+jwt'),
  'Auth0 by password grant': token({ sub: 'auth0|66f0', azp: 'q1W2', gty: 'password', scope: 'openid' }),
  Okta: token({ ver: 1, cid: '0oa1', uid: '00u1', scp: ['openid', 'email'], sub: 'mirela@northpier.example' }),
  'Entra v2.0': token({ ...entraUser, azp: '9a8c6d11', name: 'Mirela Osei' }),
  'Entra v1.0': token({ ...entraUser, ver: '1.0', appid: '9a8c6d11', appidacr: '0' }),
  'Entra with idtyp': token({ ...entraUser, azp: '9a8c6d11', idtyp: 'user' }),
  'Entra, one registration for page and API': token({ ...entraUser, azp: clientOfApi }),
  'Azure AD B2C': token({ sub: '7d7c2f3a', tfp: 'B2C_1_signin', scp: 'portal.access', azp: '9a8c6d11', ver: '1.0' }),
  Cognito: token({ sub: '8b1f', client_id: '5inv', token_use: 'access', scope: 'portal/read', username: 'mirela' }),
  Keycloak: token({ ...keycloak, aud: [clientOfApi, 'account'], email_verified: false, email: 'a@b.example' }),
  'Keycloak before 24, with a nonce': token({ ...keycloak, nonce: 'n-1' }),
  Duende: token(
    { client_id: 'portal.spa', sub: '88421113', scope: ['openid', 'portal.access'], idp: 'local' },
    'at+jwt',
  ),
  PingOne: token({ client_id: 'a1b2', scope: 'portal:access', sub: 'f0e1', env: '4f0c', org: 'b0a1' }, 'at+jwt'),
  'WorkOS Connect': token({ client_id: 'client_01', scope: 'openid', org_id: 'org_01', sub: 'user_01', sid: 'app_1' }),
  'Clerk with an audience': token({
    azp: 'https://portal.harbor.example',
    sub: 'user_1',
    sid: 'sess_1',
    fva: [3, -1],
    v: 2,
  }),
  Zitadel: token({ aud: ['2900', clientOfApi], sub: '2904', client_id: '2900', jti: 'V2_1' }),
};

/** Access tokens of programs (client credentials). */
export const machineTokens: Readonly<Record<string, ProviderToken>> = {
  Auth0: token({ sub: 'q1W2@clients', azp: 'q1W2', gty: 'client-credentials', scope: 'read' }),
  'Auth0 without gty': token({ sub: 'q1W2@clients', azp: 'q1W2' }),
  Okta: token({ ver: 1, cid: '0oa2', scp: ['portal.read'], sub: '0oa2' }),
  'Entra v2.0': token({ ...entraApp, sub: '1c2d3e4f' }),
  'Entra v1.0': token({ ...entraApp, sub: '1c2d3e4f', ver: '1.0', appid: '9a8c6d11' }),
  'Entra with idtyp': token({ ...entraUser, azp: '9a8c6d11', idtyp: 'app' }),
  Cognito: token({ sub: '5inv', client_id: '5inv', token_use: 'access', scope: 'portal/read' }),
  Keycloak: token({ ...keycloak, azp: 'Worker', client_id: 'Worker', preferred_username: 'service-account-worker' }),
  'a provider of RFC 9068': token({ sub: 'worker', client_id: 'worker', jti: '1' }, 'at+jwt'),
};

/** Tokens of people that are not access tokens. */
export const otherTokens: Readonly<Record<string, ProviderToken>> = {
  'an ID token of Google': token({ azp: clientOfApi, sub: '1100', email: 'a@b.example', email_verified: true }),
  'an ID token with at_hash': token({ sub: '1100', at_hash: 'x', scope: 'openid' }),
  'an ID token with a nonce': token({ sub: 'auth0|66f0', nonce: 'n-1' }),
  'an ID token of Cognito': token({ sub: '8b1f', token_use: 'id', 'cognito:username': 'mirela' }),
  'an ID token of Keycloak': token({ ...keycloak, typ: 'ID' }),
  'a refresh token of Keycloak': token({ ...keycloak, typ: 'Refresh' }),
  'an ID token of Entra': token({ tid: '5b0d6f0c', oid: '7d7c2f3a', sub: 'pairwise-1', ver: '2.0', rh: 'x' }),
  'a logout token': token({ sub: '1', events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }),
};
