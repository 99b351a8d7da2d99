import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { returnUrlOf } from '../subgraphs/billing/services/portal-session.ts';
import { companyId, contactId, customerId, companyIndex } from '../sandbox/seed/company.ts';
import { subjects } from '../sandbox/seed/population.ts';
import { agentIds, articleId, organizationId, userId } from '../sandbox/seed/support-ids.ts';
import { createCrmSource } from '../subgraphs/accounts/adapter.ts';
import { parseAccountsConfig } from '../subgraphs/accounts/config.ts';
import { silentLog } from '@customer-graph/process/log';
import { noPace, startGraph, startTestSandbox, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const customer = customerId(companyIndex.demo);
const card = 'pm_Sandbox000000card';
const sepa = 'pm_Sandbox000000sepa';
const writes = (graph: Graph): string[] =>
  graph.calls().filter((call) => !/ GET |batch\/read|search|to_regclass|select|identity|create_preview/.test(call));

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph[Symbol.asyncDispose]());
beforeEach(() => graph.sandbox.reset());

const record = (vendor: string, type: string, id: string) =>
  graph.sandbox.records.get(vendor, type, id) as Record<string, unknown> & { properties: Record<string, string> };

/** One mutation with its input, as the API names its type. */
async function mutate(
  name: string,
  input: object,
  fields: string,
  as: string | undefined = 'admin@demo',
  headers: Record<string, string> = {},
) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const inputs: Record<string, string> = {
    SetDefaultPaymentMethodInput: 'PaymentMethodInput',
    RemovePaymentMethodInput: 'PaymentMethodInput',
    SolveTicketInput: 'TicketInput',
    ReopenTicketInput: 'TicketInput',
  };
  const { data, errors } = await graph.ask(
    `mutation($input: ${inputs[type] ?? type}!) { ${name}(input: $input) { ${fields} userErrors { code field message } } }`,
    { ...(as && { as }), variables: { input }, headers },
  );
  return { payload: data?.[name], errors };
}

async function upload(
  as: string | undefined,
  file: Blob,
  name = 'notes.txt',
): Promise<{ status: number; body: { token?: string; errors?: { message: string; extensions: { code: string } }[] } }> {
  const form = new FormData();
  form.set('file', file, name);
  const headers: Record<string, string> = as ? { authorization: `Bearer ${await graph.sandbox.token(as)}` } : {};
  const answer = await fetch(`${graph.url}/uploads`, { method: 'POST', headers, body: form });
  return { status: answer.status, body: (await answer.json()) as { token?: string } };
}

describe('a profile', () => {
  test('is updated in the CRM', async () => {
    const { payload, errors } = await mutate(
      'updateProfile',
      { name: 'Mara Maria Muster', phone: '+49 1' },
      'member { name phone jobTitle }',
      'member@demo',
    );
    expect(errors).toEqual([]);
    expect(payload).toMatchObject({
      userErrors: [],
      member: { name: 'Mara Maria Muster', phone: '+49 1', jobTitle: expect.any(String) },
    });
    expect(record('hubspot', 'contacts', contactId(2)).properties).toMatchObject({
      firstname: 'Mara',
      lastname: 'Maria Muster',
      phone: '+49 1',
    });
  });

  test.each<[string, object, string, string[] | null]>([
    ['an empty change', {}, 'INVALID_INPUT', null],
    ['a blank name', { name: '  ' }, 'INVALID_INPUT', ['name']],
    ['a long title', { jobTitle: 'x'.repeat(101) }, 'INVALID_INPUT', ['jobTitle']],
  ])('%s is refused', async (_case, input, code, field) => {
    const { payload } = await mutate('updateProfile', input, 'member { id }', 'member@demo');
    expect(payload).toMatchObject({ member: null, userErrors: [{ code, field }] });
    expect(writes(graph)).toEqual([]);
  });

  test('of a member of staff cannot be changed', async () => {
    const { payload } = await mutate('updateProfile', { name: 'Sofia' }, 'member { id }', 'staff:sales');
    expect(payload).toMatchObject({ member: null, userErrors: [{ code: 'NOT_ALLOWED' }] });
  });

  test('has notification preferences that can be changed', async () => {
    const { data } = await graph.ask('{ viewer { member { notificationPreferences { key subscribed } } } }', {
      as: 'member@demo',
    });
    const [first, second] = data.viewer.member.notificationPreferences as { key: string; subscribed: boolean }[];
    const preferences = [
      { key: first?.key, subscribed: !first?.subscribed },
      { key: second?.key, subscribed: !second?.subscribed },
    ];
    const { payload } = await mutate(
      'updateNotificationPreferences',
      { preferences },
      'member { notificationPreferences { key subscribed } }',
      'member@demo',
    );
    expect(payload.userErrors).toEqual([]);
    expect(payload.member.notificationPreferences).toEqual(expect.arrayContaining(preferences));
    const wrong = await mutate(
      'updateNotificationPreferences',
      { preferences: [preferences[0], { key: 'nonsense', subscribed: true }] },
      'member { id }',
      'member@demo',
    );
    expect(wrong.payload).toMatchObject({
      member: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['preferences', '1', 'key'] }],
    });
  });
});

