import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { examine } from '../doctor/examine.ts';
import { identities, type Claims } from '../sandbox/identity/identities.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { subjects } from '../sandbox/seed/population.ts';
import { noPace, startGraph, type Graph } from './support/graph.ts';

interface LogLine {
  readonly msg: string;
  readonly reason?: string;
  readonly refused?: number;
}
const lines: LogLine[] = [];
const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line) as LogLine) });
const refusals = () => lines.filter(({ msg }) => msg === 'token refused');

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({ log });
});
afterAll(() => graph[Symbol.asyncDispose]());

const tokenOf = (claims: Claims, typ = 'at+jwt'): Promise<string> => graph.sandbox.token(claims, { typ });
const askWith = (token: string, query = '{ viewer { kind account { id } } }', on = graph) =>
  on.ask(query, { headers: { authorization: `Bearer ${token}` } });
type Case = readonly [title: string, claims: Claims, typ?: string];
/** Jest passes a callback in place of a missing argument. */
const withTypes = (cases: readonly Case[]) =>
  cases.map(([title, claims, typ = 'at+jwt']) => [title, claims, typ] as const);
const demo = companyId(companyIndex.demo);
const admin: Claims = { sub: subjects.demoAdmin };
/** An administrator of a parent company works in its subsidiary. */
const parentAdmin: Claims = { sub: subjects.demoParentAdmin };

