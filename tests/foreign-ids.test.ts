import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, getNamedType, isInputObjectType, isObjectType } from 'graphql';
import { apiFile, read } from '../schema/files.ts';
import { companyId, contactId, companyIndex } from '../sandbox/seed/company.ts';
import { encodeMemberId } from '@customer-graph/protocol/member-id';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const other = companyId(companyIndex.other);

let graph: Graph;
/** Ids of the other tenant, as its own administrator sees them. */
const theirs: Record<string, string> = {};
beforeAll(async () => {
  graph = await startGraph();
  const { data } = await graph.ask(
    `{ account(id: "${other}") { members { edges { node { id } } } billing { subscription { id } paymentMethods { id } invoices { edges { node { id } } } } support { tickets { edges { node { id } } } } } }`,
    { as: 'admin@other' },
  );
  const { members, billing, support } = data.account;
  const { data: written } = await graph.ask(
    `mutation { cancelSubscription(input: { accountId: "${other}" }) { operation { id } } }`,
    { as: 'admin@other' },
  );
  Object.assign(theirs, { operation: written.cancelSubscription.operation.id });
  Object.assign(theirs, {
    account: other,
    member: members.edges[0].node.id,
    invoice: billing.invoices.edges[0].node.id,
    subscription: billing.subscription.id,
    method: billing.paymentMethods[0].id,
    ticket: support.tickets.edges[0].node.id,
  });
});
afterAll(() => graph[Symbol.asyncDispose]());

/** A well-formed id of each kind that does not exist. */
const missingIds: Readonly<Record<string, string>> = {
  account: '8899999999',
  member: encodeMemberId({ accountId: other, contactId: '59999999999' }),
  invoice: 'in_Sandbox999999999',
  subscription: 'sub_Sandbox999999',
  ticket: '987654321',
  method: 'pm_Sandbox999999card',
  operation: 'y'.repeat(32),
};