test('completing an onboarding step sets its time once', async () => {
  graph.sandbox.records.change('hubspot', 'companies', demo, { properties: { onboarding_go_live: null } });
  const { payload } = await mutate(
    'completeOnboardingStep',
    { accountId: demo, key: 'go-live' },
    'onboarding { progress steps { key done } }',
  );
  expect(payload).toMatchObject({ userErrors: [], onboarding: { progress: 1 } });
  const at = record('hubspot', 'companies', demo).properties.onboarding_go_live;
  expect(Date.parse(at ?? '')).toBeLessThanOrEqual(Date.now());
  await mutate('completeOnboardingStep', { accountId: demo, key: 'go-live' }, 'onboarding { progress }');
  expect(record('hubspot', 'companies', demo).properties.onboarding_go_live).toBe(at);
  const unknown = await mutate(
    'completeOnboardingStep',
    { accountId: demo, key: 'nonsense' },
    'onboarding { progress }',
  );
  expect(unknown.payload).toMatchObject({ onboarding: null, userErrors: [{ code: 'NOT_FOUND', field: ['key'] }] });
});

describe('payment methods', () => {
  test('a setup has a client secret, which a repeated idempotency key returns again', async () => {
    const input = { accountId: demo, idempotencyKey: 'setup-1' };
    const first = await mutate('startPaymentMethodSetup', input, 'clientSecret');
    const second = await mutate('startPaymentMethodSetup', input, 'clientSecret');
    expect(first.payload).toMatchObject({ clientSecret: expect.stringMatching(/^seti_.+_secret_/), userErrors: [] });
    expect(second.payload).toEqual(first.payload);
    expect(writes(graph)).toEqual(['stripe POST /v1/setup_intents']);
  });

  test('one can become the default, and another can be removed', async () => {
    const fields = 'paymentMethods { id isDefault }';
    const { payload } = await mutate('setDefaultPaymentMethod', { accountId: demo, paymentMethodId: sepa }, fields);
    expect(payload).toMatchObject({
      userErrors: [],
      paymentMethods: expect.arrayContaining([
        { id: sepa, isDefault: true },
        { id: card, isDefault: false },
      ]),
    });
    expect(record('stripe', 'customers', customer)).toMatchObject({
      invoice_settings: { default_payment_method: sepa },
    });
    const charged = await mutate('removePaymentMethod', { accountId: demo, paymentMethodId: sepa }, fields);
    expect(charged.payload).toMatchObject({
      paymentMethods: null,
      userErrors: [{ code: 'NOT_ALLOWED', field: ['paymentMethodId'] }],
    });
    const removed = await mutate('removePaymentMethod', { accountId: demo, paymentMethodId: card }, fields);
    expect(removed.payload).toEqual({ userErrors: [], paymentMethods: [{ id: sepa, isDefault: true }] });
    expect(record('stripe', 'payment_methods', card)).toMatchObject({ customer: null });
  });

  test('of another account are not found', async () => {
    for (const name of ['setDefaultPaymentMethod', 'removePaymentMethod']) {
      for (const paymentMethodId of ['pm_Sandbox000002card', 'pm_nonsense']) {
        const { payload } = await mutate(name, { accountId: demo, paymentMethodId }, 'paymentMethods { id }');
        expect(payload).toMatchObject({
          paymentMethods: null,
          userErrors: [{ code: 'NOT_FOUND', field: ['paymentMethodId'] }],
        });
      }
    }
    expect(writes(graph)).toEqual([]);
  });
});

