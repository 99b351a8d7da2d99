import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { credentials } from '../sandbox/credentials.ts';
import { companyId, companyIndex, contactId } from '../sandbox/seed/company.ts';
import { emails, subjects } from '../sandbox/seed/population.ts';
import { agentIds, articleId, contextFields, organizationId, userId } from '../sandbox/seed/support-ids.ts';
import type { Claims } from '../sandbox/identity/identities.ts';
import { pino } from 'pino';
import { silentLog } from '@customer-graph/process/log';
import { createUpstream, type Upstream } from '@customer-graph/upstream/client';
import { signWebhook } from '../sandbox/webhook-signature.ts';
import { parseSupportConfig } from '../subgraphs/support/config.ts';
import { createAuthentication } from '../subgraphs/support/zendesk/authentication.ts';
import { createZendesk } from '../subgraphs/support/zendesk/client.ts';
import { readZendeskWebhook } from '../subgraphs/support/zendesk/webhooks.ts';
import { noPace, startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const ticketQuery = `query ($id: ID!) { account(id: "${demo}") { support { ticket(id: $id) { id status } } } }`;
const openTicket = `mutation ($input: OpenTicketInput!) { openTicket(input: $input) { ticket { id requester { id } } userErrors { code message field } } }`;
const input = { accountId: demo, subject: 'S', body: 'B' };

const mutate = async (graph: Graph, name: string, type: string, variables: object, as = 'member@demo') => {
  const { data, errors } = await graph.ask(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${name === 'voteForArticle' ? 'article' : 'ticket'} { id } userErrors { code message field } } }`,
    { as, variables: { input: variables } },
  );
  return { payload: data?.[name], errors };
};
const tokenRequests = (graph: Graph) => graph.calls('zendesk').filter((call) => call.includes('/oauth/tokens'));

describe('OAuth client credentials', () => {
  const read = (graph: Graph) => graph.ask(ticketQuery, { as: 'admin@demo', variables: { id: '1' } });

  test('share one token among concurrent requests', async () => {
    await using graph = await startGraph();
    const answers = await Promise.all(Array.from({ length: 8 }, () => read(graph)));
    for (const { data, errors } of answers) {
      expect(errors).toEqual([]);
      expect(data.account.support.ticket.id).toBe('1');
    }
    expect(tokenRequests(graph)).toHaveLength(1);
  });

  test.each(['seconds', 'milliseconds', 'absent'] as const)(
    'keep a token whose lifetime is in %s',
    async (expiresIn) => {
      await using graph = await startGraph({ sandbox: { behaviour: { zendesk: { expiresIn } } } });
      for (let tried = 0; tried < 3; tried += 1) expect((await read(graph)).errors).toEqual([]);
      expect(tokenRequests(graph)).toHaveLength(1);
    },
  );

  test.each([3_600, 3_600_000])(
    'replace a token of an hour before its end, where expires_in is %d',
    async (expiresIn) => {
      const { now } = Date;
      let shift = 0;
      let fetched = 0;
      const send = () => {
        fetched += 1;
        const body = JSON.stringify({ access_token: `token-${fetched}`, expires_in: expiresIn });
        return Promise.resolve({ status: 200, body });
      };
      const zendesk = {
        base: 'https://example.zendesk.com',
        credentials: { kind: 'OAUTH', clientId: 'x', clientSecret: 'x' },
      } as const;
      Date.now = () => now() + shift;
      try {
        const upstream = { send } as unknown as Upstream;
        const { accessToken } = createAuthentication({ ...zendesk, upstream, log: silentLog });
        expect(await accessToken.current()).toBe('token-1');
        shift = 2_400_000;
        expect(await accessToken.current()).toBe('token-1');
        shift = 3_600_000;
        expect(await accessToken.current()).toBe('token-2');
      } finally {
        Date.now = now;
      }
    },
  );

  test('get a new token before the old one ends', async () => {
    await using graph = await startGraph({ sandbox: { behaviour: { zendesk: { tokenSeconds: 1 } } } });
    expect((await read(graph)).errors).toEqual([]);
    await delay(1_100);
    expect((await read(graph)).errors).toEqual([]);
    expect(tokenRequests(graph)).toHaveLength(2);
    expect(graph.calls('zendesk').length).toBe(6);
  });

  test('get a new token once after a refusal, for reads and writes', async () => {
    await using graph = await startGraph();
    const { zendesk } = parseSupportConfig({ ...noPace, ...graph.sandbox.environment });
    await using upstream = createUpstream({ system: 'SUPPORT', isRead: () => true, limits: [], log: silentLog });
    const authentication = createAuthentication({ ...zendesk, upstream, log: silentLog });
    /** As after the token was revoked in Zendesk, long before its end. */
    const clientWithRevokedToken = () =>
      createZendesk({
        base: zendesk.base,
        upstream,
        authentication: {
          ...authentication,
          accessToken: {
            current: () => Promise.resolve('revoked'),
            renewAfterRefusal: () => authentication.accessToken.current(),
          },
        },
      });
    const id = userId(contactId(2));
    expect(await clientWithRevokedToken().get(`users/${id}`)).toMatchObject({ user: { id } });
    expect(await clientWithRevokedToken().write('PUT', `users/${id}`, { user: { name: 'Mara Neu' } })).toMatchObject({
      answer: { user: { name: 'Mara Neu' } },
    });
    expect(graph.calls('zendesk').filter((call) => call.includes('/users/'))).toHaveLength(4);
  });

  test('that Zendesk refuses cost support alone, and no secret', async () => {
    await using graph = await startGraph({ environment: { ZENDESK_CLIENT_SECRET: 'no-such-secret' } });
    const { data, errors, text } = await graph.ask(
      `{ account(id: "${demo}") { name support { ticket(id: "1") { id } } } }`,
      { as: 'admin@demo' },
    );
    expect(data.account).toMatchObject({ name: expect.any(String), support: null });
    expect(errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'SUPPORT', retryable: false } },
    ]);
    expect(text).not.toContain('no-such-secret');
  });

  test('are replaced by an API token where the account still has one', async () => {
    await using graph = await startGraph({
      sandbox: { behaviour: { zendesk: { apiTokens: true } } },
      environment: {
        ZENDESK_CLIENT_ID: '',
        ZENDESK_CLIENT_SECRET: '',
        ZENDESK_EMAIL: credentials.zendeskEmail,
        ZENDESK_API_TOKEN: credentials.zendeskApiToken,
      },
    });
    expect((await read(graph)).errors).toEqual([]);
    expect(
      await mutate(graph, 'voteForArticle', 'VoteForArticleInput', { articleId: String(articleId(3)), helpful: true }),
    ).toMatchObject({
      payload: { userErrors: [], article: { id: String(articleId(3)) } },
      errors: [],
    });
    expect(tokenRequests(graph)).toEqual([]);
  });
});

describe('acting as a person', () => {
  const articleInput = { articleId: String(articleId(3)), helpful: true };
  const rated = (graph: Graph) => {
    const ticket = graph.sandbox
      .helpDesk()
      .all('tickets')
      .find(
        ({ status, requester_id: requester, organization_id: organization }) =>
          status === 'solved' &&
          requester === userId(contactId(0)) &&
          organization === organizationId(companyIndex.demo),
      );
    return String(ticket?.id);
  };

  test('rates and votes after the address, which the token has verified, is verified in Zendesk', async () => {
    await using graph = await startGraph();
    const ticketId = rated(graph);
    expect(
      await mutate(graph, 'rateTicket', 'RateTicketInput', { accountId: demo, ticketId, good: true }, 'admin@demo'),
    ).toMatchObject({
      payload: { ticket: { id: ticketId }, userErrors: [] },
      errors: [],
    });
    expect(graph.sandbox.records.get('zendesk', 'users', String(userId(contactId(0))))).toMatchObject({
      verified: true,
    });
    expect((await mutate(graph, 'voteForArticle', 'VoteForArticleInput', articleInput)).payload.userErrors).toEqual([]);
    expect(graph.sandbox.helpDesk().all('mails')).toEqual([]);
  });

  test('is refused with a user error for a person with another address', async () => {
    await using graph = await startGraph();
    graph.sandbox.records.change('zendesk', 'users', String(userId(contactId(2))), { email: 'other@example.com' });
    expect((await mutate(graph, 'voteForArticle', 'VoteForArticleInput', articleInput)).payload).toMatchObject({
      article: null,
      userErrors: [{ code: 'NOT_ALLOWED', message: 'The help desk has not verified your e-mail address.' }],
    });
  });

  test('fails without the scope impersonate, and never acts as an agent', async () => {
    await using graph = await startGraph({ sandbox: { behaviour: { zendesk: { scopes: ['read', 'write'] } } } });
    expect((await mutate(graph, 'voteForArticle', 'VoteForArticleInput', articleInput)).errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'SUPPORT' } },
    ]);
    graph.sandbox.records.change('zendesk', 'users', String(userId(contactId(2))), { role: 'agent' });
    expect(
      (await mutate(graph, 'voteForArticle', 'VoteForArticleInput', articleInput)).payload.userErrors,
    ).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });
});

describe('a person of a first ticket', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph();
  });
  afterAll(() => graph[Symbol.asyncDispose]());
  const users = () => graph.sandbox.helpDesk().all('users');
  const withAddress = (email: string) => users().find((user) => user.email === email);
  const member = (claims: Claims): Claims => ({
    client_id: 'portal',
    scope: 'openid',
    sub: subjects.demoMember,
    name: 'Token Name',
    ...claims,
  });
  const open = async (as: Claims) => {
    const { data, errors } = await graph.ask(openTicket, { as, variables: { input } });
    expect(errors).toEqual([]);
    return data.openTicket;
  };
  const unlink = async (email: string | null) => {
    await graph.sandbox.reset();
    graph.sandbox.records.change('zendesk', 'users', String(userId(contactId(2))), { external_id: null, email });
  };

  test('is the end user with the verified address, whose name stays', async () => {
    await unlink(emails.demoMember);
    const before = withAddress(emails.demoMember);
    const { ticket, userErrors } = await open(member({ email: emails.demoMember, email_verified: true }));
    expect(userErrors).toEqual([]);
    expect(withAddress(emails.demoMember)).toMatchObject({
      id: before?.id,
      name: before?.name,
      external_id: contactId(2),
    });
    expect(ticket.requester).not.toBeNull();
    expect(graph.sandbox.helpDesk().all('mails')).toEqual([]);
  });

  test('is a new user without address if the token has not verified it', async () => {
    await unlink(emails.demoMember);
    const { userErrors } = await open(member({ email: emails.demoMember }));
    expect(userErrors).toEqual([]);
    expect(withAddress(emails.demoMember)?.external_id).toBeNull();
    expect(users().find(({ external_id: key }) => key === contactId(2))).toMatchObject({
      email: null,
      name: 'Token Name',
    });
  });

  test('is never an agent or an administrator, by address or by key', async () => {
    for (const [index, email] of ['agent0@vendor.example', 'agent1@vendor.example'].entries()) {
      await unlink(null);
      const agent = withAddress(email);
      const { userErrors } = await open(member({ email, email_verified: true }));
      expect(userErrors).toEqual([]);
      expect(withAddress(email)).toEqual({ ...agent, external_id: null });
      expect(users().find(({ external_id: key }) => key === contactId(2))).toMatchObject({
        role: 'end-user',
        email: null,
      });
      await unlink(null);
      graph.sandbox.records.change('zendesk', 'users', String(agentIds[index]), { external_id: contactId(2) });
      expect((await open(member({ email, email_verified: true }))).userErrors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
      const own = await graph.ask(`{ account(id: "${demo}") { support { tickets { edges { node { id } } } } } }`, {
        as: 'member@demo',
      });
      expect(own.data.account.support.tickets.edges).toEqual([]);
    }
  });

  test('keeps the user with another key', async () => {
    await unlink(emails.demoMember);
    graph.sandbox.records.change('zendesk', 'users', String(userId(contactId(2))), { external_id: 'sso-7' });
    const { userErrors } = await open(member({ email: emails.demoMember, email_verified: true }));
    expect(userErrors).toEqual([]);
    expect(withAddress(emails.demoMember)).toMatchObject({ external_id: 'sso-7', name: 'Mara Demo' });
  });
});

test('a member’s changed name follows into Zendesk', async () => {
  await using graph = await startGraph({ isDriving: true });
  const nameOf = () => graph.sandbox.helpDesk().get('users', userId(contactId(2)))?.name;
  for (const name of ['Mara Neu', 'Mara Neuer']) {
    const { data, errors } = await graph.ask(
      'mutation ($name: String!) { updateProfile(input: { name: $name }) { member { name } userErrors { code } } }',
      { as: 'member@demo', variables: { name } },
    );
    expect(errors).toEqual([]);
    expect(data.updateProfile).toEqual({ member: { name }, userErrors: [] });
    for (let tried = 0; tried < 200 && nameOf() !== name; tried += 1) await delay(20);
    expect(nameOf()).toBe(name);
  }
  expect(graph.sandbox.helpDesk().all('mails')).toEqual([]);
});

test('with ZENDESK_USER_KEY=subject, a person is known by the subject of the token', async () => {
  await using graph = await startGraph({ environment: { ZENDESK_USER_KEY: 'subject' } });
  graph.sandbox.records.change('zendesk', 'users', String(userId(contactId(2))), { external_id: subjects.demoMember });
  const list = `{ account(id: "${demo}") { support { tickets { edges { node { id requester { name } } } } } } }`;
  const { data, errors } = await graph.ask(list, { as: 'member@demo' });
  expect(errors).toEqual([]);
  expect(data.account.support.tickets.edges.length).toBeGreaterThan(0);
  for (const { node } of data.account.support.tickets.edges) expect(node.requester).toEqual({ name: 'Mara Demo' });
  const admin = await graph.ask(list, { as: 'admin@demo' });
  expect(admin.errors).toEqual([]);
  for (const { node } of admin.data.account.support.tickets.edges) expect(node.requester).toBeNull();
});

describe('solving a ticket', () => {
  const solve = async (graph: Graph) => {
    const { data } = await graph.ask(openTicket, { as: 'member@demo', variables: { input } });
    const ticketId = data.openTicket.ticket.id as string;
    return { ticketId, ...(await mutate(graph, 'solveTicket', 'TicketInput', { accountId: demo, ticketId })) };
  };

  test('says what it lacks', async () => {
    await using graph = await startGraph();
    expect((await solve(graph)).payload).toEqual({
      ticket: null,
      userErrors: [
        {
          code: 'CONFLICT',
          field: ['ticketId'],
          message: 'Support has not taken the ticket yet, so it cannot be solved.',
        },
      ],
    });
    const requiredToSolve = [contextFields.pageUrl, contextFields.plan];
    graph.sandbox.setBehaviour({ zendesk: { solvingNeedsAssignee: false, requiredToSolve } });
    graph.sandbox.records.change('zendesk', 'ticket_fields', String(contextFields.pageUrl), {
      title_in_portal: 'Page address',
      visible_in_portal: true,
    });
    expect((await solve(graph)).payload.userErrors.map(({ message }: { message: string }) => message)).toEqual([
      'The ticket field "Page address" must be filled in first.',
      `Support must fill in the ticket field ${contextFields.plan} first.`,
    ]);
  });

  test('gives it to ZENDESK_SOLVE_ASSIGNEE', async () => {
    await using graph = await startGraph({ environment: { ZENDESK_SOLVE_ASSIGNEE: String(agentIds[1]) } });
    const { ticketId, payload } = await solve(graph);
    expect(payload.userErrors).toEqual([]);
    expect(graph.sandbox.records.get('zendesk', 'tickets', ticketId)).toMatchObject({
      status: 'solved',
      assignee_id: agentIds[1],
    });
  });
});

test.each([
  ['a test, which is empty', undefined],
  ['a trigger, as an administrator wrote it', { ticket: '{{ticket.id}}', text: 'free' }],
  ['a trigger with a list', ['1', '2']],
  ['an event of another kind of object', { id: '1', type: 'zen:event-type:user.created', detail: { id: 'user-7' } }],
])('a webhook of %s is accepted and logged', async (_case, payload) => {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const answer = readZendeskWebhook(requestOf(payload), [credentials.zendeskWebhookSecret], log);
  expect(answer).toEqual({ isGenuine: true, events: [], contactIds: [], accountIds: [] });
  expect(lines.join()).toContain('webhook without an event; ignored');
  expect(lines.join()).not.toContain('free');
  expect(readZendeskWebhook(requestOf(payload), ['another'], log).isGenuine).toBe(false);
});

const requestOf = (payload: unknown) => {
  const { headers, body } = signWebhook('zendesk', payload, { url: '' });
  return { headers, body: Buffer.from(body).toString('base64'), url: '' };
};

test('an archived ticket is missing in lists only', async () => {
  await using graph = await startGraph();
  graph.sandbox.records.change('zendesk', 'tickets', '6', { isArchived: true, status: 'closed' });
  graph.sandbox.helpDesk().catchUpIndex();
  const { data, errors } = await graph.ask(
    `{ account(id: "${demo}") {
      support { tickets(first: 100) { edges { node { id } } pageInfo { hasNextPage } } ticket(id: "6") { id status } }
      search(text: "contacts", first: 100) { tickets { id } } } }`,
    { as: 'admin@demo' },
  );
  expect(errors).toEqual([]);
  const { support, search } = data.account;
  expect(support.tickets.edges.map(({ node }: { node: { id: string } }) => node.id)).not.toContain('6');
  expect(support.tickets.pageInfo.hasNextPage).toBe(false);
  expect(support.ticket).toEqual({ id: '6', status: 'CLOSED' });
  expect(search.tickets).toContainEqual({ id: '6' });
});

test('a search in the help centre ends with the last result that Zendesk returns', async () => {
  await using graph = await startGraph();
  const desk = graph.sandbox.helpDesk();
  const article = desk.get('articles', articleId(0));
  if (!article) throw new Error('no article');
  for (let index = 0; index < 1_050; index += 1)
    desk.put('articles', { ...article, id: 389_000_000_000 + index, title: `Flood ${index}` });
  const search = (first: number, after: string | null) =>
    graph.ask(
      'query ($first: Int!, $after: String) { helpCenter { search(text: "flood", first: $first, after: $after) { edges { cursor } pageInfo { hasNextPage endCursor } } } }',
      { as: 'staff:admin', variables: { first, after } },
    );
  let count = 0;
  let after: string | null = null;
  for (let more = true; more;) {
    const { data, errors } = await search(100, after);
    expect(errors).toEqual([]);
    // A page is only promised if it has results.
    expect(data.helpCenter.search.edges).toHaveLength(100);
    count += 100;
    ({ hasNextPage: more, endCursor: after } = data.helpCenter.search.pageInfo as {
      hasNextPage: boolean;
      endCursor: string;
    });
  }
  expect(count).toBe(1_000);
});

describe('texts', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph({ spoiled: true });
  });
  afterAll(() => graph[Symbol.asyncDispose]());
  /** Throws for a text that strict parsers refuse. */
  const assertWellFormed = (text: string): unknown =>
    JSON.parse(text, (name, value: unknown) => {
      if (!name.isWellFormed() || (typeof value === 'string' && !value.isWellFormed()))
        throw new Error(`lone surrogate at ${name}`);
      return value;
    });
  const snippetOf = async (body: string) => {
    graph.sandbox.records.change('zendesk', 'articles', String(articleId(0)), { body });
    const { data, text, errors } = await graph.ask(`{ helpCenter { article(id: "${articleId(0)}") { snippet } } }`);
    expect(errors).toEqual([]);
    assertWellFormed(text);
    return data.helpCenter.article.snippet as string;
  };

  test.each([
    ['&lt;b&gt; &Uuml;ber &#8364;5 &#x1F44D; &amp;nbsp; &eacute;', '<b> Über €5 👍 &nbsp; é'],
    ['<p>A</p><style>p { color: red }</style><script>alert(1)</script><!-- <p>no</p> --><p>B</p>', 'A B'],
    ['<h2>Title</h2><ul><li>one</li><li>two</li></ul><a href="https://x.example">link</a>', 'Title one two link'],
    ['<img alt="picture" src="x.png"><table><tr><td>1</td><td>2</td></tr></table>', '12'],
  ])('of articles are plain: %j', async (body, plain) => {
    expect(await snippetOf(body)).toBe(plain);
  });

  test('are cut between characters', async () => {
    for (const character of ['👍🏽', '👩‍👩‍👧‍👦', '🇩🇪', 'é', '𝒳']) {
      const snippet = await snippetOf(`<p>${'a'.repeat(199)}${character}${character}</p>`);
      expect(snippet).toBe(`${'a'.repeat(199)}${character}…`);
    }
    expect(await snippetOf(`<p>${'a'.repeat(200)}</p>`)).toBe('a'.repeat(200));
  });

  test('are well-formed, whatever a vendor sends', async () => {
    const lone = 'A\ud83d';
    const { records } = graph.sandbox;
    records.change('zendesk', 'tickets', '1', { subject: lone });
    records.change('zendesk', 'articles', String(articleId(0)), { title: lone });
    records.change('hubspot', 'companies', demo, { properties: { name: lone } });
    records.change('hubspot', 'contacts', contactId(0), { properties: { firstname: lone } });
    records.change('stripe', 'customers', 'cus_Sandbox000000', { name: lone, email: 'a@b.example' });
    const { text, data } = await graph.ask(
      `{ helpCenter { article(id: "${articleId(0)}") { title } }
         account(id: "${demo}") { name members { edges { node { name } } } billing { details { name } }
           support { ticket(id: "1") { subject } } } }`,
      { as: 'admin@demo' },
    );
    assertWellFormed(text);
    expect(data.account.support.ticket.subject).toBe('A\ufffd');
    expect(data.helpCenter.article.title).toBe('A\ufffd');
    const refused = await graph.ask('query ($first: Int!) { accounts(first: $first) { edges { cursor } } }', {
      as: 'staff:admin',
      variables: { first: lone },
    });
    expect(refused.status).toBe(400);
    assertWellFormed(refused.text);
  });
});

test('a value of another type costs its own field', async () => {
  await using graph = await startGraph({ spoiled: true });
  graph.sandbox.records.change('zendesk', 'tickets', '1', { subject: 7, priority: 3 });
  const { data, errors } = await graph.ask(
    `{ account(id: "${demo}") { support { tickets(first: 100) { edges { node { id subject priority status } } } ticket(id: "1") { id subject status } } } }`,
    { as: 'admin@demo' },
  );
  expect(data.account.support.ticket).toMatchObject({ id: '1', subject: null, status: expect.any(String) });
  expect(data.account.support.tickets.edges.length).toBeGreaterThan(30);
  expect(new Set(errors.map(({ extensions }) => `${extensions.code} ${extensions.system ?? ''}`))).toEqual(
    new Set(['UPSTREAM_INVALID_RESPONSE SUPPORT']),
  );
});