/** For each argument or input field with an id: the id's kind, and an operation that passes one. */
const idPlaces: Readonly<Record<string, readonly [kind: string, operation: (id: string) => string]>> = {
  'Query.account(id:)': [
    'account',
    (id) =>
      `{ account(id: "${id}") { id name billing { balance { amount } } usage { activeMembers } support { tickets { edges { node { id } } } } } }`,
  ],
  'Billing.invoice(id:)': [
    'invoice',
    (id) =>
      `{ account(id: "${demo}") { billing { invoice(id: "${id}") { id number total { amount } lines { edges { node { description } } } } } } }`,
  ],
  'Support.ticket(id:)': [
    'ticket',
    (id) =>
      `{ account(id: "${demo}") { support { ticket(id: "${id}") { id subject comments { edges { node { body } } } latestComment { body } requester { name } } } } }`,
  ],
  'SubscriptionChange.subscriptionId': [
    'subscription',
    (id) =>
      `{ account(id: "${demo}") { billing { previewChange(change: { subscriptionId: "${id}", seats: 5 }) { total { amount } } } } }`,
  ],
  'UpdateAccountInput.accountId': [
    'account',
    (id) =>
      `mutation { updateAccount(input: { accountId: "${id}", phone: "1" }) { account { id } userErrors { code } } }`,
  ],
  'ChangeMemberRoleInput.accountId': [
    'account',
    (id) =>
      `mutation { changeMemberRole(input: { accountId: "${id}", memberId: "${theirs.member ?? ''}", role: MEMBER }) { member { id } userErrors { code } } }`,
  ],
  'ChangeMemberRoleInput.memberId': [
    'member',
    (id) =>
      `mutation { changeMemberRole(input: { accountId: "${demo}", memberId: "${id}", role: MEMBER }) { member { id } userErrors { code field message } } }`,
  ],
  'AcceptInvitationInput.memberId': [
    'member',
    (id) =>
      `mutation { acceptInvitation(input: { memberId: "${id}" }) { accountId userErrors { code field message } } }`,
  ],
  'RemoveMemberInput.accountId': [
    'account',
    (id) =>
      `mutation { removeMember(input: { accountId: "${id}", memberId: "${theirs.member ?? ''}" }) { removedMemberId userErrors { code } } }`,
  ],
  'RemoveMemberInput.memberId': [
    'member',
    (id) =>
      `mutation { removeMember(input: { accountId: "${demo}", memberId: "${id}" }) { removedMemberId userErrors { code field message } } }`,
  ],
  'InviteMemberInput.accountId': [
    'account',
    (id) =>
      `mutation { inviteMember(input: { accountId: "${id}", email: "x@example.com", role: MEMBER }) { member { id } userErrors { code } } }`,
  ],
  'ChangeSubscriptionInput.accountId': [
    'account',
    (id) =>
      `mutation { changeSubscription(input: { accountId: "${id}", change: { seats: 30 } }) { operation { id } userErrors { code } } }`,
  ],
  'CancelSubscriptionInput.accountId': [
    'account',
    (id) => `mutation { cancelSubscription(input: { accountId: "${id}" }) { operation { id } userErrors { code } } }`,
  ],
  'CancelSubscriptionInput.subscriptionId': [
    'subscription',
    (id) =>
      `mutation { cancelSubscription(input: { accountId: "${demo}", subscriptionId: "${id}" }) { operation { id } userErrors { code field message } } }`,
  ],
  'ResumeSubscriptionInput.accountId': [
    'account',
    (id) => `mutation { resumeSubscription(input: { accountId: "${id}" }) { operation { id } userErrors { code } } }`,
  ],
  'ResumeSubscriptionInput.subscriptionId': [
    'subscription',
    (id) =>
      `mutation { resumeSubscription(input: { accountId: "${demo}", subscriptionId: "${id}" }) { operation { id } userErrors { code field message } } }`,
  ],
  'CompleteOnboardingStepInput.accountId': [
    'account',
    (id) =>
      `mutation { completeOnboardingStep(input: { accountId: "${id}", key: "go-live" }) { onboarding { progress } userErrors { code } } }`,
  ],
  'StartPaymentMethodSetupInput.accountId': [
    'account',
    (id) => `mutation { startPaymentMethodSetup(input: { accountId: "${id}" }) { clientSecret userErrors { code } } }`,
  ],
  'PaymentMethodInput.accountId': [
    'account',
    (id) =>
      `mutation { removePaymentMethod(input: { accountId: "${id}", paymentMethodId: "${theirs.method ?? ''}" }) { paymentMethods { id } userErrors { code } } }`,
  ],
  'PaymentMethodInput.paymentMethodId': [
    'method',
    (id) =>
      `mutation { setDefaultPaymentMethod(input: { accountId: "${demo}", paymentMethodId: "${id}" }) { paymentMethods { id } userErrors { code field message } } }`,
  ],
  'PaymentMethodInput.subscriptionIds': [
    'subscription',
    (id) =>
      `mutation { setDefaultPaymentMethod(input: { accountId: "${demo}", paymentMethodId: "pm_Sandbox000000card", subscriptionIds: ["${id}"] }) { paymentMethods { id } userErrors { code field message } } }`,
  ],
  'PayInvoiceInput.accountId': [
    'account',
    (id) =>
      `mutation { payInvoice(input: { accountId: "${id}", invoiceId: "${theirs.invoice ?? ''}" }) { invoice { id } userErrors { code } } }`,
  ],
  'PayInvoiceInput.invoiceId': [
    'invoice',
    (id) =>
      `mutation { payInvoice(input: { accountId: "${demo}", invoiceId: "${id}" }) { invoice { id } userErrors { code field message } } }`,
  ],
  'PayInvoiceInput.paymentMethodId': [
    'method',
    (id) =>
      `mutation { payInvoice(input: { accountId: "${demo}", invoiceId: "in_Sandbox000000001", paymentMethodId: "${id}" }) { invoice { id } userErrors { code field message } } }`,
  ],
  'UpdateBillingDetailsInput.accountId': [
    'account',
    (id) =>
      `mutation { updateBillingDetails(input: { accountId: "${id}", name: "x" }) { details { name } userErrors { code } } }`,
  ],
  'CreateBillingPortalSessionInput.accountId': [
    'account',
    (id) =>
      `mutation { createBillingPortalSession(input: { accountId: "${id}", returnUrl: "https://app.sandbox.example/" }) { url userErrors { code } } }`,
  ],
  'OpenTicketInput.accountId': [
    'account',
    (id) =>
      `mutation { openTicket(input: { accountId: "${id}", subject: "x", body: "x" }) { ticket { id } userErrors { code } } }`,
  ],
  'ReplyToTicketInput.accountId': [
    'account',
    (id) =>
      `mutation { replyToTicket(input: { accountId: "${id}", ticketId: "${theirs.ticket ?? ''}", body: "x" }) { ticket { id } userErrors { code } } }`,
  ],
  'ReplyToTicketInput.ticketId': [
    'ticket',
    (id) =>
      `mutation { replyToTicket(input: { accountId: "${demo}", ticketId: "${id}", body: "x" }) { ticket { id } userErrors { code field message } } }`,
  ],
  'TicketInput.accountId': [
    'account',
    (id) =>
      `mutation { solveTicket(input: { accountId: "${id}", ticketId: "${theirs.ticket ?? ''}" }) { ticket { id } userErrors { code } } }`,
  ],
  'TicketInput.ticketId': [
    'ticket',
    (id) =>
      `mutation { reopenTicket(input: { accountId: "${demo}", ticketId: "${id}" }) { ticket { id } userErrors { code field message } } }`,
  ],
  'RateTicketInput.accountId': [
    'account',
    (id) =>
      `mutation { rateTicket(input: { accountId: "${id}", ticketId: "${theirs.ticket ?? ''}", good: true }) { ticket { id } userErrors { code } } }`,
  ],
  'RateTicketInput.ticketId': [
    'ticket',
    (id) =>
      `mutation { rateTicket(input: { accountId: "${demo}", ticketId: "${id}", good: true }) { ticket { id } userErrors { code field message } } }`,
  ],
  'Query.operation(id:)': ['operation', (id) => `{ operation(id: "${id}") { id status } }`],
};
/** Arguments with ids that belong to no tenant: articles and prices are public. */
const publicIds = [
  'HelpCenter.article(id:)',
  'SubscriptionChange.priceId',
  'TicketContextInput.articleId',
  'VoteForArticleInput.articleId',
];