describe('an invoice', () => {
  const openInvoice = () => {
    graph.sandbox.records.change('stripe', 'invoices', 'in_Sandbox000000001', {
      status: 'open',
      amount_due: 5_000,
      amount_remaining: 5_000,
      amount_paid: 0,
    });
    return { accountId: demo, invoiceId: 'in_Sandbox000000001' };
  };
  const fields = 'invoice { id status amountPaid { amount } } nextAction { clientSecret hostedUrl }';

  test('is paid once', async () => {
    const input = { ...openInvoice(), idempotencyKey: 'pay' };
    const { payload } = await mutate('payInvoice', input, fields, 'billing@demo');
    expect(payload).toEqual({
      userErrors: [],
      nextAction: null,
      invoice: { id: input.invoiceId, status: 'PAID', amountPaid: { amount: '50.00' } },
    });
    expect((await mutate('payInvoice', input, fields, 'billing@demo')).payload).toEqual(payload);
    expect(writes(graph)).toEqual(['stripe POST /v1/invoices/in_Sandbox000000001/pay']);
    const again = await mutate('payInvoice', { ...input, idempotencyKey: 'pay again' }, fields, 'billing@demo');
    expect(again.payload).toMatchObject({ invoice: null, userErrors: [{ code: 'CONFLICT', field: ['invoiceId'] }] });
  });

  test('stays open if the card is declined', async () => {
    const input = openInvoice();
    graph.sandbox.records.change('stripe', 'payment_methods', card, { card: { last4: '0002' } });
    const { payload, errors } = await mutate('payInvoice', { ...input, paymentMethodId: card }, fields);
    expect(errors).toEqual([]);
    expect(payload).toMatchObject({
      invoice: null,
      userErrors: [{ code: 'PAYMENT_REQUIRED', field: ['paymentMethodId'] }],
    });
    expect(record('stripe', 'invoices', input.invoiceId)).toMatchObject({ status: 'open' });
  });

  test('stays open with a nextAction if the bank requires 3-D Secure', async () => {
    const input = openInvoice();
    graph.sandbox.records.change('stripe', 'payment_methods', card, { card: { last4: '3155' } });
    const { payload } = await mutate('payInvoice', input, fields);
    expect(payload).toMatchObject({
      userErrors: [],
      invoice: { status: 'OPEN' },
      nextAction: {
        clientSecret: expect.stringMatching(/^pi_.+_secret_/),
        hostedUrl: expect.stringMatching(/^https:/),
      },
    });
  });

  test.each(['in_Sandbox000002001', 'in_nonsense', 'nonsense'])(
    'of another account is not found: %s',
    async (invoiceId) => {
      const { payload } = await mutate('payInvoice', { accountId: demo, invoiceId }, fields);
      expect(payload).toMatchObject({ invoice: null, userErrors: [{ code: 'NOT_FOUND', field: ['invoiceId'] }] });
      expect(writes(graph)).toEqual([]);
    },
  );
});

describe('billing details', () => {
  test('keep the fields that a change omits', async () => {
    const { payload } = await mutate(
      'updateBillingDetails',
      { accountId: demo, name: 'Demo Industries AG', address: { city: 'Hamburg' } },
      'details { name email address { line1 line2 city } }',
    );
    expect(payload).toMatchObject({
      userErrors: [],
      details: {
        name: 'Demo Industries AG',
        email: 'billing@demo-industries.example',
        address: { line1: 'Hauptstraße 1', line2: '3rd floor', city: 'Hamburg' },
      },
    });
    expect(record('stripe', 'customers', customer)).toMatchObject({
      name: 'Demo Industries AG',
      address: { line1: 'Hauptstraße 1', city: 'Hamburg' },
    });
  });

  test.each<[string, object, string[] | null]>([
    ['an empty change', {}, null],
    ['an empty name', { name: '' }, ['name']],
    ['a country name instead of a code', { address: { countryCode: 'Germany' } }, ['address', 'countryCode']],
  ])('%s is refused', async (_case, change, field) => {
    const { payload } = await mutate('updateBillingDetails', { accountId: demo, ...change }, 'details { name }');
    expect(payload).toMatchObject({ details: null, userErrors: [{ code: 'INVALID_INPUT', field }] });
    expect(writes(graph)).toEqual([]);
  });
});

