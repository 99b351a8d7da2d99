import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createFindings } from '@customer-graph/diagnosis/findings';
import { silentLog } from '@customer-graph/process/log';
import { encodeMemberId } from '@customer-graph/protocol/member-id';
import { createUpstream } from '@customer-graph/upstream/client';
import { createCrmSource } from '../subgraphs/accounts/adapter.ts';
import { parseCrmConfig } from '../subgraphs/accounts/config.ts';
import { checkSunsets } from '../subgraphs/accounts/hubspot/account-findings.ts';
import { createHubSpotToken } from '../subgraphs/accounts/hubspot/access-token.ts';
import { credentials } from '../sandbox/credentials.ts';
import { companyId, companyIndex, contactId } from '../sandbox/seed/company.ts';
import { emails } from '../sandbox/seed/population.ts';
import { noPace, startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const member = encodeMemberId({ accountId: demo, contactId: contactId(1) });

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
}, 60_000);
afterAll(() => graph[Symbol.asyncDispose]());
afterEach(() => graph.sandbox.reset());

const change = (type: string, id: string, to: Record<string, unknown>) =>
  expect(graph.sandbox.records.change('hubspot', type, id, to)).toBeDefined();
const sourceWith = (environment: Readonly<Record<string, string>>, log = silentLog) =>
  createCrmSource(parseCrmConfig({ ...noPace, ...graph.sandbox.environment, ...environment }), log);
const mutate = async (of: Graph, name: string, input: object, fields: string, as = 'admin@demo') => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await of.ask(
    `mutation($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { code field } } }`,
    { as, variables: { input } },
  );
  expect(errors).toEqual([]);
  return data[name];
};

describe('an app that is installed by OAuth', () => {
  const app = {
    HUBSPOT_ACCESS_TOKEN: '',
    HUBSPOT_CLIENT_ID: credentials.hubspotClientId,
    HUBSPOT_CLIENT_SECRET: credentials.hubspotClientSecret,
    HUBSPOT_REFRESH_TOKEN: credentials.hubspotRefreshToken,
  };
  const tokensFetched = () => graph.calls('hubspot').filter((call) => call.endsWith('/oauth/2026-09/token')).length;

  test('reads with an access token that concurrent requests share', async () => {
    await using source = sourceWith(app);
    const companies = await Promise.all([source.companies([demo]), source.staff(), source.membershipsOf(contactId(0))]);
    expect(companies[0][0]?.id).toBe(demo);
    expect(tokensFetched()).toBe(1);
  });

  test('gets a new token before the end of the old one, and once after a refusal', async () => {
    const clock = { now: Date.now() };
    await using upstream = createUpstream({ system: 'CRM', isRead: () => true, limits: [], log: silentLog });
    const { hubspot } = parseCrmConfig({ ...graph.sandbox.environment, ...app });
    const token = createHubSpotToken({ ...hubspot, upstream, log: silentLog, now: () => clock.now });
    const first = await token.current();
    clock.now += 20_000;
    const second = await token.renewAfterRefusal(first);
    expect(second).not.toBe(first);
    clock.now += 1_799_000;
    expect(await token.current()).not.toBe(second);
    expect(tokensFetched()).toBe(3);
  });

  test('whose credentials HubSpot refuses is an unavailable CRM', async () => {
    await using source = sourceWith({ ...app, HUBSPOT_REFRESH_TOKEN: 'revoked' });
    await expect(source.companies([demo])).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      extensions: { system: 'CRM', retryable: false },
    });
  });

  test.each([
    [{ HUBSPOT_ACCESS_TOKEN: 'x', HUBSPOT_CLIENT_ID: 'x' }, /HUBSPOT_ACCESS_TOKEN: is given beside/],
    [{ HUBSPOT_CLIENT_ID: 'x' }, /HUBSPOT_CLIENT_SECRET: is missing\n.*HUBSPOT_REFRESH_TOKEN: is missing/],
    [{}, /HUBSPOT_ACCESS_TOKEN: is missing/],
  ])('is configured completely and alone: %j', (environment, says) => {
    expect(() => parseCrmConfig(environment)).toThrow(says);
  });
});

