import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Claims } from '../sandbox/identity/identities.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { subjects } from '../sandbox/seed/population.ts';
import { startGraph, type AskOptions, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const parentAdmin: Claims = Object.fromEntries([['sub', subjects.demoParentAdmin]]);
const list = `query ($id: ID!, $first: Int! = 100, $after: String, $status: [TicketStatus!], $mine: Boolean) {
  account(id: $id) { support { tickets(first: $first, after: $after, status: $status, requestedByMe: $mine) {
    edges { cursor node { id status requester { id name email } } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }
}`;

describe('tickets', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph();
  });
  afterAll(() => graph[Symbol.asyncDispose]());

  interface Edge {
    readonly cursor: string;
    readonly node: {
      readonly id: string;
      readonly status: string;
      readonly requester: { readonly name: string | null } | null;
    };
  }
  const tickets = async (as: AskOptions, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await graph.ask(list, { ...as, variables: { id: demo, ...variables } });
    expect(errors).toEqual([]);
    return data.account?.support?.tickets as { edges: Edge[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  };
  const ids = ({ edges }: { edges: Edge[] }) => edges.map(({ node }) => node.id);

  test('administrators, staff and partners see all tickets of the account, other members only their own', async () => {
    const whole = ids(await tickets({ as: 'admin@demo' }));
    expect(whole.length).toBeGreaterThan(30);
    for (const as of ['staff:support', 'staff:sales', 'staff:admin', 'partner:acme'])
      expect(ids(await tickets({ as }))).toEqual(whole);
    // An administrator of the parent company reads the subsidiary's tickets.
    expect(ids(await tickets({ as: parentAdmin }))).toEqual(whole);
    for (const [as, name] of [
      ['member@demo', 'Mara Demo'],
      ['billing@demo', 'Bilal Demo'],
    ] as const) {
      const own = await tickets({ as });
      expect(own.edges.length).toBeGreaterThan(0);
      expect(own.edges.length).toBeLessThan(whole.length);
      expect(new Set(own.edges.map(({ node }) => node.requester?.name))).toEqual(new Set([name]));
    }
    const mine = await tickets({ as: 'admin@demo' }, { mine: true });
    expect(new Set(mine.edges.map(({ node }) => node.requester?.name))).toEqual(new Set(['Dana Demo']));
  });

  test('are listed with two calls for every role', async () => {
    for (const as of ['admin@demo', 'member@demo']) {
      graph.sandbox.calls.clear();
      await graph.ask(
        `{ account(id: "${demo}") { support { tickets(first: 10) { edges { node { id subject requester { id } } } } } } }`,
        { as },
      );
      expect(graph.calls('zendesk')).toHaveLength(2);
      graph.sandbox.calls.clear();
      await graph.ask(
        `{ account(id: "${demo}") { support { tickets(first: 5) { edges { node { comments { edges { node { body } } } latestComment { body } } } } } } }`,
        { as },
      );
      expect(graph.calls('zendesk')).toHaveLength(2 + 5);
    }
  });

  test('load requesters and their last activity in batches, for one account and for a hundred', async () => {
    const requesters = `support { tickets(first: 3) { edges { node { requester { name lastActiveAt } } } } }`;
    await graph.ask(`{ account(id: "${demo}") { id } }`, { as: 'admin@demo' });
    graph.sandbox.calls.clear();
    const one = await graph.ask(`{ account(id: "${demo}") { ${requesters} } }`, { as: 'admin@demo' });
    expect(one.data.account.support.tickets.edges[0].node.requester).toEqual({
      name: 'Dana Demo',
      lastActiveAt: expect.any(String),
    });
    expect({
      hubspot: graph.calls('hubspot').length,
      zendesk: graph.calls('zendesk').length,
      product: graph.calls('product').length,
    }).toEqual({ hubspot: 2, zendesk: 2, product: 1 });
    graph.sandbox.calls.clear();
    const many = await graph.ask(`{ accounts(first: 100) { edges { node { ${requesters} } } } }`, {
      as: 'staff:admin',
    });
    expect(many.errors).toEqual([]);
    expect(graph.calls('zendesk').length).toBeLessThanOrEqual(101);
    expect(graph.calls('hubspot').length).toBeLessThanOrEqual(12);
    expect(graph.calls('product').length).toBeLessThanOrEqual(2);
  });

  test('a forbidden ticket and a missing ticket give the same response', async () => {
    const one = (id: string, as: string) =>
      graph.ask(`{ account(id: "${demo}") { support { ticket(id: "${id}") { id subject } } } }`, { as });
    expect((await one('1', 'admin@demo')).data.account.support.ticket.id).toBe('1');
    const missing = await one('99999999', 'member@demo');
    expect(missing.data.account.support.ticket).toBeNull();
    // The administrator's ticket, an internal one, another customer's, and the member's own in another account.
    for (const id of ['1', '18', '45', '41']) expect((await one(id, 'member@demo')).text).toBe(missing.text);
    // An id that is not a number costs no call.
    for (const id of ['1 or 1', '../users/1', ''])
      expect(await one(id, 'member@demo')).toMatchObject({ data: missing.data, errors: [], cost: { actual: 0 } });
    expect((await graph.ask(list, { as: 'admin@other', variables: { id: demo } })).data.account).toBeNull();
    expect((await graph.ask(list, { as: 'staff:finance', variables: { id: demo } })).errors).toMatchObject([
      { path: ['account', 'support'], extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  test('can be paged, and refuse cursors of other lists', async () => {
    const whole = await tickets({ as: 'admin@demo' });
    const first = await tickets({ as: 'admin@demo' }, { first: 7 });
    const rest = await tickets({ as: 'admin@demo' }, { after: first.pageInfo.endCursor });
    expect([...ids(first), ...ids(rest)]).toEqual(ids(whole));
    expect(rest.pageInfo.hasNextPage).toBe(false);
    for (const after of [
      whole.edges[0]?.cursor.slice(0, -4),
      'nonsense',
      Buffer.from('tickets::\nx').toString('base64url'),
    ]) {
      const { errors } = await graph.ask(list, { as: 'admin@demo', variables: { id: demo, status: ['OPEN'], after } });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    const mine = await graph.ask(list, { as: 'staff:support', variables: { id: demo, mine: true } });
    expect(mine.errors).toMatchObject([
      { message: 'requestedByMe is for people of the account.', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('a reopened ticket has its new status, and a ticket that became internal disappears', async () => {
    graph.sandbox.records.change('zendesk', 'tickets', '6', { status: 'open' });
    const open = await tickets({ as: 'admin@demo' }, { status: ['OPEN'] });
    expect(ids(open)[0]).toBe('6');
    graph.sandbox.records.change('zendesk', 'tickets', '6', { is_public: false });
    expect(ids(await tickets({ as: 'admin@demo' }))).not.toContain('6');
    await graph.sandbox.reset();
  });

  test('an account without an organization has null support without an error', async () => {
    const { data, errors } = await graph.ask(
      `{ account(id: "${companyId(companyIndex.noOrganization)}") { name support { id } usage { id } } }`,
      { as: 'staff:admin' },
    );
    expect(errors).toEqual([]);
    expect(data.account).toMatchObject({ support: null, usage: { id: expect.any(String) } });
  });

  test('an organization with the id of a merged company is found', async () => {
    const former = companyId(companyIndex.noOrganization);
    graph.sandbox.records.change('zendesk', 'organizations', '360000000102', { external_id: former });
    const other = companyId(companyIndex.other);
    graph.sandbox.records.change('hubspot', 'companies', other, { properties: { hs_merged_object_ids: former } });
    const { data, errors } = await graph.ask(
      `{ account(id: "${other}") { support { tickets(first: 1) { edges { node { id } } } } } }`,
      { as: 'staff:admin' },
    );
    expect(errors).toEqual([]);
    expect(data.account.support.tickets.edges).toHaveLength(1);
    await graph.sandbox.reset();
  });

  test('comments of staff have the agent’s public alias as author', async () => {
    const { data, text } = await graph.ask(
      `{ account(id: "${demo}") { support { tickets(first: 10) { edges { node { comments { edges { node { author { name isStaff } } } } } } } } } }`,
      { as: 'admin@demo' },
    );
    const authors = (
      data.account.support.tickets.edges as {
        node: { comments: { edges: { node: { author: { name: string; isStaff: boolean } } }[] } };
      }[]
    ).flatMap(({ node }) => node.comments.edges.map((edge) => edge.node.author));
    expect(authors).toContainEqual({ name: 'Hiro Help', isStaff: true });
    expect(text).not.toMatch(/CANARY/);
  });
});

describe('search', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph({ spoiled: true });
  });
  afterAll(() => graph[Symbol.asyncDispose]());
  const query = `query ($id: ID!, $text: String!) { account(id: $id) { search(text: $text) { members { name } documents { name } invoices { number } tickets { id subject requester { name } } articles { title } } } }`;
  const search = (text: string, as: string) => graph.ask(query, { as, variables: { id: demo, text } });

  test('each part requires its own scope', async () => {
    const { data, errors } = await search('export', 'member@demo');
    expect(errors.map(({ path, extensions }) => `${path?.join('.') ?? ''} ${extensions.code}`).sort()).toEqual([
      'account.search.documents FORBIDDEN',
      'account.search.invoices FORBIDDEN',
    ]);
    expect(data.account.search).toMatchObject({ members: [], documents: null, invoices: null });
    expect(
      (data.account.search.tickets as { requester: { name: string } }[]).every(
        ({ requester }) => requester.name === 'Mara Demo',
      ),
    ).toBe(true);
    const whole = await search('export', 'admin@demo');
    expect(whole.errors).toEqual([]);
    expect(whole.data.account.search.tickets.length).toBeGreaterThan(0);
    expect((await search('Dana', 'admin@demo')).data.account.search.members).toEqual([{ name: 'Dana Demo' }]);
    expect((await search('SB-0000-0002', 'admin@demo')).data.account.search.invoices).toEqual([
      { number: 'SB-0000-0002' },
    ]);
    expect((await search('iso', 'admin@demo')).data.account.search.documents).toEqual([
      { name: expect.stringMatching(/iso/) },
    ]);
  });

  test('a search for internal texts gives the same result as a search without matches', async () => {
    const nothing = await search('zzzzzz', 'admin@demo');
    for (const text of ['CANARY', 'CANARY-support-note-1', 'CANARY-support-internal-subject-18', 'segmented body']) {
      const { data } = await search(text, 'admin@demo');
      expect(data.account.search.tickets).toEqual(nothing.data.account.search.tickets);
      expect(JSON.stringify(data)).not.toMatch(/CANARY/);
    }
    const hidden = `query ($text: String!) { helpCenter { search(text: $text, first: 1) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } } }`;
    const ask = async (text: string) => (await graph.ask(hidden, { variables: { text } })).data;
    expect(await ask('CANARY-support-segmented-body-9')).toEqual(await ask('qqqqqqqqqq'));
  });

  test.each(['', '   ', 'x'.repeat(201)])(
    'the text %j is refused with one error, also while a system is unavailable',
    async (text) => {
      for (const vendor of [null, 'zendesk', 'stripe', 'hubspot'] as const) {
        await graph.sandbox.setFaults(vendor === null ? [] : [{ vendor, kind: 'refuse' }]);
        const { data, errors } = await search(text, 'admin@demo');
        expect(errors).toMatchObject([{ path: ['account', 'search'], extensions: { code: 'BAD_USER_INPUT' } }]);
        expect(data.account.search).toBeNull();
      }
      await graph.sandbox.setFaults([]);
    },
  );

  test('an unavailable system nulls only its own part, also in lists', async () => {
    await graph.ask('{ viewer { kind account { id } } }', { as: 'admin@demo' });
    await graph.sandbox.setFaults([{ vendor: 'zendesk', kind: 'refuse' }]);
    const { data, errors } = await search('Dana', 'admin@demo');
    expect(data.account.search).toMatchObject({
      members: [{ name: 'Dana Demo' }],
      invoices: [],
      tickets: null,
      articles: null,
    });
    expect(
      errors
        .map(({ path, extensions }) => `${path?.join('.') ?? ''} ${extensions.code} ${extensions.system ?? ''}`)
        .sort(),
    ).toEqual([
      'account.search.articles UPSTREAM_UNAVAILABLE SUPPORT',
      'account.search.tickets UPSTREAM_UNAVAILABLE SUPPORT',
    ]);
    const listed = await graph.ask(
      '{ accounts(first: 2) { edges { node { search(text: "a", first: 1) { members { name } invoices { number } tickets { id } } } } } }',
      { as: 'staff:admin' },
    );
    for (const { node } of listed.data.accounts.edges)
      expect(node.search).toMatchObject({ members: expect.anything(), invoices: expect.anything(), tickets: null });
    await graph.sandbox.setFaults([]);
  });
});