describe('a billing portal session', () => {
  const input = { accountId: demo, returnUrl: 'https://app.sandbox.example/billing' };
  test.each([null, 'PAYMENT_METHOD_UPDATE', 'SUBSCRIPTION_UPDATE', 'SUBSCRIPTION_CANCEL'])(
    'opens with the flow %s',
    async (flow) => {
      const { payload } = await mutate('createBillingPortalSession', { ...input, flow }, 'url');
      expect(payload).toMatchObject({ userErrors: [], url: expect.stringMatching(/^https:/) });
    },
  );

  test('sends people back to the address as it was parsed', async () => {
    const returnUrl = 'HTTPS://APP.sandbox.example:443/a/../billing';
    expect(returnUrlOf(returnUrl, ['https://app.sandbox.example'])).toBe('https://app.sandbox.example/billing');
    const { payload } = await mutate('createBillingPortalSession', { ...input, returnUrl }, 'url');
    expect(payload).toMatchObject({ userErrors: [], url: expect.stringMatching(/^https:/) });
  });

  test('is the same for the same idempotency key', async () => {
    const first = await mutate('createBillingPortalSession', { ...input, idempotencyKey: 'portal' }, 'url');
    expect((await mutate('createBillingPortalSession', { ...input, idempotencyKey: 'portal' }, 'url')).payload).toEqual(
      first.payload,
    );
  });

  test.each([
    'https://evil.example/',
    'https://app.sandbox.example.evil.example/',
    'http://app.sandbox.example/',
    'javascript:alert(1)',
    'https://user:secret@app.sandbox.example/',
    'https://app.sandbox.example@evil.example/',
    'https:\\\\app.sandbox.example\\billing',
    'https://app.sandbox.example\\@evil.example/',
    'https://app.sandbox.example/\nbilling',
    ' https://app.sandbox.example/',
    '/billing',
  ])('refuses the return URL %j', async (returnUrl) => {
    const { payload, errors } = await mutate('createBillingPortalSession', { ...input, returnUrl }, 'url');
    expect(errors.length > 0 || payload.userErrors[0].code === 'INVALID_INPUT').toBe(true);
    expect(writes(graph)).toEqual([]);
  });
});