describe('a claim', () => {
  test('with a number as account id is the same as its text', async () => {
    const { data, errors } = await askWith(await tokenOf({ ...parentAdmin, account_id: Number(demo) }));
    expect(errors).toEqual([]);
    expect(data.viewer.account.id).toBe(demo);
  });

  test('with numbers as a partner’s account ids is the same as their texts', async () => {
    const { data, errors } = await askWith(
      await tokenOf({ ...identities['partner:acme'], partner_accounts: [Number(demo)] }),
      '{ viewer { kind } accounts { edges { node { id } } } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ viewer: { kind: 'PARTNER' }, accounts: { edges: [{ node: { id: demo } }] } });
  });

  test.each<[string, Claims]>([
    ['account_id', { account_id: [demo] }],
    ['account_id', { account_id: { id: demo } }],
    ['account_id', { account_id: '' }],
    ['account_id', { account_id: true }],
    ['account_id', { account_id: 1.5 }],
    ['account_id', { account_id: 1e300 }],
    ['staff_roles', { staff_roles: 7 }],
    ['staff_roles', { staff_roles: { ADMIN: true } }],
    ['staff_roles', { staff_roles: [['ADMIN']] }],
    ['partner_accounts', { partner_accounts: demo }],
    ['partner_accounts', { partner_accounts: [''] }],
    ['partner_accounts', { partner_accounts: [[demo]] }],
    ['email', { email: [7] }],
    ['email', { email: { address: 'dana@demo.example' } }],
    ['email', { email: '' }],
    ['email_verified', { email_verified: 1 }],
    ['email_verified', { email_verified: 'yes' }],
    ['name', { name: { first: 'Dana' } }],
    ['scope', { scope: 7 }],
    ['scp', { scp: [7] }],
    ['sub', { sub: 42 }],
    ['sub', { sub: ' ' }],
  ])('%s of the wrong shape is refused, and the log names it: %j', async (name, changed) => {
    const { status } = await askWith(await tokenOf({ ...admin, ...changed }), '{ plans { key } }');
    expect(status).toBe(401);
    expect(refusals()).toContainEqual(
      expect.objectContaining({ reason: expect.stringMatching(new RegExp(`claim "${name}"`)) }),
    );
  });
});

describe('an access token of a person', () => {
  const access = { ...admin, azp: 'portal-client' };
  const cases: readonly Case[] = [
    ['Auth0', { ...access, scope: 'openid profile email', permissions: ['read:invoices'] }, 'JWT'],
    ['Okta', { ...admin, cid: '0oa1', uid: '00u1', scp: ['openid', 'profile'], ver: 1 }, 'JWT'],
    ['Entra', { ...access, azpacr: '0', oid: 'another-id', scp: 'Portal.Access', ver: '2.0' }, 'JWT'],
    ['Cognito', { ...admin, client_id: 'c1', token_use: 'access', scope: 'portal/read', username: 'dana' }, 'JWT'],
    ['Keycloak', { ...access, typ: 'Bearer', nonce: 'n1', scope: 'openid email', preferred_username: 'dana' }, 'JWT'],
    ['Duende, with a list of scopes', { ...admin, client_id: 'portal.spa', scope: ['openid', 'portal.access'] }],
    ['PingOne', { ...admin, client_id: 'a1', scope: 'portal:access', sid: 's1' }],
    ['Zitadel', { ...admin, client_id: '2900' }, 'JWT'],
    ['RFC 9068 without scopes', admin],
  ];
  test.each(withTypes(cases))('of %s is a customer’s', async (_provider, claims, typ) => {
    const { data, errors } = await askWith(await tokenOf(claims, typ));
    expect(errors).toEqual([]);
    expect(data.viewer).toEqual({ kind: 'CUSTOMER', account: { id: demo } });
  });
});

const applications: readonly Case[] = [
  ['Okta: the subject is the client', { sub: '0oa2', cid: '0oa2', scp: ['portal.read'], ver: 1 }, 'JWT'],
  ['RFC 9068: the subject is the client', { sub: 'worker', client_id: 'worker', scope: 'portal.read' }],
  ['Auth0: gty', { sub: 'q1W2@clients', azp: 'q1W2', gty: 'client-credentials', scope: 'read:invoices' }, 'JWT'],
  ['Auth0: the subject', { sub: 'q1W2@clients', azp: 'q1W2', scope: 'read:invoices' }, 'JWT'],
  ['Entra: idtyp', { sub: 's1', oid: 'o1', azp: 'a1', idtyp: 'app', roles: ['Portal.Read.All'] }, 'JWT'],
  ['Entra: the subject is the object', { sub: 's1', oid: 's1', azp: 'a1', azpacr: '1', roles: ['Read.All'] }],
  ['Entra v1: appid', { sub: 's1', oid: 's1', appid: 'a1', appidacr: '1' }],
  ['Keycloak: a service account', { sub: 's1', typ: 'Bearer', azp: 'w', preferred_username: 'service-account-w' }],
];

describe('a token from client credentials', () => {
  test.each(withTypes(applications))('is no customer’s. %s', async (_provider, claims, typ) => {
    expect((await askWith(await tokenOf(claims, typ), '{ plans { key } }')).status).toBe(401);
  });

  test('is a partner’s or a staff tool’s if its claims say so', async () => {
    const partner = await tokenOf({ ...identities['partner:acme'], sub: 'acme', gty: 'client-credentials' });
    expect((await askWith(partner)).data.viewer.kind).toBe('PARTNER');
    const tool = await tokenOf({ sub: 'tool', client_id: 'tool', staff_roles: ['SUPPORT'] });
    expect((await askWith(tool)).data.viewer.kind).toBe('STAFF');
  });
});

const idTokens: readonly Case[] = [
  ['Google', { azp: 'portal', email: 'a@b.example', email_verified: true, at_hash: 'h1' }, 'JWT'],
  ['Google, without a hash', { azp: 'portal', email: 'a@b.example', email_verified: true }, 'JWT'],
  ['with a nonce', { nonce: 'n1', scope: 'openid' }],
  ['with a code hash', { c_hash: 'h1', scope: 'openid' }, 'JWT'],
  ['Keycloak', { typ: 'ID', azp: 'portal', scope: 'openid' }, 'JWT'],
  ['Cognito', { token_use: 'id', 'cognito:username': 'dana' }, 'JWT'],
  ['Entra', { oid: 'another-id', tid: 't1', ver: '2.0', preferred_username: 'dana' }, 'JWT'],
  ['Keycloak, refresh', { typ: 'Refresh', scope: 'openid' }, 'JWT'],
];

describe('an ID token or another token of the provider', () => {
  test.each(withTypes(idTokens))('gives no access, to nobody. %s', async (_provider, claims, typ) => {
    for (const kind of [{}, { staff_roles: ['ADMIN'] }, { partner_accounts: [demo] }])
      expect((await askWith(await tokenOf({ ...admin, ...claims, ...kind }, typ), '{ plans { key } }')).status).toBe(
        401,
      );
  });
});

describe('the reason of a refusal', () => {
  const reasons: readonly [RegExp, Claims, string?][] = [
    [/client credentials/, { sub: '0oa2', cid: '0oa2', scp: ['portal.read'] }],
    [/ID token/, { ...admin, nonce: 'n1' }],
    [/claim "account_id"/, { ...admin, account_id: [demo] }],
    [/type "logout\+jwt".*OIDC_TOKEN_TYPES/, admin, 'logout+jwt'],
  ];

  test('is told by the doctor', async () => {
    for (const [reason, claims, typ] of reasons) {
      const findings = await examine({
        environment: { ...noPace, ...graph.sandbox.environment, AUDIT_DIRECTORY: 'no-audit-here' },
        diagnoses: [],
        token: await tokenOf(claims, typ),
        onProgress: () => undefined,
      });
      expect(findings.filter(({ subject }) => subject === 'token')).toMatchObject([
        { severity: 'ERROR', says: expect.stringMatching(reason) },
      ]);
    }
  });

  test('is logged once a minute with a count, without the token', async () => {
    await using fresh = await startGraph({ log });
    lines.length = 0;
    const token = await fresh.sandbox.token({ ...admin, nonce: 'secret-nonce' });
    for (let count = 0; count < 20; count += 1)
      expect((await askWith(token, '{ plans { key } }', fresh)).status).toBe(401);
    expect(refusals()).toMatchObject([{ reason: expect.stringMatching(/ID token/) }]);
    expect(JSON.stringify(lines)).not.toContain('secret-nonce');
    expect(JSON.stringify(lines)).not.toContain(token.slice(0, 20));
  });
});

describe('with OIDC_CLIENTS', () => {
  test('only tokens of these clients are a person’s', async () => {
    await using fresh = await startGraph({ environment: { OIDC_CLIENTS: 'portal, mobile' } });
    const statusOf = async (claims: Claims) =>
      (await askWith(await fresh.sandbox.token(claims), '{ plans { key } }', fresh)).status;
    expect(await statusOf({ ...admin, client_id: 'portal' })).toBe(200);
    expect(await statusOf({ ...admin, azp: 'mobile' })).toBe(200);
    expect(await statusOf({ ...admin, cid: 'portal' })).toBe(200);
    expect(await statusOf({ ...admin, appid: 'portal' })).toBe(200);
    expect(await statusOf({ ...admin, client_id: 'other' })).toBe(401);
    expect(await statusOf(admin)).toBe(401);
    expect(await statusOf({ ...identities['staff:admin'], client_id: 'other' })).toBe(401);
    expect(await statusOf(identities['partner:acme'] ?? {})).toBe(200);
  });
});
