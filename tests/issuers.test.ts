import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { identities, type Claims } from '../sandbox/identity/identities.ts';
import { sandboxTenant, type MintOptions } from '../sandbox/identity/stand-in.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { createPopulation, emails, subjects } from '../sandbox/seed/population.ts';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const query = '{ viewer { kind scopes account { id } } }';
const admin: Claims = { sub: subjects.demoAdmin, client_id: 'portal', scope: 'openid' };
const billing: Claims = { ...identities['billing@demo'] };
/** The contact of `admin@demo`. */
const { id: contact = '' } =
  createPopulation({ hasDuplicateLinks: true })
    .flatMap(({ people }) => people)
    .find(({ email }) => email === emails.demoAdmin) ?? {};

let graph: Graph;
const askWith = (token: string) => graph.ask(query, { headers: { authorization: `Bearer ${token}` } });
const ask = async (claims: Claims, options: MintOptions = {}) =>
  askWith(await graph.sandbox.token(claims, { typ: 'JWT', ...options }));
const userinfoCalls = () => graph.calls('identity').filter((call) => call.endsWith('/userinfo'));
/** A token whose signature is another issuer's than its `iss` says. */
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a provider that differs from RFC 9068', () => {
  const behaviour = {
    hasAudience: false,
    discovery: 'elsewhere',
    email: 'userinfo',
    emailVerified: 'text',
  } as const;
  const document = (base: string): string => `${base}/policies/sign-in/.well-known/openid-configuration`;

  beforeAll(async () => {
    graph = await startGraph({
      sandbox: { searchLagMs: 0, behaviour: { identity: behaviour } },
      spoiled: true,
      environment: ({ identity }) => ({
        OIDC_DISCOVERY_URL: document(identity),
        OIDC_CLAIM_AUDIENCE: 'client_id',
        OIDC_AUDIENCE: 'portal,acme',
        OIDC_USERINFO: 'true',
        OIDC_CLAIM_STAFF_ROLES: '/realm_access/roles',
        OIDC_STAFF_ROLES: 'portal-staff=SUPPORT',
        IDENTITY_PROVIDERS: JSON.stringify([
          {
            name: 'second',
            issuer: `${identity}/second`,
            discoveryUrl: document(`${identity}/second`),
            audience: 'portal',
            kinds: ['CUSTOMER'],
            claims: { audience: 'client_id', email: 'emails', staffRoles: 'https://acme.example/roles' },
          },
        ]),
      }),
    });
  });
  afterAll(() => graph[Symbol.asyncDispose]());
  afterEach(async () => {
    await graph.sandbox.setFaults([]);
    graph.sandbox.setBehaviour({ identity: behaviour });
    graph.sandbox.calls.clear();
  });

  test('is found at OIDC_DISCOVERY_URL, and client_id is its audience', async () => {
    expect(await ask(admin)).toMatchObject({ status: 200, errors: [], data: { viewer: { account: { id: demo } } } });
    expect((await ask({ ...admin, client_id: 'another' })).status).toBe(401);
    expect((await ask({ sub: subjects.demoAdmin, azp: 'portal', scope: 'openid' })).status).toBe(401);
  });

  test.each(['scope', 'scope list', 'scp', 'scp list', 'roles'] as const)(
    'gives a partner its scopes in the claim of the form "%s"',
    async (scopes) => {
      graph.sandbox.setBehaviour({ identity: { ...behaviour, scopes } });
      const partner = { ...identities['partner:acme'], scope: 'members:read usage:read' };
      const { data, errors } = await ask(partner, { typ: 'at+jwt' });
      expect(errors).toEqual([]);
      expect(data.viewer).toMatchObject({ kind: 'PARTNER' });
      expect(data.viewer.scopes).toEqual(expect.arrayContaining(['members:read', 'usage:read']));
      expect(data.viewer.scopes).not.toContain('support:read');
    },
  );

  describe('whose addresses are at userinfo', () => {
    test('opens the account of a verified address, with one request for a token', async () => {
      const token = await graph.sandbox.token(billing, { typ: 'JWT' });
      for (let count = 0; count < 3; count += 1)
        expect(await askWith(token)).toMatchObject({ errors: [], data: { viewer: { account: { id: demo } } } });
      expect(userinfoCalls()).toHaveLength(1);
    });

    test('opens none for an address that is not verified', async () => {
      const { data } = await ask({ ...billing, email_verified: false });
      expect(data.viewer.account).toBeNull();
    });

    test('is not asked before the signature is verified', async () => {
      const [head = '', body = ''] = (await graph.sandbox.token(billing, { typ: 'JWT' })).split('.');
      for (const token of [`${head}.${body}.${encode('forged')}`, `${head}.${encode({ ...billing })}.x`])
        expect((await askWith(token)).status).toBe(401);
      expect((await ask(billing, { lifetimeSeconds: -60 })).status).toBe(401);
      expect(userinfoCalls()).toEqual([]);
    });
  });

  test('makes staff by a known role at a path, and by nothing else', async () => {
    const rolesOf = async (roles: unknown) => (await ask({ ...admin, realm_access: { roles } })).data.viewer;
    expect(await rolesOf(['other', 'portal-staff'])).toMatchObject({ kind: 'STAFF' });
    expect(await rolesOf('portal-staff')).toMatchObject({ kind: 'STAFF' });
    // Only the configured names count, and the customer stays a customer with an account.
    for (const roles of [[], ['ADMIN', 'SUPPORT'], ['offline_access'], null])
      expect(await rolesOf(roles)).toMatchObject({ kind: 'CUSTOMER', account: { id: demo } });
    expect(
      (await ask({ ...admin, staff_roles: ['ADMIN'], 'realm_access.roles': ['portal-staff'] })).data.viewer.kind,
    ).toBe('CUSTOMER');
  });

  describe('beside a second one', () => {
    const second = { issuer: 'second' } as const;

    test('the same subject is not the same person, unless the contact has it with the provider’s name', async () => {
      expect((await ask(admin, second)).data.viewer).toMatchObject({ kind: 'CUSTOMER', account: null });
      graph.sandbox.records.change('hubspot', 'contacts', contact, { properties: { portal_subject: 'second:s-1' } });
      try {
        expect((await ask({ ...admin, sub: 's-1' }, second)).data.viewer.account).toEqual({ id: demo });
        expect((await ask({ ...admin, sub: 's-1' })).data.viewer.account).toBeNull();
        // A subject of the main provider must not look like one of the second.
        expect((await ask({ ...admin, sub: 'second:s-1' })).status).toBe(401);
      } finally {
        graph.sandbox.records.change('hubspot', 'contacts', contact, {
          properties: { portal_subject: subjects.demoAdmin },
        });
      }
    });

    test('keys of one do not verify tokens of the other', async () => {
      const base = graph.sandbox.urls.identity;
      expect((await ask({ ...admin, iss: base }, second)).status).toBe(401);
      expect((await ask({ ...admin, iss: `${base}/second` })).status).toBe(401);
      for (const iss of [`${base}/`, `${base}/second/`, `${base}/third`, base.toUpperCase(), [base], undefined])
        expect((await ask({ ...admin, iss })).status).toBe(401);
    });

    test('its kinds and its mapping are its own', async () => {
      const roles = { 'https://acme.example/roles': ['ADMIN'], realm_access: { roles: ['portal-staff'] } };
      expect((await ask({ ...admin, ...roles, partner_accounts: [demo] }, second)).data.viewer.kind).toBe('CUSTOMER');
      graph.sandbox.setBehaviour({ identity: { ...behaviour, email: 'emails' } });
      expect((await ask(billing, second)).data.viewer.account).toEqual({ id: demo });
    });

    test('an outage of one leaves the other', async () => {
      await using fresh = await startGraph({
        spoiled: true,
        environment: ({ identity }) => ({
          IDENTITY_PROVIDERS: JSON.stringify([
            { name: 'second', issuer: `${identity}/second`, audience: 'customer-graph' },
          ]),
        }),
      });
      await fresh.sandbox.setFaults([{ vendor: 'identity', path: '^/second', kind: 'status', value: 503 }]);
      const statusOf = async (options: MintOptions) =>
        (
          await fresh.ask('{ plans { key } }', {
            headers: { authorization: `Bearer ${await fresh.sandbox.token(admin, options)}` },
          })
        ).status;
      expect(await statusOf({})).toBe(200);
      expect(await statusOf(second)).toBe(503);
      await fresh.sandbox.setFaults([]);
      expect(await statusOf(second)).toBe(200);
    });

    test('each has its own budget for unknown keys', async () => {
      const forge = async (options: MintOptions, kid: string) => {
        const [, body = '', signature = ''] = (await graph.sandbox.token(admin, options)).split('.');
        return askWith(`${encode({ alg: 'ES256', kid })}.${body}.${signature}`);
      };
      expect((await ask(admin, second)).status).toBe(200);
      for (let count = 0; count < 10; count += 1) await forge({}, `unknown-${count}`);
      graph.sandbox.calls.clear();
      expect((await forge(second, 'unknown')).status).toBe(401);
      expect(graph.calls('identity')).toEqual(['identity GET /second/jwks']);
    });

    test.each(['main', 'second'] as const)('the challenge tells an expired token of %s', async (issuer) => {
      const expired = await ask(admin, { issuer, lifetimeSeconds: -60 });
      expect(expired.headers.get('www-authenticate')).toMatch(/error="invalid_token".*has expired/);
      const invalid = await ask({ ...admin, client_id: 'another' }, { issuer });
      expect(invalid.headers.get('www-authenticate')).toMatch(/error="invalid_token".*is not valid/);
    });
  });

  // The last test of this graph: it moves the clock, and with it the pause after a failure.
  test('in an outage of userinfo subjects and known tokens work on, and "unknown" is no empty view', async () => {
    const known = await graph.sandbox.token(billing, { typ: 'JWT' });
    expect((await askWith(known)).data.viewer.account).toEqual({ id: demo });
    await graph.sandbox.setFaults([{ vendor: 'identity', path: '/userinfo', kind: 'status', value: 503 }]);
    const unknown = await ask({ ...billing, jti: 'another token' });
    expect(unknown.data?.viewer?.account ?? null).toBeNull();
    expect(unknown.errors[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
    expect(await ask(admin)).toMatchObject({ errors: [], data: { viewer: { account: { id: demo } } } });
    const start = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => start + 900_000);
    try {
      expect((await askWith(known)).data.viewer.account).toEqual({ id: demo });
    } finally {
      clock.mockRestore();
    }
  });
});