describe('a ticket', () => {
  const fields =
    'ticket { id subject status priority kind requester { id } context { article { id } pageUrl } comments { edges { node { body attachments { fileName sizeBytes } } } } satisfaction { score comment } }';

  test('is opened with its context and files', async () => {
    const { body } = await upload('member@demo', new Blob(['what I saw'], { type: 'text/plain' }));
    const input = {
      accountId: demo,
      subject: 'It does not work',
      body: 'Nothing happens.',
      priority: 'HIGH',
      kind: 'INCIDENT',
      context: { articleId: String(articleId(3)), pageUrl: 'https://app.sandbox.example/export' },
      uploads: [body.token],
      idempotencyKey: 'ticket',
    };
    const { payload, errors } = await mutate('openTicket', input, fields, 'member@demo');
    expect(errors).toEqual([]);
    expect(payload).toMatchObject({
      userErrors: [],
      ticket: {
        subject: 'It does not work',
        status: 'NEW',
        priority: 'HIGH',
        kind: 'INCIDENT',
        requester: { id: expect.any(String) },
        context: { article: { id: String(articleId(3)) }, pageUrl: 'https://app.sandbox.example/export' },
        comments: {
          edges: [{ node: { body: 'Nothing happens.', attachments: [{ fileName: 'notes.txt', sizeBytes: 10 }] } }],
        },
      },
    });
    expect(record('zendesk', 'tickets', payload.ticket.id)).toMatchObject({
      requester_id: userId(contactId(2)),
      subject: 'It does not work',
    });
    expect((await mutate('openTicket', input, fields, 'member@demo')).payload).toEqual(payload);
    const other = await mutate('openTicket', { ...input, subject: 'Something else' }, fields, 'member@demo');
    expect(other.payload).toMatchObject({
      ticket: null,
      userErrors: [{ code: 'CONFLICT', field: ['idempotencyKey'] }],
    });
    expect(writes(graph).filter((call) => call.endsWith('/tickets'))).toHaveLength(1);
  });

  test('is opened in the organization of the requested account', async () => {
    const other = companyId(companyIndex.other);
    await using own = await startGraph();
    own.sandbox.records.change('hubspot', 'associations', `${contactId(2)}:${other}`, { labels: ['Portal member'] });
    for (const accountId of [other, demo, other]) {
      const { data, errors } = await own.ask(
        'mutation($input: OpenTicketInput!) { openTicket(input: $input) { ticket { id subject } userErrors { code } } }',
        { as: 'member@demo', variables: { input: { accountId, subject: `For ${accountId}`, body: 'B' } } },
      );
      expect(errors).toEqual([]);
      expect(data.openTicket).toMatchObject({ ticket: { subject: `For ${accountId}` }, userErrors: [] });
      expect(own.sandbox.records.get('zendesk', 'tickets', data.openTicket.ticket.id as string)).toMatchObject({
        requester_id: userId(contactId(2)),
        organization_id: organizationId(accountId === demo ? companyIndex.demo : companyIndex.other),
      });
    }
  });

  test.each<[string, object, string, string[]]>([
    ['a blank subject', { subject: ' ' }, 'INVALID_INPUT', ['subject']],
    ['a long subject', { subject: 'x'.repeat(151) }, 'INVALID_INPUT', ['subject']],
    ['an empty body', { body: '' }, 'INVALID_INPUT', ['body']],
    ['the priority OTHER', { priority: 'OTHER' }, 'INVALID_INPUT', ['priority']],
    ['a missing article', { context: { articleId: '1' } }, 'NOT_FOUND', ['context', 'articleId']],
    ['a missing file', { uploads: ['nonsense'] }, 'NOT_FOUND', ['uploads', '0']],
  ])('%s is refused', async (_case, change, code, field) => {
    const { payload } = await mutate('openTicket', { accountId: demo, subject: 'A', body: 'B', ...change }, fields);
    expect(payload).toMatchObject({ ticket: null, userErrors: [{ code, field }] });
    // Follow-ups of the previous test's ticket may still be running, so only new tickets count.
    expect(writes(graph).filter((call) => call.endsWith('/tickets'))).toEqual([]);
  });

  test('of a partner or of staff has no requester and is visible to administrators', async () => {
    for (const as of ['partner:acme', 'staff:support']) {
      const { payload, errors } = await mutate(
        'openTicket',
        { accountId: demo, subject: `From ${as}`, body: 'B' },
        'ticket { id }',
        as,
      );
      expect(errors).toEqual([]);
      expect(payload.userErrors).toEqual([]);
      const { data } = await graph.ask(
        `{ account(id: "${demo}") { support { ticket(id: "${payload.ticket.id}") { subject requester { id } } } } }`,
        { as: 'admin@demo' },
      );
      expect(data.account.support.ticket).toEqual({ subject: `From ${as}`, requester: null });
    }
  });

  test('can be answered, solved, reopened and rated', async () => {
    const { payload: opened } = await mutate(
      'openTicket',
      { accountId: demo, subject: 'A', body: 'B' },
      'ticket { id }',
      'member@demo',
    );
    const input = { accountId: demo, ticketId: opened.ticket.id as string };
    const early = await mutate('rateTicket', { ...input, good: true }, fields, 'member@demo');
    expect(early.payload).toMatchObject({ userErrors: [{ code: 'CONFLICT', field: ['ticketId'] }] });
    graph.sandbox.records.change('zendesk', 'tickets', input.ticketId, { assignee_id: agentIds[0] });
    expect((await mutate('solveTicket', input, fields, 'member@demo')).payload).toMatchObject({
      userErrors: [],
      ticket: { status: 'SOLVED' },
    });
    expect((await mutate('reopenTicket', input, fields, 'member@demo')).payload).toMatchObject({
      userErrors: [],
      ticket: { status: 'OPEN' },
    });
    await mutate('solveTicket', input, fields, 'member@demo');
    const rated = await mutate('rateTicket', { ...input, good: false, comment: 'Slow.' }, fields, 'member@demo');
    expect(rated.payload).toMatchObject({
      userErrors: [],
      ticket: { satisfaction: { score: 'BAD', comment: 'Slow.' } },
    });
    const byAdmin = await mutate('rateTicket', { ...input, good: true }, fields, 'admin@demo');
    expect(byAdmin.payload).toMatchObject({ userErrors: [{ code: 'NOT_ALLOWED', field: ['ticketId'] }] });
    const reply = await mutate(
      'replyToTicket',
      { ...input, body: 'Still not.', idempotencyKey: 'reply' },
      fields,
      'member@demo',
    );
    expect(reply.payload).toMatchObject({ userErrors: [], ticket: { status: 'OPEN' } });
    expect(reply.payload.ticket.comments.edges).toHaveLength(2);
  });

  test('a retried reply is not sent twice when the first response was lost', async () => {
    const { payload: opened } = await mutate(
      'openTicket',
      { accountId: demo, subject: 'A', body: 'B' },
      'ticket { id }',
      'member@demo',
    );
    const ticketId = opened.ticket.id as string;
    const input = { accountId: demo, ticketId, body: 'Once.', idempotencyKey: 'lost' };
    await graph.sandbox.setFaults([
      { vendor: 'zendesk', kind: 'truncate', method: 'PUT', path: `/api/v2/tickets/${ticketId}`, times: 1 },
    ]);
    const lost = await mutate('replyToTicket', input, fields, 'member@demo');
    expect(lost.errors).toMatchObject([{ extensions: { system: 'SUPPORT' } }]);
    const { payload } = await mutate('replyToTicket', input, fields, 'member@demo');
    expect(payload.ticket.comments.edges.map(({ node }: { node: { body: string } }) => node.body)).toEqual([
      'B',
      'Once.',
    ]);
  });

  test('rejects changes after it is closed', async () => {
    graph.sandbox.records.change('zendesk', 'tickets', '1', { status: 'closed' });
    const input = { accountId: demo, ticketId: '1' };
    for (const [name, more] of [
      ['replyToTicket', { body: 'B' }],
      ['solveTicket', {}],
      ['reopenTicket', {}],
    ] as const) {
      expect((await mutate(name, { ...input, ...more }, fields)).payload).toMatchObject({
        ticket: null,
        userErrors: [{ code: 'CONFLICT', field: ['ticketId'] }],
      });
    }
    expect(writes(graph)).toEqual([]);
  });

  test.each(['41', '99999', 'nonsense'])('%s of another requester is not found', async (ticketId) => {
    for (const [name, more] of [
      ['replyToTicket', { body: 'B' }],
      ['solveTicket', {}],
      ['reopenTicket', {}],
      ['rateTicket', { good: true }],
    ] as const) {
      expect((await mutate(name, { accountId: demo, ticketId, ...more }, fields)).payload).toMatchObject({
        ticket: null,
        userErrors: [{ code: 'NOT_FOUND', field: ['ticketId'] }],
      });
    }
    expect(writes(graph)).toEqual([]);
  });
});