test('the plan decides about limits and the place of roles', () => {
  const configOf = (environment: Record<string, string>) =>
    parseCrmConfig({ HUBSPOT_ACCESS_TOKEN: 'x', ...environment });
  expect(configOf({})).toMatchObject({
    rates: { requestsPer10Seconds: 190, requestsPerDay: 650_000 },
    names: { contact: { roles: null } },
  });
  expect(configOf({ HUBSPOT_PLAN: 'enterprise' }).rates.requestsPerDay).toBe(1_000_000);
  expect(configOf({ HUBSPOT_PLAN: 'free' })).toMatchObject({
    rates: { requestsPer10Seconds: 100, requestsPerDay: 250_000 },
    names: { contact: { roles: 'portal_roles' } },
  });
  const app = { HUBSPOT_CLIENT_ID: 'x', HUBSPOT_CLIENT_SECRET: 'x', HUBSPOT_REFRESH_TOKEN: 'x' };
  expect(parseCrmConfig(app).rates).toMatchObject({ requestsPer10Seconds: 110, requestsPerDay: null });
});

test.each([
  ['pat-eu1-00000000-0000-4000-8000-000000000000', /legacy private apps cannot be created since 26 October 2026/],
  ['CiQQWUaaaa', null],
])('the doctor says whether the token %s may be of a legacy private app', (accessToken, says) => {
  const found = createFindings('CRM');
  checkSunsets(found, parseCrmConfig({ HUBSPOT_ACCESS_TOKEN: accessToken }));
  const warnings = found.list.filter(({ severity }) => severity !== 'OK');
  expect(warnings).toEqual(
    says === null
      ? []
      : [
          expect.objectContaining({
            subject: 'HUBSPOT_ACCESS_TOKEN',
            says: expect.stringMatching(says),
            remedy: expect.stringMatching(/service key: .*Service Keys/),
          }),
        ],
  );
});

test('a request beyond the limit of a day is not sent', async () => {
  await using source = sourceWith({ HUBSPOT_REQUESTS_PER_DAY: '2' });
  await source.companies([demo]);
  await source.companies([demo]);
  await expect(source.companies([demo])).rejects.toMatchObject({ code: 'UPSTREAM_RATE_LIMITED' });
});

test('an association that was not made, as a batch with status 200 tells, is no success', async () => {
  await using source = sourceWith({});
  await expect(source.setRole(demo, '999', 'BILLING')).rejects.toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
});