describe('an issuer with tenants', () => {
  const other = '5b0d6f0c-0000-4000-8000-00000000b002';
  beforeAll(async () => {
    graph = await startGraph({
      sandbox: { searchLagMs: 0, behaviour: { identity: { issuer: 'by tenant' } } },
      spoiled: true,
      environment: ({ identity }) => ({
        OIDC_ISSUER: `${identity}/{tenantid}/v2.0`,
        OIDC_TENANTS: sandboxTenant,
        OIDC_DISCOVERY_URL: `${identity}/.well-known/openid-configuration`,
      }),
    });
  });
  afterAll(() => graph[Symbol.asyncDispose]());

  test('opens accounts of listed tenants, by subjects within the tenant', async () => {
    expect((await ask(admin)).data.viewer).toMatchObject({ kind: 'CUSTOMER', account: null });
    graph.sandbox.records.change('hubspot', 'contacts', contact, {
      properties: { portal_subject: `${sandboxTenant}/s-1` },
    });
    expect((await ask({ ...admin, sub: 's-1' })).data.viewer.account).toEqual({ id: demo });
    expect((await ask({ ...admin, sub: 's-1', tid: other })).status).toBe(401);
    const iss = `${graph.sandbox.urls.identity}/${sandboxTenant}/v2.0`;
    expect((await ask({ ...admin, sub: 's-1', tid: other, iss })).status).toBe(401);
    expect((await ask({ ...admin, iss: iss.replace(sandboxTenant, '{tenantid}') })).status).toBe(401);
  });

  test('takes no address as verified, and makes no staff', async () => {
    expect((await ask({ ...billing, staff_roles: ['ADMIN'] })).data.viewer).toMatchObject({
      kind: 'CUSTOMER',
      account: null,
    });
  });
});