test('a later vote on an article replaces the person’s earlier vote', async () => {
  const id = String(articleId(3));
  const fields = 'article { id helpfulVotes totalVotes }';
  const first = await mutate('voteForArticle', { articleId: id, helpful: true }, fields, 'member@demo');
  const second = await mutate('voteForArticle', { articleId: id, helpful: false }, fields, 'member@demo');
  expect(second.payload.article.totalVotes).toBe(first.payload.article.totalVotes);
  expect(second.payload.article.helpfulVotes).toBe(first.payload.article.helpfulVotes - 1);
  expect((await mutate('voteForArticle', { articleId: '1', helpful: true }, fields)).payload).toMatchObject({
    userErrors: [{ code: 'NOT_FOUND', field: ['articleId'] }],
  });
  expect(
    (await mutate('voteForArticle', { articleId: id, helpful: true }, fields, 'partner:acme')).payload,
  ).toMatchObject({ userErrors: [{ code: 'NOT_ALLOWED' }] });
});

describe('an uploaded file', () => {
  test('can be attached only by its uploader', async () => {
    const { body } = await upload('member@demo', new Blob(['x'], { type: 'text/plain' }));
    const { payload } = await mutate(
      'openTicket',
      { accountId: demo, subject: 'A', body: 'B', uploads: [body.token] },
      'ticket { id }',
      'admin@demo',
    );
    expect(payload).toMatchObject({ ticket: null, userErrors: [{ code: 'NOT_FOUND', field: ['uploads', '0'] }] });
  });

  test.each<[string, string | undefined, Blob, number, string]>([
    ['without a token', undefined, new Blob(['x'], { type: 'text/plain' }), 401, 'UNAUTHENTICATED'],
    ['by a caller without support:write', 'staff:finance', new Blob(['x'], { type: 'text/plain' }), 403, 'FORBIDDEN'],
    [
      'of an executable type',
      'member@demo',
      new Blob(['x'], { type: 'application/x-msdownload' }),
      400,
      'BAD_USER_INPUT',
    ],
    [
      'above the size limit',
      'member@demo',
      new Blob([new Uint8Array(21 * 1024 * 1024)], { type: 'text/plain' }),
      400,
      'BAD_USER_INPUT',
    ],
  ])('%s is refused', async (_case, as, file, status, code) => {
    const answer = await upload(as, file);
    expect(answer).toMatchObject({ status, body: { errors: [{ extensions: { code } }] } });
    expect(JSON.stringify(graph.sandbox.records.get('zendesk', 'uploads', '900000000001') ?? null)).toBe('null');
  });

  test('without a name is refused', async () => {
    const boundary = 'xx';
    const body = `--${boundary}\r\ncontent-disposition: form-data; name="file"\r\ncontent-type: application/octet-stream\r\n\r\nx\r\n--${boundary}--\r\n`;
    const answer = await fetch(`${graph.url}/uploads`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await graph.sandbox.token('member@demo')}`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
      body,
    });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { errors: [{ message: 'The file must have a name.', extensions: { code: 'BAD_USER_INPUT' } }] },
    ]);
  });

  test('is limited to ten concurrent uploads for each caller, and aborted uploads free their slots', async () => {
    const authorization = `Bearer ${await graph.sandbox.token('member@demo')}`;
    const begin = async (authorized: string) => {
      const socket = connect(Number(new URL(graph.url).port), '127.0.0.1');
      await once(socket, 'connect');
      socket.write(
        `POST /uploads HTTP/1.1\r\nhost: x\r\nauthorization: ${authorized}\r\ncontent-type: multipart/form-data; boundary=xx\r\ncontent-length: 1000000\r\n\r\n--xx\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\nhello`,
      );
      return socket;
    };
    const sockets = [await begin(authorization)];
    let refused = await upload('member@demo', new Blob(['x'], { type: 'text/plain' }));
    // The test cannot see when the gateway counts a started upload.
    for (let tried = 0; tried < 50 && refused.status !== 429; tried += 1) {
      sockets.push(await begin(authorization));
      refused = await upload('member@demo', new Blob(['x'], { type: 'text/plain' }));
    }
    expect(refused).toMatchObject({ status: 429, body: { errors: [{ extensions: { code: 'RATE_LIMITED' } }] } });
    expect((await upload('admin@demo', new Blob(['x'], { type: 'text/plain' }))).status).toBe(201);
    for (const socket of sockets) socket.destroy();
    let answered = await upload('member@demo', new Blob(['x'], { type: 'text/plain' }));
    for (let tried = 0; tried < 200 && answered.status !== 201; tried += 1)
      answered = await upload('member@demo', new Blob(['x'], { type: 'text/plain' }));
    expect(answered.status).toBe(201);
    for (const each of [0, 1, 5, 20]) {
      const socket = await begin(authorization);
      await delay(each);
      socket.destroy();
    }
    expect((await upload('admin@demo', new Blob(['x'], { type: 'text/plain' }))).status).toBe(201);
  });

  test('is refused if the body is not a multipart form', async () => {
    const answer = await fetch(`${graph.url}/uploads`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await graph.sandbox.token('member@demo')}`, 'content-type': 'text/plain' },
      body: 'x',
    });
    expect(answer.status).toBe(415);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});