describe('an account without association labels', () => {
  let starter: Graph;
  beforeAll(async () => {
    starter = await startGraph({
      sandbox: { behaviour: { hubspot: { plan: 'starter' } } },
      environment: { HUBSPOT_PLAN: 'starter' },
    });
  }, 60_000);
  afterAll(() => starter[Symbol.asyncDispose]());
  afterEach(() => starter.sandbox.reset());
  const rolesOf = (contact: string) =>
    (
      starter.sandbox.records.get('hubspot', 'contacts', contact) as {
        readonly properties: { readonly portal_roles?: string };
      }
    ).properties.portal_roles;

  test('has members with the roles of the property', async () => {
    const { data, errors } = await starter.ask(
      '{ viewer { account { id members { edges { node { role } } } } member { role } } }',
      { as: 'admin@demo' },
    );
    expect(errors).toEqual([]);
    expect(data.viewer).toMatchObject({ account: { id: demo }, member: { role: 'ADMIN' } });
    expect(data.viewer.account.members.edges.length).toBeGreaterThan(3);
  });

  test('gives no access by the property alone, without an association', async () => {
    const contact = contactId(0);
    starter.sandbox.records.change('hubspot', 'contacts', contact, {
      properties: { portal_roles: `${demo}=admin; ${companyId(30)}=admin; nonsense; =member` },
    });
    await using source = createCrmSource(
      parseCrmConfig({ ...noPace, ...starter.sandbox.environment, HUBSPOT_PLAN: 'starter' }),
      silentLog,
    );
    expect(await source.membershipsOf(contact)).toEqual([{ companyId: demo, role: 'ADMIN' }]);
  });

  test('invites, changes a role and removes, and keeps the roles in other companies', async () => {
    const invited = await mutate(
      starter,
      'inviteMember',
      { accountId: demo, email: 'new.person@demo-industries.example', role: 'MEMBER' },
      'member { id role }',
    );
    expect(invited).toMatchObject({ userErrors: [], member: { role: 'MEMBER' } });
    const contact = contactId(1);
    starter.sandbox.records.change('hubspot', 'contacts', contact, {
      properties: { portal_roles: `${demo}=billing; 8800000099=admin` },
    });
    const changed = await mutate(
      starter,
      'changeMemberRole',
      { accountId: demo, memberId: member, role: 'MEMBER' },
      'member { role }',
    );
    expect(changed).toEqual({ userErrors: [], member: { role: 'MEMBER' } });
    expect(rolesOf(contact)?.split('; ').sort()).toEqual([`${demo}=member`, '8800000099=admin'].sort());
    const removed = await mutate(starter, 'removeMember', { accountId: demo, memberId: member }, 'removedMemberId');
    expect(removed).toEqual({ userErrors: [], removedMemberId: member });
    expect(rolesOf(contact)).toBe('8800000099=admin');
  });

  test('keeps a role that names a merged company', async () => {
    const contact = contactId(0);
    const answer = await fetch(`${starter.sandbox.urls.hubspot}/crm/objects/2026-09/companies/merge`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${credentials.hubspotAccessToken}`,
      },
      body: JSON.stringify({ primaryObjectId: demo, objectIdToMerge: companyId(25) }),
    });
    expect(answer.status).toBe(200);
    starter.sandbox.records.change('hubspot', 'contacts', contact, {
      properties: { portal_roles: `${companyId(25)}=admin` },
    });
    await using source = createCrmSource(
      parseCrmConfig({ ...noPace, ...starter.sandbox.environment, HUBSPOT_PLAN: 'starter' }),
      silentLog,
    );
    expect(await source.membershipsOf(contact)).toEqual([{ companyId: demo, role: 'ADMIN' }]);
    expect((await source.membersOf([demo]))[0]).toContainEqual({ contactId: contact, role: 'ADMIN' });
  });
});

describe('notification preferences', () => {
  const keys = ['901', '902', '903'];
  const read = async () => {
    const { data } = await graph.ask('{ viewer { member { notificationPreferences { key name subscribed } } } }', {
      as: 'member@demo',
    });
    return data.viewer.member.notificationPreferences as readonly { key: string; name: string; subscribed: boolean }[];
  };
  const update = (subscribed: boolean) =>
    mutate(
      graph,
      'updateNotificationPreferences',
      { preferences: keys.map((key) => ({ key, subscribed })) },
      'member { notificationPreferences { key subscribed } }',
      'member@demo',
    );
  const written = () =>
    graph.calls('hubspot').filter((call) => call.startsWith('hubspot POST /communication-preferences/')).length;

  test('can be switched on again after an opt-out, and only changes are written', async () => {
    await update(false);
    expect((await read()).map(({ subscribed }) => subscribed)).toEqual([false, false, false]);
    graph.sandbox.calls.clear();
    expect((await update(false)).userErrors).toEqual([]);
    expect(written()).toBe(0);
    expect((await update(true)).userErrors).toEqual([]);
    expect(written()).toBe(3);
    expect(await read()).toEqual([
      { key: '901', name: 'Product news', subscribed: true },
      { key: '902', name: 'Maintenance notices', subscribed: true },
      { key: '903', name: 'Billing notices', subscribed: true },
    ]);
  });

  test('are refused where HubSpot requires a legal basis, and accepted with a configured one', async () => {
    await update(false);
    graph.sandbox.setBehaviour({ hubspot: { dataPrivacy: true } });
    const refused = await update(true);
    expect(refused.userErrors).toEqual(
      keys.map((_key, index) => ({ code: 'NOT_ALLOWED', field: ['preferences', String(index)] })),
    );
    await using source = sourceWith({ HUBSPOT_LEGAL_BASIS: 'CONSENT_WITH_NOTICE' });
    expect(await source.setSubscribed(emails.demoAdmin, '901', true)).toBe('DONE');
  });
});

describe('documents', () => {
  const read = async () => {
    const { data, errors } = await graph.ask(
      `{ account(id: "${demo}") { documents { edges { node { id name contentType sizeBytes byteSize } } } } }`,
      { as: 'admin@demo' },
    );
    expect(errors).toEqual([]);
    return (
      data.account.documents.edges as {
        node: { id: string; name: string; contentType: string; sizeBytes: number | null; byteSize: number };
      }[]
    ).map(({ node }) => node);
  };
  const ids = (documents: readonly { id: string }[]) => documents.map(({ id }) => id).sort();

  test('contain hidden files, which listings omit, if the credentials may read them', async () => {
    change('files', '3001', { hidden: true });
    expect(ids(await read())).toContain('3001');
    graph.sandbox.setBehaviour({ hubspot: { hiddenFiles: false } });
    expect(ids(await read())).toEqual(['3002', '3003', '3004', '3005']);
  });

  test('contain files that the property names by URL', async () => {
    const url = 'https://api.hubapi.com/form-integrations/v1/uploaded-files/signed-url-redirect/3002?portalId=1&sign=x';
    change('companies', demo, { properties: { portal_documents: `3001;${url};https://www.example.com/page` } });
    expect(ids(await read())).toEqual(['3001', '3002']);
  });

  test('have a size beyond 32 bits in byteSize', async () => {
    change('files', '3001', { size: 3_221_225_472 });
    expect((await read()).find(({ id }) => id === '3001')).toMatchObject({ sizeBytes: null, byteSize: 3_221_225_472 });
  });

  test.each([
    ['jpeg', 'image/jpeg'],
    ['gif', 'image/gif'],
    ['csv', 'text/csv'],
    ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
    ['doc', 'application/msword'],
    ['XLS', 'application/vnd.ms-excel'],
  ])('have the media type of .%s', async (extension, contentType) => {
    change('files', '3001', { extension });
    expect((await read()).find(({ id }) => id === '3001')?.contentType).toBe(contentType);
  });
});

describe('seats', () => {
  const read = (seats: string) => {
    change('companies', demo, { properties: { portal_seats: seats } });
    return graph.ask(`{ account(id: "${demo}") { name seats seatCount } }`, { as: 'admin@demo' });
  };

  test('beyond 32 bits are told by seatCount', async () => {
    const { data, errors } = await read('99999999999');
    expect(errors).toEqual([]);
    expect(data.account).toEqual({ name: 'Demo Industries', seats: null, seatCount: 99_999_999_999 });
  });

  test('that are no number cost their own fields', async () => {
    const { data, errors } = await read('many');
    expect(data.account).toEqual({ name: 'Demo Industries', seats: null, seatCount: null });
    expect(errors.map(({ path, extensions: { code, system } }) => [path, code, system])).toEqual([
      [['account', 'seats'], 'UPSTREAM_INVALID_RESPONSE', 'CRM'],
      [['account', 'seatCount'], 'UPSTREAM_INVALID_RESPONSE', 'CRM'],
    ]);
  });
});

describe('webhooks', () => {
  const url = 'https://graph.example.com/webhooks/hubspot';
  const receive = async (events: unknown, log = silentLog) => {
    await using source = sourceWith({}, log);
    const { headers, body } = graph.sandbox.webhooks.sign('hubspot', events, { url });
    return source.readWebhook({ headers, body: Buffer.from(body).toString('base64'), url });
  };
  const event = (subscriptionType: string, more: object) => ({
    eventId: 1,
    subscriptionType,
    occurredAt: 1_790_000_000_000,
    ...more,
  });

  test.each([
    ['object.propertyChange', { objectTypeId: '0-2', objectId: 5 }, { accountIds: ['5'], contactIds: [] }],
    ['object.creation', { objectTypeId: '0-1', objectId: 5 }, { accountIds: [], contactIds: ['5'] }],
    ['object.deletion', { objectTypeId: '0-3', objectId: 5 }, { accountIds: [], contactIds: [] }],
    [
      'object.merge',
      { objectTypeId: '0-2', objectId: 7, primaryObjectId: 5, mergedObjectIds: [6], newObjectId: null },
      { accountIds: ['7', '5', '6'], contactIds: [] },
    ],
    [
      'object.associationChange',
      { fromObjectId: 2, fromObjectTypeId: '0-1', toObjectId: 3, toObjectTypeId: '0-2' },
      { accountIds: [], contactIds: ['2'] },
    ],
    [
      'contact.associationChange',
      { associationType: 'CONTACT_TO_COMPANY', fromObjectId: 2, toObjectId: 3 },
      { accountIds: [], contactIds: ['2'] },
    ],
    [
      'company.associationChange',
      { associationType: 'COMPANY_TO_CONTACT', fromObjectId: 3, toObjectId: 2 },
      { accountIds: [], contactIds: ['2'] },
    ],
    ['company.propertyChange', { objectId: '5' }, { accountIds: ['5'], contactIds: [] }],
  ])('of %s are understood: %j', async (type, more, ids) => {
    expect(await receive([event(type, more)])).toMatchObject({ isGenuine: true, ...ids });
  });

  test('take what is understood of a batch, and leave the rest', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    const answer = await receive(
      [
        event('object.propertyChange', { objectTypeId: '0-2', objectId: 5 }),
        { entirely: 'different' },
        null,
        event('contact.propertyChange', { objectId: { nested: true } }),
      ],
      log,
    );
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ events: 4, unread: 3, msg: 'HubSpot webhook has events of an unknown shape' }),
    ]);
    expect(lines.join()).not.toContain('different');
    expect(answer).toMatchObject({ isGenuine: true, events: [{ subject: 'account:5' }], accountIds: ['5'] });
    expect(await receive({ test: true })).toMatchObject({ isGenuine: true, events: [] });
  });
});
