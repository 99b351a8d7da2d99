import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { companyId, contactId, customerId, companyIndex } from '../../sandbox/seed/company.ts';
import { createAssertionSigner } from '@customer-graph/protocol/assertion';
import { generateKeys } from '@customer-graph/protocol/keys';
import { createLinksSigner } from '@customer-graph/protocol/signed-links';
import { encodeMemberId } from '@customer-graph/protocol/member-id';
import type { AccountAccess, Assertion, Principal } from '@customer-graph/protocol/principal';
import { scopes, scopesOfMember } from '@customer-graph/protocol/roles';
import { startGraph, startTestSandbox } from '../support/graph.ts';
import { startSubgraphs, type BareSubgraphs } from '../support/subgraphs.ts';

const names = ['accounts', 'billing', 'usage', 'support', 'consistency'] as const;
const demo = companyId(companyIndex.demo);
const other = companyId(companyIndex.other);

const linked = (id: string) => ({ state: 'LINKED', id }) as const;
const accessTo = (id: string, customer: string): AccountAccess => ({
  id,
  formerIds: [],
  links: { billing: linked(customer), product: linked(id), support: linked(id) },
  scopes: scopesOfMember('ADMIN'),
  ownTicketsOnly: false,
});
const customer: Principal = {
  kind: 'CUSTOMER',
  subject: 'auth0|someone',
  name: null,
  email: null,
  contactId: contactId(0),
  memberships: [{ accountId: demo, role: 'ADMIN' }],
};
const assertionFor = (principal: Principal = customer): Assertion => ({
  principal,
  scopes: scopesOfMember('ADMIN'),
  viewerAccountId: demo,
  accounts: { [demo]: accessTo(demo, customerId(companyIndex.demo)) },
  requestId: crypto.randomUUID(),
  traceId: 'trace-1234',
  deadline: Date.now() + 10_000,
});

/** Account fields of each subgraph. Resolving them takes vendor calls. */
const parts = {
  accounts: 'name members(first: 1) { edges { node { id } } } documents { edges { node { id } } }',
  billing: 'billing { invoices { edges { node { id } } } balance { amount } }',
  usage: 'usage { activeMembers }',
  support: 'support { tickets { edges { node { id } } } }',
  consistency: 'consistency { consistent }',
} as const;
const entities = (representations: readonly object[], selection: string) =>
  JSON.stringify({
    query: `query($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on Account { id ${selection} } } }`,
    variables: { representations },
  });

let sandbox: Sandbox;
let subgraphs: BareSubgraphs;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  subgraphs = await startSubgraphs(sandbox);
});
afterAll(async () => {
  await subgraphs[Symbol.asyncDispose]();
  await sandbox[Symbol.asyncDispose]();
});
beforeEach(() => sandbox.calls.clear());

interface Signed {
  readonly assertion?: Assertion;
  readonly key?: KeyObject;
  readonly audience?: string;
  /** The body that the assertion signs; default: the sent body. */
  readonly signed?: string;
}

async function ask(
  name: (typeof names)[number],
  body: string,
  { assertion = assertionFor(), key = subgraphs.gatewayKeys.privateKey, audience = name, signed = body }: Signed = {},
) {
  const token = createAssertionSigner(key).sign(assertion, audience, signed);
  const answer = await subgraphs.all[name].query({ body, assertion: token });
  return {
    status: answer.status,
    token,
    body: JSON.parse(answer.body) as { data?: { _entities?: unknown[] }; errors?: { extensions: { code: string } }[] },
  };
}
/** Vendor calls without the processes' own periodic look-ups. */
const vendorCalls = (): string[] =>
  sandbox.calls
    .list()
    .filter(({ vendor, path }) => vendor !== 'identity' && !path.includes('to_regclass'))
    .map(({ vendor, path }) => `${vendor} ${path}`);