describe('an idempotency key', () => {
  test('gives fifty concurrent requests one change and equal outcomes', async () => {
    const input = { accountId: demo, subject: 'Once', body: 'B', idempotencyKey: 'fifty' };
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => mutate('openTicket', input, 'ticket { id }')));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(outcomes[0]).toMatchObject({ errors: [], payload: { ticket: { id: expect.any(String) } } });
    expect(writes(graph)).toEqual(['zendesk POST /api/v2/tickets']);
  });

  test('is independent for each caller and each account', async () => {
    const input = { subject: 'Twice', body: 'B', idempotencyKey: 'shared' };
    const ids = await Promise.all([
      mutate('openTicket', { ...input, accountId: demo }, 'ticket { id }', 'admin@demo'),
      mutate('openTicket', { ...input, accountId: demo }, 'ticket { id }', 'member@demo'),
      mutate('openTicket', { ...input, accountId: companyId(companyIndex.other) }, 'ticket { id }', 'admin@other'),
    ]);
    expect(new Set(ids.map(({ payload }) => payload.ticket.id)).size).toBe(3);
  });

  test.each(['', 'x'.repeat(256)])('of an invalid length is refused', async (idempotencyKey) => {
    const { payload } = await mutate(
      'openTicket',
      { accountId: demo, subject: 'A', body: 'B', idempotencyKey },
      'ticket { id }',
    );
    expect(payload).toMatchObject({ ticket: null, userErrors: [{ code: 'INVALID_INPUT', field: ['idempotencyKey'] }] });
  });
});

