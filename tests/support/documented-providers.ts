import { readFileSync } from 'node:fs';
import type { Environment } from '@customer-graph/process/configuration';

/** A token with the result that the documented configuration must have. */
export interface DocumentedToken {
  readonly name: string;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Without `iss` and times, which the test adds. */
  readonly payload?: Readonly<Record<string, unknown>>;
  /** A token that is no JSON Web Token. */
  readonly opaque?: string;
  readonly expected: Expected;
}

/** The identity, or the reason of the refusal. */
export type Expected = { readonly kind: string; readonly subject: string; readonly email?: string | null } | RegExp;

export interface DocumentedProvider {
  /** The block of docs/identity-providers.md. */
  readonly block: string;
  /** `iss` of the tokens. Default: the documented issuer. */
  readonly issuer?: string;
  readonly tokens: readonly DocumentedToken[];
  readonly userinfo?: Readonly<Record<string, unknown>>;
}

const text = readFileSync(new URL('../../docs/identity-providers.md', import.meta.url), 'utf8');

/** The variables of each block of the document, by the name in the block's first line. */
export const documentedVariables: ReadonlyMap<string, Environment> = new Map(
  [...text.matchAll(/```sh\n# ([\w-]+)\n([^`]+)```/g)].map(([, name = '', lines = '']) => [
    name,
    Object.fromEntries(
      lines
        .trim()
        .split('\n')
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    ),
  ]),
);

const tenant = '11111111-0000-4000-8000-000000000001';
const customersTenant = '33333333-0000-4000-8000-000000000003';
const api = '22222222-0000-4000-8000-000000000002';
const jwt = { typ: 'JWT' };
const access = { typ: 'at+jwt' };
const entraUser = { oid: 'object-1', sub: 'pairwise-1', tid: tenant, scp: 'Portal.Access', ver: '2.0', azp: 'portal' };
const keycloakUser = { sub: 'k1', typ: 'Bearer', azp: 'portal', scope: 'openid email', email: 'kim@acme.example' };
const application = /^is of an application \(client credentials\)/;

/** The shapes of access tokens as the providers' documents describe them, with invented values. */
export const documentedProviders: readonly DocumentedProvider[] = [
  {
    block: 'auth0',
    tokens: [
      {
        name: 'own profile',
        header: jwt,
        payload: {
          sub: 'auth0|1',
          aud: ['https://api.acme.example', 'https://acme.eu.auth0.com/userinfo'],
          azp: 'spa',
          scope: 'openid profile email',
          permissions: ['read:invoices'],
          'https://acme.example/email': 'kim@acme.example',
          'https://acme.example/email_verified': true,
        },
        expected: { kind: 'CUSTOMER', subject: 'auth0|1', email: 'kim@acme.example' },
      },
      {
        name: 'RFC 9068 profile',
        header: access,
        payload: { sub: 'auth0|1', aud: 'https://api.acme.example', client_id: 'spa', jti: '1', scope: 'openid' },
        expected: { kind: 'CUSTOMER', subject: 'auth0|1', email: null },
      },
      {
        name: 'staff by a claim whose name is a URL',
        header: jwt,
        payload: {
          sub: 'auth0|2',
          aud: 'https://api.acme.example',
          azp: 'spa',
          scope: 'openid',
          'https://acme.example/roles': ['SUPPORT', 'unknown'],
        },
        expected: { kind: 'STAFF', subject: 'auth0|2' },
      },
      {
        name: 'client credentials',
        header: jwt,
        payload: { sub: 'm2m@clients', aud: 'https://api.acme.example', azp: 'm2m', gty: 'client-credentials' },
        expected: application,
      },
      { name: 'no audience, opaque', opaque: 'hV6opaque', expected: /^is opaque.*parameter "audience"/ },
      { name: 'no audience, encrypted', opaque: 'eyJhbGciOiJkaXIifQ..a.b.c', expected: /^is encrypted.*"audience"/ },
    ],
  },
  {
    block: 'okta',
    userinfo: { sub: 'kim@acme.example', email: 'kim@acme.example', email_verified: true },
    tokens: [
      {
        name: 'person in a group of staff',
        payload: {
          ver: 1,
          aud: 'api://default',
          cid: '0oa1acmeportal',
          uid: '00u1',
          scp: ['openid', 'email'],
          sub: 'kim@acme.example',
          groups: ['Everyone', 'Portal Staff'],
        },
        expected: { kind: 'STAFF', subject: '00u1', email: 'kim@acme.example' },
      },
      {
        name: 'person',
        header: { typ: 'application/okta-internal-at+jwt' },
        payload: { aud: 'api://default', cid: '0oa1acmeportal', uid: '00u1', scp: ['openid'], sub: 'kim@acme.example' },
        expected: { kind: 'CUSTOMER', subject: '00u1', email: 'kim@acme.example' },
      },
      {
        name: 'client credentials',
        payload: { ver: 1, aud: 'api://default', cid: '0oa2', scp: ['portal.read'], sub: '0oa2' },
        expected: application,
      },
      {
        name: 'another client of the authorization server',
        payload: { aud: 'api://default', cid: '0oa3', uid: '00u1', scp: ['openid'], sub: 'kim@acme.example' },
        expected: /^is of a client that OIDC_CLIENTS does not name/,
      },
    ],
  },
  {
    block: 'okta',
    issuer: 'https://acme.okta.com',
    tokens: [
      {
        name: 'org authorization server',
        payload: { aud: 'https://acme.okta.com', cid: '0oa1acmeportal', uid: '00u1', scp: ['openid'], sub: 'kim' },
        expected: /^has the issuer https:\/\/acme\.okta\.com, but OIDC_ISSUER is .*\/oauth2\/default/,
      },
    ],
  },
  {
    block: 'entra-v2',
    tokens: [
      {
        name: 'person with an app role',
        header: jwt,
        payload: { ...entraUser, aud: api, azpacr: '0', name: 'Kim', roles: ['Portal.Staff'] },
        expected: { kind: 'STAFF', subject: 'object-1' },
      },
      {
        name: 'person with other people’s roles and too many groups',
        header: jwt,
        payload: { ...entraUser, aud: api, roles: ['ADMIN'], _claim_names: { groups: 'src1' } },
        expected: { kind: 'CUSTOMER', subject: 'object-1', email: null },
      },
      {
        name: 'address of a domain that its tenant owns',
        header: jwt,
        payload: { ...entraUser, aud: api, email: 'kim@acme.example', xms_edov: '1' },
        expected: { kind: 'CUSTOMER', subject: 'object-1', email: 'kim@acme.example' },
      },
      {
        name: 'application',
        header: jwt,
        payload: {
          aud: api,
          azp: 'worker',
          azpacr: '1',
          oid: 'o2',
          sub: 'o2',
          tid: tenant,
          roles: ['Portal.Read.All'],
        },
        expected: application,
      },
      {
        name: 'ID token',
        header: jwt,
        payload: { aud: api, oid: 'object-1', sub: 'pairwise-1', tid: tenant, ver: '2.0', roles: ['Portal.Staff'] },
        expected: /^is an ID token/,
      },
      {
        name: 'Microsoft Graph',
        header: { ...jwt, kid: 'not-published' },
        payload: { ...entraUser, aud: '00000003-0000-0000-c000-000000000000' },
        expected: /^is for 00000003-0000-0000-c000-000000000000, but OIDC_AUDIENCE is/,
      },
    ],
  },
  {
    block: 'entra-v1',
    tokens: [
      {
        name: 'person',
        header: { ...jwt, x5t: 'x' },
        payload: { ...entraUser, aud: `api://${api}`, azp: undefined, appid: 'portal', upn: 'kim@acme.example' },
        expected: { kind: 'CUSTOMER', subject: 'object-1', email: null },
      },
    ],
  },
  {
    block: 'entra-common',
    issuer: `https://login.microsoftonline.com/${customersTenant}/v2.0`,
    tokens: [
      {
        name: 'person of a customer’s tenant, with roles and an address of their own making',
        header: jwt,
        payload: {
          ...entraUser,
          tid: customersTenant,
          aud: api,
          roles: ['ADMIN'],
          staff_roles: ['ADMIN'],
          partner_accounts: ['1'],
          email: 'victim@acme.example',
          email_verified: true,
        },
        expected: { kind: 'CUSTOMER', subject: `${customersTenant}/object-1`, email: null },
      },
      {
        name: 'another tid than in iss',
        header: jwt,
        payload: { ...entraUser, aud: api },
        expected: /^has another tenant in "tid"/,
      },
      {
        name: 'key of a single tenant',
        header: { ...jwt, kid: 'personal' },
        payload: { ...entraUser, tid: customersTenant, aud: api },
        expected: /^is signed with a key of another tenant/,
      },
    ],
  },
  {
    block: 'entra-common',
    issuer: 'https://login.microsoftonline.com/55555555-0000-4000-8000-000000000005/v2.0',
    tokens: [
      {
        name: 'a tenant that is not on the list',
        header: jwt,
        payload: { ...entraUser, tid: '55555555-0000-4000-8000-000000000005', aud: api },
        expected: /^is of the tenant 55555555-.*, which OIDC_TENANTS does not name/,
      },
    ],
  },
  {
    block: 'entra-external-id',
    tokens: [
      {
        name: 'person',
        header: jwt,
        payload: { ...entraUser, aud: api, preferred_username: 'kim@acme.example' },
        expected: { kind: 'CUSTOMER', subject: 'object-1', email: null },
      },
    ],
  },
  {
    block: 'b2c',
    tokens: [
      {
        name: 'person',
        header: jwt,
        payload: {
          sub: 'b1',
          aud: api,
          tfp: 'B2C_1_signin',
          scp: 'portal.access',
          azp: 'spa',
          emails: ['kim@acme.example'],
        },
        expected: { kind: 'CUSTOMER', subject: 'b1', email: null },
      },
      {
        name: 'a policy that verifies addresses',
        header: jwt,
        payload: {
          ...{ sub: 'b1', aud: api, tfp: 'B2C_1_signin', scp: 'portal.access', azp: 'spa' },
          ...{ emails: ['kim@acme.example', 'second@acme.example'], email_verified: 'true' },
        },
        expected: { kind: 'CUSTOMER', subject: 'b1', email: 'kim@acme.example' },
      },
      {
        name: 'another policy',
        header: jwt,
        payload: { sub: 'b1', aud: api, tfp: 'B2C_1_open', scp: 'portal.access', azp: 'spa' },
        expected: /^has not B2C_1_signin in the claim "tfp"/,
      },
    ],
  },
  {
    block: 'b2c-tfp',
    tokens: [
      {
        name: 'person',
        header: jwt,
        payload: {
          sub: 'b1',
          aud: api,
          acr: 'b2c_1_signin',
          scp: 'portal.access',
          azp: 'spa',
          emails: ['k@a.example'],
        },
        expected: { kind: 'CUSTOMER', subject: 'b1', email: null },
      },
    ],
  },
  {
    block: 'cognito',
    userinfo: { sub: 'c1', email: 'kim@acme.example', email_verified: 'true', username: 'kim' },
    tokens: [
      {
        name: 'person, address at userinfo',
        payload: { sub: 'c1', client_id: '5acmeportalclient', token_use: 'access', scope: 'openid', username: 'kim' },
        expected: { kind: 'CUSTOMER', subject: 'c1', email: 'kim@acme.example' },
      },
      {
        name: 'person in a group of staff',
        payload: {
          ...{ sub: 'c1', client_id: '5acmeportalclient', token_use: 'access', scope: 'openid' },
          'cognito:groups': ['portal-staff'],
        },
        expected: { kind: 'STAFF', subject: 'c1' },
      },
      {
        name: 'userinfo about another subject',
        payload: { sub: 'c2', client_id: '5acmeportalclient', token_use: 'access', scope: 'openid' },
        expected: { kind: 'CUSTOMER', subject: 'c2', email: null },
      },
      {
        name: 'another app client',
        payload: { sub: 'c1', client_id: 'other', token_use: 'access', scope: 'openid' },
        expected: /^is for other \(claim "client_id"\), but OIDC_AUDIENCE is 5acmeportalclient/,
      },
      {
        name: 'ID token',
        payload: { sub: 'c1', aud: '5acmeportalclient', token_use: 'id', 'cognito:groups': ['portal-staff'] },
        expected: /^is for no audience/,
      },
    ],
  },
  {
    block: 'keycloak',
    tokens: [
      {
        name: 'person with a role of the realm',
        header: jwt,
        payload: { ...keycloakUser, aud: ['portal-api', 'account'], realm_access: { roles: ['portal-staff'] } },
        expected: { kind: 'STAFF', subject: 'k1' },
      },
      {
        name: 'person',
        header: jwt,
        payload: {
          ...keycloakUser,
          ...{ aud: 'portal-api', email_verified: true, realm_access: { roles: ['offline_access'] } },
        },
        expected: { kind: 'CUSTOMER', subject: 'k1', email: 'kim@acme.example' },
      },
      {
        name: 'no audience mapper',
        header: jwt,
        payload: { ...keycloakUser, aud: 'account' },
        expected: /^is for account, but OIDC_AUDIENCE is portal-api/,
      },
      {
        name: 'lightweight access token',
        header: jwt,
        payload: { typ: 'Bearer', azp: 'portal', scope: 'openid' },
        expected: /^is for no audience/,
      },
      {
        name: 'refresh token',
        header: jwt,
        payload: { ...keycloakUser, aud: 'portal-api', typ: 'Refresh' },
        expected: /^is an ID token or a refresh token/,
      },
    ],
  },
  {
    block: 'duende',
    tokens: [
      {
        name: 'person, scopes as a list',
        header: access,
        payload: { aud: 'portal-api', scope: ['openid', 'portal.access'], client_id: 'spa', sub: 'd1', idp: 'local' },
        expected: { kind: 'CUSTOMER', subject: 'd1', email: null },
      },
      {
        name: 'one role as a text',
        header: access,
        payload: { aud: 'portal-api', scope: 'portal.access', client_id: 'spa', sub: 'd1', role: 'portal-staff' },
        expected: { kind: 'STAFF', subject: 'd1' },
      },
      {
        name: 'client with the audience of every API',
        header: access,
        payload: { aud: 'https://id.acme.example/resources', scope: 'portal.access', client_id: 'worker' },
        expected: /^is for https:\/\/id\.acme\.example\/resources, but OIDC_AUDIENCE is portal-api/,
      },
      {
        name: 'client',
        header: access,
        payload: { aud: 'portal-api', scope: 'portal.access', client_id: 'worker' },
        expected: /^missing required "sub" claim/,
      },
    ],
  },
  {
    block: 'pingone',
    tokens: [
      {
        name: 'person',
        header: access,
        payload: {
          client_id: 'c',
          aud: ['https://api.acme.example'],
          scope: 'portal:access',
          sub: 'p1',
          env: 'e',
          org: 'o',
        },
        expected: { kind: 'CUSTOMER', subject: 'p1' },
      },
      {
        name: 'person, no type in the header',
        payload: { client_id: 'c', aud: ['https://api.acme.example'], scope: 'portal:access', sub: 'p1', env: 'e' },
        expected: { kind: 'CUSTOMER', subject: 'p1' },
      },
    ],
  },
  {
    block: 'auth0',
    issuer: 'https://accounts.google.com',
    tokens: [
      { name: 'Google: access token', opaque: 'ya29.opaque', expected: /^is opaque/ },
      {
        name: 'Google: ID token',
        header: jwt,
        payload: { azp: 'portal', aud: 'portal', sub: 'g1', email: 'kim@acme.example', email_verified: true },
        expected: /^has the issuer https:\/\/accounts\.google\.com, but/,
      },
    ],
  },
  {
    block: 'workos-session',
    tokens: [
      {
        name: 'person with a role of their organization',
        payload: { sub: 'user_1', org_id: 'org_1', role: 'ADMIN', roles: ['ADMIN'], permissions: ['x'], sid: 's' },
        expected: { kind: 'CUSTOMER', subject: 'user_1' },
      },
    ],
  },
  {
    block: 'workos-connect',
    tokens: [
      {
        name: 'person',
        payload: { aud: 'https://api.acme.example', client_id: 'c', scope: 'openid', org_id: 'org_1', sub: 'user_1' },
        expected: { kind: 'CUSTOMER', subject: 'user_1' },
      },
    ],
  },
  {
    block: 'clerk',
    tokens: [
      {
        name: 'person in an organization',
        header: jwt,
        payload: {
          azp: 'https://portal.acme.example',
          fva: [3, -1],
          o: { rol: 'admin' },
          sts: 'active',
          sub: 'user_1',
          v: 2,
        },
        expected: { kind: 'CUSTOMER', subject: 'user_1' },
      },
      {
        name: 'pending session',
        header: jwt,
        payload: { azp: 'https://portal.acme.example', fva: [3, -1], sts: 'pending', sub: 'user_1', v: 2 },
        expected: /^is of a session that is not active yet/,
      },
      {
        name: 'another page',
        header: jwt,
        payload: { azp: 'https://evil.example', fva: [3, -1], sts: 'active', sub: 'user_1', v: 2 },
        expected: /^is for https:\/\/evil\.example \(claim "azp"\)/,
      },
    ],
  },
  {
    block: 'zitadel',
    tokens: [
      { name: 'default', opaque: 'zitadel-opaque', expected: /^is opaque/ },
      {
        name: 'roles as an object',
        header: jwt,
        payload: {
          ...{ aud: ['290000000000000008', '290000000000000009'], sub: 'z1', client_id: '290000000000000008' },
          'urn:zitadel:iam:org:project:roles': { staff: { '29': 'acme.zitadel.example' } },
        },
        expected: { kind: 'STAFF', subject: 'z1' },
      },
      {
        name: 'roles as flags',
        header: jwt,
        payload: {
          ...{ aud: '290000000000000009', sub: 'z1', client_id: '290000000000000008' },
          'urn:zitadel:iam:org:project:roles': { staff: false },
        },
        expected: /^has the wrong type or no value in the claim "urn:zitadel/,
      },
    ],
  },
];