test('covers every argument and input field with an id', () => {
  const found: string[] = [];
  for (const type of Object.values(buildSchema(read(apiFile)).getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields()))
        if (getNamedType(field.type).name === 'ID') found.push(`${type.name}.${field.name}`);
    if (isObjectType(type))
      for (const field of Object.values(type.getFields()))
        for (const argument of field.args)
          if (getNamedType(argument.type).name === 'ID') found.push(`${type.name}.${field.name}(${argument.name}:)`);
  }
  expect(found.sort()).toEqual([...Object.keys(idPlaces), ...publicIds].sort());
});

describe.each(['admin@demo', 'member@demo'])('as %s', (as) => {
  test.each(Object.keys(idPlaces))(
    '%s gives the same response for another tenant’s id as for a missing id',
    async (place) => {
      const [kind = '', operation] = idPlaces[place] ?? [];
      if (!operation) throw new Error(place);
      const answer = async (id: string) => {
        graph.sandbox.calls.clear();
        const { status, data, errors, text, cost } = await graph.ask(operation(id), {
          as,
          headers: { 'x-request-id': 'same-for-both' },
        });
        const calls = graph.calls().filter((call) => !call.includes('to_regclass'));
        return {
          status,
          data: JSON.stringify(data).replaceAll(id, 'ID'),
          errors,
          size: text.length - id.length * text.split(id).length,
          asked: cost?.asked,
          calls: calls.map((call) => call.replaceAll(id, 'ID')).sort(),
          writes: calls.filter(
            (call) =>
              / (PATCH|PUT|DELETE) /.test(call) ||
              /batch\/(create|labels\/archive|archive)|POST \/(v1\/(?!invoices\/create_preview)|api\/v2\/(tickets|users|uploads))/.test(
                call,
              ),
          ),
        };
      };
      // Fills the gateway's directory cache, so that both requests make the same calls.
      await answer('8899999998');
      const foreign = await answer(theirs[kind] ?? '');
      const missing = await answer(missingIds[kind] ?? '');
      expect(foreign.writes).toEqual([]);
      expect(missing.writes).toEqual([]);
      const { size: _foreignSize, ...seen } = foreign;
      const { size: _missingSize, ...unseen } = missing;
      expect(seen).toEqual(unseen);
      // The bound prevents additional reads of the foreign object.
      expect(foreign.calls.length).toBeLessThanOrEqual(kind === 'account' ? 3 : 8);
    },
  );
});

test('a contact without a role cannot be removed as a member', async () => {
  const { data } = await graph.ask(
    `mutation { removeMember(input: { accountId: "${demo}", memberId: "${encodeMemberId({ accountId: demo, contactId: contactId(4_000) })}" }) { removedMemberId userErrors { code } } }`,
    { as: 'admin@demo' },
  );
  expect(data.removeMember).toEqual({ removedMemberId: null, userErrors: [{ code: 'NOT_FOUND' }] });
});
