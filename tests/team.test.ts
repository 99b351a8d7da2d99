import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { identities } from '../sandbox/identity/identities.ts';
import { companyId, contactId, companyIndex } from '../sandbox/seed/company.ts';
import { decodeMemberId, encodeMemberId } from '@customer-graph/protocol/member-id';
import { createAssertionSigner } from '@customer-graph/protocol/assertion';
import type { AccountAccess, Assertion } from '@customer-graph/protocol/principal';
import { scopes } from '@customer-graph/protocol/roles';
import { startGraph, type Graph } from './support/graph.ts';
import { startSubgraphs, type BareSubgraphs } from './support/subgraphs.ts';

const demo = companyId(companyIndex.demo);
const other = companyId(companyIndex.other);
const writes = (graph: Graph): string[] =>
  graph.calls().filter((call) => !/ GET |batch\/read|search|to_regclass|select|identity/.test(call));

const change = `mutation($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { member { id role } userErrors { code field message } } }`;
const remove = `mutation($input: RemoveMemberInput!) { removeMember(input: $input) { removedMemberId userErrors { code field message } } }`;
const update = `mutation($input: UpdateAccountInput!) { updateAccount(input: $input) { account { id name phone address { line1 city } billing { balance { amount } } } userErrors { code field message } } }`;

/** The members of the demo account by role, as its administrator sees them. */
async function team(graph: Graph): Promise<Record<string, string[]>> {
  const { data } = await graph.ask(
    `{ account(id: "${demo}") { members(first: 100) { edges { node { id role } } } } }`,
    { as: 'staff:admin' },
  );
  const members = (data.account.members.edges as { node: { id: string; role: string } }[]).map(({ node }) => node);
  return Object.fromEntries(
    ['ADMIN', 'BILLING', 'MEMBER'].map((role) => [
      role,
      members.filter((member) => member.role === role).map(({ id }) => id),
    ]),
  );
}

describe('an account', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph();
  });
  afterAll(() => graph[Symbol.asyncDispose]());
  beforeEach(() => graph.sandbox.calls.clear());

  test('is changed in the CRM and read again from there', async () => {
    const input = { accountId: demo, phone: '+49 30 1234', address: { line1: 'Neue Straße 5' } };
    const { data, errors } = await graph.ask(update, { as: 'admin@demo', variables: { input } });
    expect(errors).toEqual([]);
    expect(data.updateAccount).toMatchObject({
      userErrors: [],
      account: {
        id: demo,
        name: 'Demo Industries',
        phone: '+49 30 1234',
        address: { line1: 'Neue Straße 5', city: expect.any(String) },
        billing: {},
      },
    });
    expect(graph.sandbox.records.get('hubspot', 'companies', demo)).toMatchObject({
      properties: { phone: '+49 30 1234', address: 'Neue Straße 5' },
    });
  });

  test.each<[string, object, string, string[] | null]>([
    ['an empty change', {}, 'INVALID_INPUT', null],
    ['an empty name', { name: ' ' }, 'INVALID_INPUT', ['name']],
    ['a long name', { name: 'x'.repeat(300) }, 'INVALID_INPUT', ['name']],
    ['an invalid domain', { domain: 'not a domain' }, 'INVALID_INPUT', ['domain']],
    [
      'a country name instead of a code',
      { address: { countryCode: 'Germany' } },
      'INVALID_INPUT',
      ['address', 'countryCode'],
    ],
  ])('%s is refused without a write', async (_case, fields, code, field) => {
    const { data, errors } = await graph.ask(update, {
      as: 'admin@demo',
      variables: { input: { accountId: demo, ...fields } },
    });
    expect(errors).toEqual([]);
    expect(data.updateAccount).toMatchObject({ account: null, userErrors: [{ code, field }] });
    expect(writes(graph)).toEqual([]);
  });

  test.each([
    ['billing@demo', demo, 'FORBIDDEN'],
    ['member@demo', demo, 'FORBIDDEN'],
    ['staff:support', demo, 'FORBIDDEN'],
    ['staff:finance', demo, 'FORBIDDEN'],
    ['admin@other', demo, 'NOT_FOUND'],
    ['admin@demo', other, 'NOT_FOUND'],
    ['admin@demo', '8899999999', 'NOT_FOUND'],
    ['admin@demo', 'nonsense', 'NOT_FOUND'],
    [undefined, demo, 'UNAUTHENTICATED'],
  ])('cannot be changed by %s in the account %s: %s', async (as, accountId, code) => {
    const { data, errors } = await graph.ask(update, {
      ...(as && { as }),
      variables: { input: { accountId, name: 'Taken' } },
    });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ['updateAccount'], extensions: { code } }]);
    expect(writes(graph)).toEqual([]);
  });

  test('one refused mutation prevents all mutations of the request', async () => {
    const { data, errors } = await graph.ask(
      `mutation { good: updateAccount(input: { accountId: "${demo}", phone: "1" }) { account { id } } bad: updateAccount(input: { accountId: "${other}", phone: "1" }) { account { id } } }`,
      { as: 'admin@demo' },
    );
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ['bad'], extensions: { code: 'NOT_FOUND' } }]);
    expect(writes(graph)).toEqual([]);
  });
});