test('mutations of a deleted Stripe customer are refused with CONFLICT', async () => {
  await using own = await startGraph();
  own.sandbox.records.change('hubspot', 'companies', demo, {
    properties: { stripe_customer_id: 'cus_DoesNotExist99' },
  });
  for (const [name, input] of [
    ['startPaymentMethodSetup', {}],
    ['updateBillingDetails', { name: 'X' }],
    ['createBillingPortalSession', { returnUrl: 'https://app.sandbox.example/' }],
  ] as const) {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const { data, errors } = await own.ask(
      `mutation($input: ${type}!) { ${name}(input: $input) { userErrors { code field } } }`,
      { as: 'admin@demo', variables: { input: { accountId: demo, ...input } } },
    );
    expect(errors).toEqual([]);
    expect(data[name]).toEqual({ userErrors: [{ code: 'CONFLICT', field: ['accountId'] }] });
  }
});

test('an administrator of the parent company has no profile in the subsidiary', async () => {
  const answer = await graph.ask(
    'mutation { updateProfile(input: { name: "Petra" }) { member { id } userErrors { code } } }',
    { as: Object.fromEntries([['sub', subjects.demoParentAdmin]]), headers: { 'x-account-id': demo } },
  );
  expect(answer).toMatchObject({
    errors: [],
    data: { updateProfile: { member: null, userErrors: [{ code: 'NOT_ALLOWED' }] } },
  });
  expect(writes(graph)).toEqual([]);
});

test('an onboarding step in a date property is stored as a day', async () => {
  await using sandbox = await startTestSandbox();
  sandbox.records.change('hubspot', 'properties', 'companies.onboarding_go_live', { type: 'date', fieldType: 'date' });
  await using source = createCrmSource(parseAccountsConfig({ ...noPace, ...sandbox.environment }), silentLog);
  await source.definitions();
  await source.completeStep(demo, 'onboarding_go_live', Date.parse('2026-11-21T13:14:15Z'));
  expect(sandbox.records.get('hubspot', 'companies', demo)).toMatchObject({
    properties: { onboarding_go_live: '2026-11-21' },
  });
  expect((await source.companies([demo]))[0]?.onboarding.get('go-live')).toBe(Date.parse('2026-11-21'));
});