describe.each(names)('account references sent to %s', (name) => {
  test('resolve for an account of the assertion', async () => {
    const { status, body } = await ask(name, entities([{ __typename: 'Account', id: demo, links: null }], parts[name]));
    expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined });
    expect(body.data?._entities).toMatchObject([{ id: demo }]);
    // The consistency subgraph reads no vendor here: @requires supplies its input.
    if (name !== 'consistency') expect(vendorCalls()).not.toEqual([]);
  });

  test.each<[string, () => Promise<object> | object]>([
    ['to another tenant', () => ({ id: other, links: null })],
    ['without links', () => ({ id: other })],
    ['to an account that does not exist', () => ({ id: '8899999999', links: null })],
    [
      'with forged internal fields',
      () => ({
        id: other,
        links: null,
        scopes,
        counterparts: accessTo(other, customerId(companyIndex.other)).links,
        account: { id: demo },
        role: 'ADMIN',
        ownTicketsOnly: false,
        formerIds: [demo],
      }),
    ],
    [
      'with unsigned links',
      () => ({ id: other, links: JSON.stringify(accessTo(other, customerId(companyIndex.other))) }),
    ],
    [
      'with links signed by another key',
      async () => ({
        id: other,
        links: createLinksSigner(generateKeys().privateKey).sign(
          accessTo(other, customerId(companyIndex.other)),
          customer,
        ),
      }),
    ],
    [
      'with links signed for another caller',
      async () => ({
        id: other,
        links: createLinksSigner(subgraphs.linksKeys.privateKey).sign(accessTo(other, customerId(companyIndex.other)), {
          kind: 'STAFF',
          subject: 'staff|admin',
          name: null,
          email: null,
        }),
      }),
    ],
    [
      'with links of another account',
      async () => ({
        id: other,
        links: createLinksSigner(subgraphs.linksKeys.privateKey).sign(
          accessTo(demo, customerId(companyIndex.demo)),
          customer,
        ),
      }),
    ],
    ['with an id that is a property of Object.prototype', () => ({ id: '__proto__', links: null })],
    [
      'with expired links',
      async () => ({
        id: other,
        links: await new SignJWT({ access: accessTo(other, customerId(companyIndex.other)) })
          .setProtectedHeader({ alg: 'EdDSA' })
          .setIssuer('customer-graph/accounts')
          .setSubject('CUSTOMER:auth0|someone')
          .setExpirationTime(Math.floor(Date.now() / 1_000) - 5)
          .sign(subgraphs.linksKeys.privateKey),
      }),
    ],
  ])('%s resolve to null without a vendor call', async (_case, forge) => {
    const { status, body } = await ask(name, entities([{ __typename: 'Account', ...(await forge()) }], parts[name]));
    expect(status).toBe(200);
    expect(body.data?._entities).toEqual([null]);
    expect(vendorCalls()).toEqual([]);
  });

  test('resolve to null for an anonymous caller', async () => {
    const { body } = await ask(name, entities([{ __typename: 'Account', id: demo, links: null }], parts[name]), {
      assertion: { ...assertionFor({ kind: 'ANONYMOUS' }), scopes: [], accounts: {} },
    });
    expect(body.data?._entities).toEqual([null]);
    expect(vendorCalls()).toEqual([]);
  });
});

describe.each(['accounts', 'usage'] as const)('member references sent to %s', (name) => {
  test.each([
    ['of another tenant', encodeMemberId({ accountId: other, contactId: contactId(0) })],
    ['with an invalid id', 'nonsense'],
  ])('%s resolve to null without a vendor call', async (_case, id) => {
    const query =
      'query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Member { id } } }';
    const { body } = await ask(
      name,
      JSON.stringify({
        query,
        variables: {
          representations: [{ __typename: 'Member', id, links: null, role: 'ADMIN', account: { id: demo, scopes } }],
        },
      }),
    );
    expect(body.data?._entities).toEqual([null]);
    expect(vendorCalls()).toEqual([]);
  });
});

describe.each(names)('an assertion for %s', (name) => {
  const body = entities([], parts[name]);

  test.each<[string, Signed | (() => Signed)]>([
    ['signed with another key', () => ({ key: generateKeys().privateKey })],
    ['for another subgraph', { audience: names.find((each) => each !== name) ?? '' }],
    ['for a command', { audience: `${name}/commands/accounts` }],
    ['for another body', { signed: entities([{ __typename: 'Account', id: demo }], parts[name]) }],
    ['after its expiry', () => ({ assertion: { ...assertionFor(), deadline: Date.now() - 60_000 } })],
  ])('is refused %s', async (_case, given) => {
    const { status } = await ask(name, body, typeof given === 'function' ? given() : given);
    expect(status).toBe(401);
    expect(vendorCalls()).toEqual([]);
  });

  test('is accepted only once, and a request without an assertion is refused', async () => {
    const { status, token } = await ask(name, body);
    expect(status).toBe(200);
    expect((await subgraphs.all[name].query({ body, assertion: token })).status).toBe(401);
    expect((await subgraphs.all[name].query({ body, assertion: undefined })).status).toBe(401);
    expect(
      (await subgraphs.all[name].query({ body: '{"query":"{ _service { sdl } }"}', assertion: undefined })).status,
    ).toBe(401);
  });
});

test('a subgraph and the gateway refuse with the same error', async () => {
  const member = { ...accessTo(demo, customerId(companyIndex.demo)), scopes: scopesOfMember('MEMBER') };
  const { body } = await ask('billing', JSON.stringify({ query: `{ account(id: "${demo}") { billing { id } } }` }), {
    assertion: { ...assertionFor(), accounts: { [demo]: member } },
  });
  await using graph = await startGraph();
  const { errors } = await graph.ask(`{ account(id: "${demo}") { billing { id } } }`, { as: 'member@demo' });
  const [{ extensions: { requestId: _requestId, ...extensions }, ...rest } = { extensions: {} }] = errors;
  expect(body.errors).toMatchObject([{ ...rest, extensions }]);
});