describe('a team', () => {
  test('a changed role takes effect with the next request of an existing token', async () => {
    await using graph = await startGraph();
    const billing = `{ account(id: "${demo}") { billing { id } } }`;
    expect((await graph.ask(billing, { as: 'member@demo' })).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    const { MEMBER = [] } = await team(graph);
    const mara = (await graph.ask('{ viewer { member { id } } }', { as: 'member@demo' })).data.viewer.member
      .id as string;
    expect(MEMBER).toContain(mara);
    const { data, errors } = await graph.ask(change, {
      as: 'admin@demo',
      variables: { input: { accountId: demo, memberId: mara, role: 'BILLING' } },
    });
    expect({ data, errors }).toEqual({
      data: { changeMemberRole: { member: { id: mara, role: 'BILLING' }, userErrors: [] } },
      errors: [],
    });
    expect((await graph.ask(billing, { as: 'member@demo' })).data.account.billing).toEqual({ id: demo });
    const removed = await graph.ask(remove, {
      as: 'admin@demo',
      variables: { input: { accountId: demo, memberId: mara } },
    });
    expect(removed.data.removeMember).toEqual({ removedMemberId: mara, userErrors: [] });
    expect((await graph.ask(billing, { as: 'member@demo' })).data.account).toBeNull();
    expect(graph.sandbox.records.get('hubspot', 'associations', `${contactId(2)}:${demo}`) ?? {}).not.toMatchObject({
      labels: [expect.any(String)],
    });
  });

  test('a role removed in the CRM takes effect within 15 seconds for an existing token', async () => {
    await using graph = await startGraph();
    const ask = () => graph.ask(`{ account(id: "${demo}") { id } }`, { as: 'billing@demo' });
    expect((await ask()).data.account).toEqual({ id: demo });
    graph.sandbox.records.change('hubspot', 'associations', `${contactId(1)}:${demo}`, { labels: [] });
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 15_001);
    try {
      expect((await ask()).data.account).toBeNull();
    } finally {
      clock.mockRestore();
    }
  });

  test('keeps its last administrator', async () => {
    await using graph = await startGraph();
    const { ADMIN = [] } = await team(graph);
    const [dana = '', ...others] = ADMIN;
    for (const memberId of others) {
      const { data } = await graph.ask(change, {
        as: 'staff:admin',
        variables: { input: { accountId: demo, memberId, role: 'MEMBER' } },
      });
      expect(data.changeMemberRole.userErrors).toEqual([]);
    }
    graph.sandbox.calls.clear();
    const demoted = await graph.ask(change, {
      as: 'staff:admin',
      variables: { input: { accountId: demo, memberId: dana, role: 'MEMBER' } },
    });
    expect(demoted.data.changeMemberRole).toMatchObject({
      member: null,
      userErrors: [{ code: 'NOT_ALLOWED', field: ['memberId'] }],
    });
    const removed = await graph.ask(remove, {
      as: 'staff:admin',
      variables: { input: { accountId: demo, memberId: dana } },
    });
    expect(removed.data.removeMember).toMatchObject({ removedMemberId: null, userErrors: [{ code: 'NOT_ALLOWED' }] });
    expect(writes(graph)).toEqual([]);
    const same = await graph.ask(change, {
      as: 'staff:admin',
      variables: { input: { accountId: demo, memberId: dana, role: 'ADMIN' } },
    });
    expect(same.data.changeMemberRole).toMatchObject({ member: { role: 'ADMIN' }, userErrors: [] });
  });

  test('concurrent removals through subgraphs with separate journals leave an administrator', async () => {
    await using graph = await startGraph();
    const before = await team(graph);
    const [first = '', second = ''] = [...(before.ADMIN ?? []), ...(before.BILLING ?? [])];
    await graph.ask(change, {
      as: 'staff:admin',
      variables: { input: { accountId: demo, memberId: second, role: 'ADMIN' } },
    });
    for (const memberId of (before.ADMIN ?? []).slice(1))
      await graph.ask(change, {
        as: 'staff:admin',
        variables: { input: { accountId: demo, memberId, role: 'MEMBER' } },
      });
    await using one = await startSubgraphs(graph.sandbox);
    await using two = await startSubgraphs(graph.sandbox);
    const missing = { state: 'MISSING' } as const;
    const removeBy = async ({ all, consistencyKeys }: BareSubgraphs, memberId: string) => {
      const body = JSON.stringify({
        accountId: demo,
        actor: null,
        contactId: decodeMemberId(memberId)?.contactId,
        role: null,
      });
      const access: AccountAccess = {
        id: demo,
        formerIds: [],
        links: { billing: missing, product: missing, support: missing },
        scopes,
        ownTicketsOnly: false,
      };
      const assertion: Assertion = {
        principal: { kind: 'STAFF', subject: 's', name: null, email: null },
        scopes,
        viewerAccountId: null,
        accounts: { [demo]: access },
        requestId: crypto.randomUUID(),
        traceId: 'trace-1',
        deadline: Date.now() + 10_000,
      };
      return all.accounts.command('setRole', {
        body,
        assertion: createAssertionSigner(consistencyKeys.privateKey).sign(assertion, 'accounts/commands/setRole', body),
      });
    };
    await Promise.all([removeBy(one, first), removeBy(two, second)]);
    expect((await team(graph)).ADMIN?.length).toBeGreaterThanOrEqual(1);
  });

  test('a caller that removes itself cannot use the lost role in the same request', async () => {
    await using graph = await startGraph();
    const { ADMIN = [], MEMBER: [accomplice = ''] = [] } = await team(graph);
    const mara = (await graph.ask('{ viewer { member { id } } }', { as: 'member@demo' })).data.viewer.member
      .id as string;
    await graph.ask(change, {
      as: 'admin@demo',
      variables: { input: { accountId: demo, memberId: mara, role: 'ADMIN' } },
    });
    expect(ADMIN.length).toBeGreaterThan(0);
    const { data, errors } = await graph.ask(
      `mutation { a: removeMember(input: { accountId: "${demo}", memberId: "${mara}" }) { removedMemberId } b: changeMemberRole(input: { accountId: "${demo}", memberId: "${accomplice}", role: ADMIN }) { member { role } } c: updateAccount(input: { accountId: "${demo}", phone: "666" }) { account { id } } }`,
      { as: 'member@demo' },
    );
    expect(data ?? null).toBeNull();
    expect(errors.map(({ extensions }) => extensions.code)).toContain('FORBIDDEN');
    expect((await team(graph)).ADMIN).not.toContain(accomplice);
    expect(graph.sandbox.records.get('hubspot', 'companies', demo)).not.toMatchObject({ properties: { phone: '666' } });
  });

  test('a membership in its grace period permits reads but no mutations', async () => {
    await using graph = await startGraph({ environment: { MEMBERSHIP_GRACE: '300000' }, spoiled: true });
    expect((await graph.ask(`{ account(id: "${demo}") { id } }`, { as: 'admin@demo' })).data.account).toEqual({
      id: demo,
    });
    await graph.sandbox.setFaults([{ vendor: 'hubspot', kind: 'refuse' }]);
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 20_000);
    try {
      expect((await graph.ask(`{ account(id: "${demo}") { id } }`, { as: 'admin@demo' })).data.account).toEqual({
        id: demo,
      });
      const { data, errors } = await graph.ask(update, {
        as: 'admin@demo',
        variables: { input: { accountId: demo, phone: '1' } },
      });
      expect(data).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'CRM' } }]);
    } finally {
      clock.mockRestore();
    }
  });

  test('concurrent removals of both administrators leave one', async () => {
    await using graph = await startGraph();
    const before = await team(graph);
    const [first = '', second = ''] = [...(before.ADMIN ?? []), ...(before.BILLING ?? [])];
    for (const memberId of [...(before.ADMIN ?? []), second]) {
      await graph.ask(change, {
        as: 'staff:admin',
        variables: {
          input: { accountId: demo, memberId, role: memberId === first || memberId === second ? 'ADMIN' : 'MEMBER' },
        },
      });
    }
    expect((await team(graph)).ADMIN).toHaveLength(2);
    const answers = await Promise.all(
      [first, second].map((memberId) =>
        graph.ask(remove, { as: 'staff:admin', variables: { input: { accountId: demo, memberId } } }),
      ),
    );
    expect(answers.map(({ data }) => (data.removeMember.userErrors as unknown[]).length).sort()).toEqual([0, 1]);
    expect((await team(graph)).ADMIN).toHaveLength(1);
  });

  test.each([
    ['of another account', encodeMemberId({ accountId: other, contactId: contactId(2) })],
    ['that does not exist', encodeMemberId({ accountId: demo, contactId: '59999999999' })],
    ['with an invalid id', 'nonsense'],
  ])('a member %s is not found, and nothing is written', async (_case, memberId) => {
    await using graph = await startGraph();
    for (const [query, input] of [
      [change, { accountId: demo, memberId, role: 'ADMIN' }],
      [remove, { accountId: demo, memberId }],
    ] as const) {
      const { data } = await graph.ask(query, { as: 'admin@demo', variables: { input } });
      expect(Object.values(data as Record<string, unknown>)).toMatchObject([
        { userErrors: [{ code: 'NOT_FOUND', field: ['memberId'] }] },
      ]);
    }
    expect(writes(graph)).toEqual([]);
  });

  test('cannot be changed by any other role', async () => {
    await using graph = await startGraph();
    const { MEMBER: [memberId = ''] = [] } = await team(graph);
    for (const as of Object.keys(identities).filter((name) => !['admin@demo', 'staff:admin'].includes(name))) {
      const { data, errors } = await graph.ask(remove, { as, variables: { input: { accountId: demo, memberId } } });
      expect(data ?? null).toBeNull();
      expect(['FORBIDDEN', 'NOT_FOUND', 'BAD_USER_INPUT']).toContain(errors[0]?.extensions.code);
    }
    expect(writes(graph)).toEqual([]);
  });

  test('without the properties of invitations in the CRM, every invitation by a customer fails alike', async () => {
    await using graph = await startGraph({ environment: { HUBSPOT_CONTACT_INVITATION: 'not_defined' } });
    const invite =
      'mutation($input: InviteMemberInput!) { inviteMember(input: $input) { member { id } userErrors { code } } }';
    const failures = [];
    const known = graph.sandbox.records.get('hubspot', 'contacts', contactId(900)) as { properties: { email: string } };
    for (const email of [known.properties.email, 'someone.new@nowhere.example']) {
      const { errors } = await graph.ask(invite, {
        as: 'admin@demo',
        variables: { input: { accountId: demo, email, role: 'MEMBER' } },
      });
      failures.push(errors.map(({ extensions, message }) => [extensions.code, extensions.system, message]));
    }
    expect(failures[0]).toEqual([['UPSTREAM_INVALID_RESPONSE', 'CRM', expect.any(String)]]);
    expect(failures[1]).toEqual(failures[0]);
  });
});
