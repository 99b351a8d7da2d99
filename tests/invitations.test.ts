import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { decodeMemberId } from '@customer-graph/protocol/member-id';
import { companyId, companyIndex, contactId } from '../sandbox/seed/company.ts';
import { startGraph, type Answer, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const invite = `mutation($input: InviteMemberInput!) { inviteMember(input: $input) {
  member { id name email jobTitle phone role status lastActiveAt notificationPreferences { key } }
  operation { kind status steps { system status } } userErrors { code field message } } }`;
const accept = `mutation($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
  accountId operation { kind status } userErrors { code field message } } }`;
const remove = `mutation($input: RemoveMemberInput!) { removeMember(input: $input) { removedMemberId userErrors { code } } }`;
const changeRole = `mutation($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) {
  member { id name email jobTitle phone role status } userErrors { code } } }`;
const invitations = '{ viewer { accounts { id } invitations { memberId role account { id name } } } }';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { searchLagMs: 0 } });
});
afterAll(() => graph[Symbol.asyncDispose]());
beforeEach(() => graph.sandbox.reset());

interface Recorded {
  readonly properties: Record<string, string>;
}
const contactRecord = (id: string): Recorded | undefined =>
  graph.sandbox.records.get('hubspot', 'contacts', id) as Recorded | undefined;
const labelsOf = (id: string): unknown => graph.sandbox.records.get('hubspot', 'associations', `${id}:${demo}`);

/** A contact of another company, and a token of that person. */
const stranger = (): { email: string; person: Record<string, unknown> } => {
  const { email = '' } = contactRecord(contactId(900))?.properties ?? {};
  const { portal_subject: subject = 'stranger' } = contactRecord(contactId(900))?.properties ?? {};
  return { email, person: { sub: subject, email, email_verified: true } };
};

const mutate = (
  query: string,
  input: object,
  as: Parameters<Graph['ask']>[1] = { as: 'admin@demo' },
): Promise<Answer> => graph.ask(query, { ...as, variables: { input } });
const inviteAs = async (email: string, fields: object = {}): Promise<Answer> =>
  mutate(invite, { accountId: demo, email, name: 'Robin Typed', role: 'MEMBER', ...fields });
const contactOf = (memberId: string): string => decodeMemberId(memberId)?.contactId ?? '';

