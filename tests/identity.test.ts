import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { identities, type Claims } from '../sandbox/identity/identities.ts';
import { companyId, contactId, customerId, companyIndex } from '../sandbox/seed/company.ts';
import { createPopulation, emails, subjects } from '../sandbox/seed/population.ts';
import { createCrmSource } from '../subgraphs/accounts/adapter.ts';
import { parseAccountsConfig } from '../subgraphs/accounts/config.ts';
import { createLoaders } from '../subgraphs/accounts/loaders.ts';
import { createLookUps } from '../subgraphs/accounts/services/look-ups.ts';
import { silentLog } from '@customer-graph/process/log';
import { noPace, startGraph, type Graph } from './support/graph.ts';
import { strangers } from './support/people.ts';

const demo = companyId(companyIndex.demo);
const other = companyId(companyIndex.other);
const parentAdmin: Claims = { sub: subjects.demoParentAdmin };
const adminInDemo: Claims = { sub: subjects.demoAdmin, account_id: demo };
const account = '{ id name billing { subscription { id } } members(first: 1) { edges { node { name } } } }';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { searchLagMs: 0 } });
});
afterAll(() => graph[Symbol.asyncDispose]());
afterEach(() => graph.sandbox.setFaults([]));

async function mergeInto({ sandbox }: Graph, primary: string, merged: string): Promise<void> {
  const answer = await fetch(`${sandbox.urls.hubspot}/crm/objects/2026-09/companies/merge`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${String(sandbox.environment.HUBSPOT_ACCESS_TOKEN)}`,
    },
    body: JSON.stringify({ primaryObjectId: primary, objectIdToMerge: merged }),
  });
  expect(answer.status).toBe(200);
}

function needed<T>(value: T | null): T {
  if (value === null) throw new Error('a value is missing');
  return value;
}

const codes = (errors: readonly { extensions: { code: string }; path?: readonly unknown[] }[]) =>
  errors.map(({ extensions, path }) => `${path?.join('.') ?? ''} ${extensions.code}`);

test('a verified e-mail address opens the account of exactly this address, in any case of its ASCII letters', async () => {
  const { id = '' } =
    createPopulation({ hasDuplicateLinks: true })
      .flatMap(({ people }) => people)
      .find(({ email }) => email === emails.demoBilling) ?? {};
  graph.sandbox.records.change('hubspot', 'contacts', id, { properties: { email: 'kim@demo-industries.example' } });
  const open = async (email: string) => {
    const as = { sub: `auth0|${email}`, email, email_verified: true };
    return (await graph.ask(`{ account(id: "${demo}") { id } }`, { as })).data?.account ?? null;
  };
  expect(await open('KIM@Demo-Industries.example')).toEqual({ id: demo });
  // The Kelvin sign, whose lower case is k; and a dotted capital I.
  expect(await open('\u212Aim@demo-industries.example')).toBeNull();
  expect(await open('k\u0130m@demo-industries.example')).toBeNull();
  await graph.sandbox.reset();
});

describe('without a token', () => {
  test('public fields have values', async () => {
    const { status, data, errors } = await graph.ask('{ plans { key name prices { id } } }');
    expect(status).toBe(200);
    expect(errors).toEqual([]);
    expect(data.plans.map(({ key }: { key: string }) => key)).toEqual(['enterprise', 'growth', 'scale', 'starter']);
  });

  test('other fields are UNAUTHENTICATED at their paths, without a CRM call', async () => {
    graph.sandbox.calls.clear();
    const { data, errors } = await graph.ask(
      `{ plans { key } viewer { kind } account(id: "${demo}") ${account} accounts { edges { node { id } } } }`,
    );
    expect(data.plans).not.toHaveLength(0);
    expect(data).toMatchObject({ viewer: null, account: null, accounts: null });
    expect(codes(errors).sort()).toEqual([
      'account UNAUTHENTICATED',
      'accounts UNAUTHENTICATED',
      'viewer UNAUTHENTICATED',
    ]);
    expect(graph.calls('hubspot')).toEqual([]);
  });
});

describe('an invalid token', () => {
  const now = Math.floor(Date.now() / 1_000);
  test.each([
    ['expired', { sub: 'x', exp: now - 3_600 }],
    ['not yet valid', { sub: 'x', nbf: now + 3_600 }],
    ['of another audience', { sub: 'x', aud: 'somebody-else' }],
    ['of another issuer', { sub: 'x', iss: 'https://issuer.example' }],
    ['without a subject', {}],
    ['with staff roles of the wrong shape', { sub: 'x', staff_roles: { ADMIN: true } }],
  ])('is refused when it is %s', async (_case, claims) => {
    const { status, headers, errors, data } = await graph.ask('{ plans { key } }', { as: claims });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token", error_description="[^"]+"$/);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', retryable: false } }]);
  });

  test.each(['Bearer nonsense', 'Basic YWRtaW46YWRtaW4=', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.'])(
    'is refused as %s',
    async (authorization) => {
      const { status } = await graph.ask('{ plans { key } }', { headers: { authorization } });
      expect(status).toBe(401);
    },
  );
});

describe('a customer', () => {
  test('sees the account with the scopes of the member’s role', async () => {
    const query = '{ viewer { kind name scopes member { role } account { id } accounts { id name } } }';
    const admin = await graph.ask(query, { as: 'admin@demo' });
    expect(admin.errors).toEqual([]);
    expect(admin.data.viewer).toMatchObject({
      kind: 'CUSTOMER',
      name: 'Dana Demo',
      member: { role: 'ADMIN' },
      account: { id: demo },
      accounts: [{ id: demo, name: 'Demo Industries' }],
    });
    const billing = await graph.ask(query, { as: 'billing@demo' });
    expect(billing.data.viewer).toMatchObject({ name: 'Bilal Demo', member: { role: 'BILLING' } });
    expect(billing.data.viewer.scopes).toContain('billing:write');
    expect(billing.data.viewer.scopes).not.toContain('members:write');
    const member = await graph.ask(query, { as: 'member@demo' });
    expect(member.data.viewer.scopes).not.toContain('billing:read');
  });

  test('gets an error only for the fields that the role does not permit', async () => {
    const { data, errors } = await graph.ask(`{ account(id: "${demo}") ${account} }`, { as: 'member@demo' });
    expect(data.account).toMatchObject({ name: 'Demo Industries', billing: null, members: { edges: [{}] } });
    expect(codes(errors)).toEqual(['account.billing FORBIDDEN']);
    expect(graph.calls('stripe').filter((call) => call.includes('/customers/'))).toEqual([]);
  });

  test('gets the same response for another account as for a missing one', async () => {
    const foreign = await graph.ask(`{ account(id: "${other}") ${account} }`, { as: 'admin@demo' });
    const missing = await graph.ask('{ account(id: "8899999999") { id name } }', { as: 'admin@demo' });
    expect(foreign).toMatchObject({ status: 200, data: { account: null }, errors: [] });
    expect(missing).toMatchObject({ status: 200, data: { account: null }, errors: [] });
  });

  test('cannot list accounts', async () => {
    const { data, errors } = await graph.ask('{ accounts { edges { node { id } } } }', { as: 'admin@demo' });
    expect(data.accounts).toBeNull();
    expect(codes(errors)).toEqual(['accounts FORBIDDEN']);
  });

  test('has read-only access to subsidiaries as an administrator of the parent', async () => {
    const { data, errors } = await graph.ask(
      `{ account(id: "${demo}") ${account} viewer { account { id subsidiaries { edges { node { id name billing { id } } } } } } }`,
      {
        as: parentAdmin,
      },
    );
    expect(errors).toEqual([]);
    expect(data.account).toMatchObject({ name: 'Demo Industries', billing: { subscription: {} } });
    expect(data.viewer.account.subsidiaries.edges).toMatchObject([{ node: { id: demo, billing: { id: demo } } }]);
    const own = await graph.ask(`{ viewer { scopes account { id } } }`, {
      as: parentAdmin,
      headers: { 'x-account-id': demo },
    });
    expect(own.data.viewer.account.id).toBe(demo);
    expect(own.data.viewer.scopes.every((scope: string) => scope.endsWith(':read'))).toBe(true);
  });

  test('has no account if X-Account-Id names another company’s account', async () => {
    const query = '{ viewer { account { id } member { id } scopes } }';
    const foreign = await graph.ask(query, { as: 'admin@demo', headers: { 'x-account-id': other } });
    expect(foreign).toMatchObject({ data: { viewer: { account: null, member: null, scopes: [] } }, errors: [] });
    const token = await graph.ask(query, { as: adminInDemo });
    expect(token.data.viewer.account.id).toBe(demo);
  });

  test('can use an account id that was merged into another one', async () => {
    const merged = companyId(25);
    await using fresh = await startGraph({ sandbox: { searchLagMs: 0 } });
    await mergeInto(fresh, demo, merged);
    const { data, errors } = await fresh.ask(`{ account(id: "${merged}") ${account} }`, { as: 'admin@demo' });
    expect(errors).toEqual([]);
    expect(data.account).toMatchObject({ id: demo, name: 'Demo Industries', billing: { subscription: {} } });
  });
});

describe.each(Object.entries(strangers))('%s', (_case, claims) => {
  test('has no account, and gets null for existing ones', async () => {
    const { data, errors } = await graph.ask(
      `{ account(id: "${demo}") ${account} shared: account(id: "${companyId(40)}") { id } viewer { kind name member { id } scopes account { id } accounts { id } } }`,
      { as: claims },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      account: null,
      shared: null,
      viewer: { kind: 'CUSTOMER', name: null, member: null, scopes: [], account: null, accounts: [] },
    });
  });
});

describe('links', () => {
  const billing = (id: string) => `{ account(id: "${id}") { name billing { subscription { id } } } }`;

  test('a billing customer that two companies claim is not read', async () => {
    for (const place of companyIndex.sharedCustomer) {
      graph.sandbox.calls.clear();
      const { data, errors } = await graph.ask(billing(companyId(place)), { as: 'staff:admin' });
      expect(errors).toEqual([]);
      expect(data.account.billing).toBeNull();
      expect(graph.calls('stripe')).toEqual([]);
    }
  });

  test('a billing customer that two companies claim is null in a list', async () => {
    const query = '{ accounts(first: 100) { edges { node { id billing { subscription { id } } } } } }';
    const { data } = await graph.ask(query, { as: 'staff:admin' });
    const second = await graph.ask('{ accounts(first: 100, after: "x") { edges { node { id } } } }', {
      as: 'staff:admin',
    });
    expect(second.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const shared = new Set(companyIndex.sharedCustomer.map(companyId));
    const edges = data.accounts.edges as { node: { id: string; billing: unknown } }[];
    for (const { node } of edges.filter(({ node: { id } }) => shared.has(id))) expect(node.billing).toBeNull();
  });

  test('come from Stripe metadata when Stripe owns the link, and are null when two customers name the account', async () => {
    await using reverse = await startGraph({
      sandbox: { searchLagMs: 0 },
      environment: { STRIPE_METADATA_ACCOUNT: 'account_id' },
    });
    const linked = await reverse.ask(billing(companyId(companyIndex.missingLink)), { as: 'staff:admin' });
    expect(linked.errors).toEqual([]);
    expect(linked.data.account.billing).not.toBeNull();
    reverse.sandbox.records.change('stripe', 'customers', customerId(60), {
      metadata: { account_id: companyId(companyIndex.missingLink) },
    });
    const ambiguous = await reverse.ask(billing(companyId(companyIndex.missingLink)), { as: 'staff:admin' });
    expect(ambiguous).toMatchObject({ errors: [], data: { account: { billing: null } } });
  });

  test('a link to a missing customer gives null and empty lists in every billing field', async () => {
    await using fresh = await startGraph();
    fresh.sandbox.records.change('hubspot', 'companies', demo, {
      properties: { stripe_customer_id: 'cus_DoesNotExist99' },
    });
    const { data, errors } = await fresh.ask(
      `{ account(id: "${demo}") { billing { subscription { id } subscriptions(ended: true) { id } upcomingInvoice { nextPaymentAt } invoices { edges { node { id } } } payments { edges { node { id } } } creditNotes { edges { node { id } } } paymentMethods { id } entitlements { key } balance { amount } source { asOf } } } }`,
      { as: 'admin@demo' },
    );
    expect(errors).toEqual([]);
    const nothing = { edges: [] };
    expect(data.account.billing).toEqual({
      subscription: null,
      subscriptions: [],
      upcomingInvoice: null,
      invoices: nothing,
      payments: nothing,
      creditNotes: nothing,
      paymentMethods: [],
      entitlements: [],
      balance: null,
      source: null,
    });
  });

  test('a tenant link to another company’s default tenant is a duplicate for both', async () => {
    await using fresh = await startGraph({ sandbox: { searchLagMs: 0 } });
    const source = createCrmSource(parseAccountsConfig({ ...noPace, ...fresh.sandbox.environment }), silentLog);
    const [a, b] = [companyId(61), companyId(63)];
    fresh.sandbox.records.change('hubspot', 'companies', a, { properties: { product_tenant_id: b } });
    fresh.sandbox.records.change('hubspot', 'companies', b, { properties: { product_tenant_id: null } });
    const loaders = createLoaders(source, createLookUps(source));
    const links = await Promise.all(
      [a, b].map(async (id) => loaders.links.load(needed(await loaders.company.load(id)))),
    );
    expect(links.map(({ product }) => product.state)).toEqual(['DUPLICATE', 'DUPLICATE']);
    await source[Symbol.asyncDispose]();
  });

  test('an account without a link has null billing without an error', async () => {
    const { data, errors } = await graph.ask(billing(companyId(companyIndex.missingLink)), { as: 'staff:admin' });
    expect(errors).toEqual([]);
    expect(data.account).toMatchObject({ billing: null });
    expect(data.account.name).not.toBeNull();
  });
});

describe('staff and partners', () => {
  test('an empty list of roles and unknown roles say nothing', async () => {
    for (const roles of [[], ['INTERN'], null]) {
      const { data, errors } = await graph.ask(
        `{ account(id: "${demo}") { id name } viewer { kind scopes } accounts { edges { node { id } } } }`,
        { as: { ...identities['staff:admin'], staff_roles: roles } },
      );
      expect(data).toMatchObject({ account: null, viewer: { kind: 'CUSTOMER', scopes: [] }, accounts: null });
      expect(codes(errors)).toEqual(['accounts FORBIDDEN']);
    }
  });

  test('staff read every account with the scopes of their roles', async () => {
    const finance = await graph.ask(
      `{ account(id: "${other}") { name billing { id } documents { edges { node { id } } } } viewer { kind name account { id } } }`,
      { as: 'staff:finance' },
    );
    expect(finance.errors).toEqual([]);
    expect(finance.data).toMatchObject({
      account: { billing: { id: other } },
      viewer: { kind: 'STAFF', name: 'Nadia North', account: null },
    });
    const support = await graph.ask(`{ account(id: "${other}") { documents { edges { node { id } } } } }`, {
      as: 'staff:support',
    });
    expect(codes(support.errors)).toEqual(['account.documents FORBIDDEN']);
  });

  test('a partner’s grant of a merged account id stays valid', async () => {
    await using fresh = await startGraph({ sandbox: { searchLagMs: 0 } });
    const merged = companyId(25);
    await mergeInto(fresh, demo, merged);
    const partner = { ...identities['partner:acme'], partner_accounts: [merged] };
    const { data, errors } = await fresh.ask(
      `{ account(id: "${merged}") { id name } accounts { edges { node { id } } } }`,
      { as: partner },
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ account: { id: demo }, accounts: { edges: [{ node: { id: demo } }] } });
  });

  test('a partner reads the granted accounts with the scopes of its token', async () => {
    const granted = await graph.ask(`{ account(id: "${demo}") { name usage { id } } viewer { kind name } }`, {
      as: { ...identities['partner:acme'], scope: 'accounts:list' },
    });
    expect(granted.data).toMatchObject({
      account: { name: 'Demo Industries', usage: null },
      viewer: { kind: 'PARTNER', name: 'Acme Integrations' },
    });
    expect(codes(granted.errors)).toEqual(['account.usage FORBIDDEN']);
    expect((await graph.ask(`{ account(id: "${other}") { id } }`, { as: 'partner:acme' })).data.account).toBeNull();
    const list = await graph.ask('{ accounts { edges { node { id } } } }', { as: 'partner:acme' });
    expect((list.data.accounts.edges as unknown[]).length).toBe(5);
  });
});

describe('a change in the CRM', () => {
  test('to a member without a role removes access at the next look-up', async () => {
    await using fresh = await startGraph();
    const pair = `${contactId(1)}:${demo}`;
    expect(fresh.sandbox.records.get('hubspot', 'associations', pair)).toMatchObject({ labels: ['Portal billing'] });
    fresh.sandbox.records.change('hubspot', 'associations', pair, { labels: [] });
    const { data } = await fresh.ask(`{ account(id: "${demo}") { id } }`, { as: 'billing@demo' });
    expect(data.account).toBeNull();
  });
});

describe('signing keys', () => {
  test('rotate without a restart: tokens of the new and the old key are valid', async () => {
    await using fresh = await startGraph();
    const ask = async (token: string) =>
      (await fresh.ask('{ plans { key } }', { headers: { authorization: `Bearer ${token}` } })).status;
    const before = await fresh.sandbox.token('admin@demo');
    expect(await ask(before)).toBe(200);
    await fresh.sandbox.rotateKeys();
    const after = await fresh.sandbox.token('admin@demo');
    const kid = (token: string) => Buffer.from(token.split('.')[0] ?? '', 'base64url').toString();
    expect(kid(after)).not.toBe(kid(before));
    expect([await ask(after), await ask(before)]).toEqual([200, 200]);
  });

  test('that are unknown cause a few fetches for many tokens', async () => {
    await using fresh = await startGraph();
    expect((await fresh.ask('{ plans { key } }', { as: 'admin@demo' })).status).toBe(200);
    fresh.sandbox.calls.clear();
    const [, claims = '', signature = ''] = (await fresh.sandbox.token('admin@demo')).split('.');
    const forged = Array.from({ length: 100 }, (_, index) =>
      Buffer.from(JSON.stringify({ alg: 'ES256', kid: `unknown-${index}` })).toString('base64url'),
    );
    const answers = await Promise.all(
      forged.map((header) =>
        fresh.ask('{ plans { key } }', { headers: { authorization: `Bearer ${header}.${claims}.${signature}` } }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    expect(new Set(fresh.calls('identity'))).toEqual(new Set(['identity GET /jwks']));
    expect(fresh.calls('identity').length).toBeLessThanOrEqual(5);
  });
});