/** An answer without what differs between any two invitations. */
function alike({ data, errors }: Answer, email: string): unknown {
  const text = JSON.stringify({ data: data as unknown, errors });
  return JSON.parse(text.replaceAll(email.toLowerCase(), 'EMAIL').replaceAll(/"id":"[^"]+"/g, '"id":"ID"')) as unknown;
}

test('an address that the CRM knows at another company is answered like a new one', async () => {
  const { email } = stranger();
  for (const fields of [{}, { name: null }, { role: 'ADMIN' }]) {
    await graph.sandbox.reset();
    const answers = [];
    for (const address of [email, 'someone.new@nowhere.example']) {
      // Reads the inviter's membership again, so that only the calls of the invitation are counted.
      await graph.ask(invitations, { as: 'admin@demo' });
      answers.push(await inviteAs(address, fields));
    }
    const [known, fresh] = answers as [Answer, Answer];
    expect(fresh.data.inviteMember).toMatchObject({
      member: { status: 'INVITED', email: 'someone.new@nowhere.example' },
      operation: { status: 'SUCCEEDED' },
      userErrors: [],
    });
    expect(alike(known, email)).toEqual(alike(fresh, 'someone.new@nowhere.example'));
    expect(known.cost?.actual).toBe(fresh.cost?.actual);
  }
});

test('ids do not tell which address the CRM knew', async () => {
  const { email } = stranger();
  const known = await inviteAs(email);
  const fresh = await inviteAs('someone.new@nowhere.example');
  const ids = [known, fresh].map(({ data }) => Number(contactOf(data.inviteMember.member.id as string)));
  expect((ids[1] ?? 0) - (ids[0] ?? 0)).toBe(1);
});

test('every later answer about the invited member is the same too', async () => {
  const { email } = stranger();
  const outcomes = [];
  for (const address of [email, 'someone.new@nowhere.example']) {
    await graph.sandbox.reset();
    const first = await inviteAs(address);
    const memberId = first.data.inviteMember.member.id as string;
    const steps = [
      await inviteAs(address),
      await inviteAs(address, { role: 'BILLING' }),
      await mutate(changeRole, { accountId: demo, memberId, role: 'BILLING' }),
      await graph.ask(
        `{ account(id: "${demo}") { members(first: 100) { edges { node { name email jobTitle phone role status notificationPreferences { key } } } } } }`,
        { as: 'admin@demo' },
      ),
      await graph.ask(
        `query($text: String!) { account(id: "${demo}") { search(text: $text) { members { name email } } } }`,
        { as: 'admin@demo', variables: { text: address } },
      ),
      await mutate(remove, { accountId: demo, memberId }),
    ];
    const again = await inviteAs(address);
    outcomes.push([...steps.map((answer) => alike(answer, address)), again.data.inviteMember.member.id === memberId]);
  }
  expect(outcomes[0]).toEqual(outcomes[1]);
  expect(outcomes[0]?.at(-1)).toBe(true);
});

test('an invitation shows what the inviter typed, and gives the person no access before they accept it', async () => {
  const { email, person } = stranger();
  const { data } = await inviteAs(email, { role: 'ADMIN' });
  expect(data.inviteMember.member).toMatchObject({
    name: 'Robin Typed',
    email: email.toLowerCase(),
    jobTitle: null,
    phone: null,
    status: 'INVITED',
    notificationPreferences: null,
  });
  const { data: seen } = await graph.ask(`{ account(id: "${demo}") { id } viewer { accounts { id } } }`, {
    as: person,
  });
  expect(seen.account).toBeNull();
  expect(labelsOf(contactId(900))).toBeUndefined();
});

test('the person sees the invitation, accepts it, and is a member then', async () => {
  const { email, person } = stranger();
  const { data: invited } = await inviteAs(email, { role: 'BILLING' });
  const memberId = invited.inviteMember.member.id as string;
  const before = await graph.ask(invitations, { as: person });
  expect(before.data.viewer.invitations).toEqual([
    { memberId, role: 'BILLING', account: { id: demo, name: 'Demo Industries' } },
  ]);
  const input = { memberId, idempotencyKey: 'accept' };
  const accepted = await mutate(accept, input, { as: person });
  expect(accepted.errors).toEqual([]);
  expect(accepted.data.acceptInvitation).toEqual({
    accountId: demo,
    operation: { kind: 'ACCEPT_INVITATION', status: 'SUCCEEDED' },
    userErrors: [],
  });
  expect((await mutate(accept, input, { as: person })).data).toEqual(accepted.data);
  const after = await graph.ask(invitations, { as: person });
  expect(after.data.viewer.invitations).toEqual([]);
  expect(after.data.viewer.accounts).toContainEqual({ id: demo });
  expect(labelsOf(contactId(900))).toMatchObject({ labels: ['Portal billing'] });
  expect(contactRecord(contactOf(memberId))).toBeUndefined();
  expect(contactRecord(contactId(900))?.properties.portal_member_status).toBe('active');
  const product = (id: string) => graph.sandbox.records.get('product', 'members', `tenant-${demo}:${id}`);
  expect(product(contactId(900))).toMatchObject({ role: 'BILLING' });
});

test('a person whom the CRM knows without any membership can accept too', async () => {
  const { email, person } = stranger();
  graph.sandbox.records.change('hubspot', 'associations', `${contactId(900)}:${companyOf900()}`, { labels: [] });
  const { data } = await inviteAs(email);
  const { data: accepted } = await mutate(accept, { memberId: data.inviteMember.member.id as string }, { as: person });
  expect(accepted.acceptInvitation).toMatchObject({ accountId: demo, userErrors: [] });
  expect((await graph.ask(`{ account(id: "${demo}") { id } }`, { as: person })).data.account).toEqual({ id: demo });
});

/** The company of the contact 900. */
function companyOf900(): string {
  for (let index = 0; index < 250; index += 1)
    if (graph.sandbox.records.get('hubspot', 'associations', `${contactId(900)}:${companyId(index)}`))
      return companyId(index);
  return '';
}

const unverified: Record<string, unknown> = { sub: 'someone' };

test.each<[string, Record<string, unknown> | string, string]>([
  ['another person', 'admin@other', 'NOT_FOUND'],
  ['a person whose address is not verified', unverified, 'NOT_ALLOWED'],
  ['a member of the staff', 'staff:admin', 'NOT_ALLOWED'],
  ['the inviter', 'admin@demo', 'NOT_FOUND'],
])('an invitation cannot be accepted by %s', async (_case, as, code) => {
  const { email } = stranger();
  const { data } = await inviteAs(email);
  const who = typeof as === 'string' ? as : Object.assign({}, as, { email });
  const answer = await mutate(accept, { memberId: data.inviteMember.member.id as string }, { as: who });
  expect(answer.data.acceptInvitation).toMatchObject({ accountId: null, operation: null, userErrors: [{ code }] });
  expect(labelsOf(contactId(900))).toBeUndefined();
});

test.each(['nonsense', '', 'bTo4ODAwMDAwMDAxOjEyMDAwMDAwMDAz'])('the id %j is no invitation', async (memberId) => {
  const answer = await mutate(accept, { memberId }, { as: stranger().person });
  expect(answer.data.acceptInvitation).toMatchObject({ userErrors: [{ code: 'NOT_FOUND', field: ['memberId'] }] });
});

test('an invitation that was taken back cannot be accepted', async () => {
  const { email, person } = stranger();
  const { data } = await inviteAs(email);
  const memberId = data.inviteMember.member.id as string;
  await mutate(remove, { accountId: demo, memberId });
  expect((await graph.ask(invitations, { as: person })).data.viewer.invitations).toEqual([]);
  const answer = await mutate(accept, { memberId }, { as: person });
  expect(answer.data.acceptInvitation).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
});

test('staff add a person whom the CRM knows at once, as before', async () => {
  const { email } = stranger();
  const { data } = await mutate(invite, { accountId: demo, email, role: 'MEMBER' }, { as: 'staff:admin' });
  expect(contactOf(data.inviteMember.member.id as string)).toBe(contactId(900));
});
