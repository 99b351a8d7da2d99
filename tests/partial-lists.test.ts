import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { companyId, companyIndex, contactId } from '../sandbox/seed/company.ts';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const invoices =
  'invoices(first: 3) { edges { cursor node { id total { amount } amountPaid { amount } } } pageInfo { hasNextPage } }';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({ spoiled: true });
});
afterAll(() => graph[Symbol.asyncDispose]());
beforeEach(() => graph.sandbox.reset());

const billing = async (fields: string) => {
  const { data, errors } = await graph.ask(`{ account(id: "${demo}") { billing { ${fields} } } }`, {
    as: 'admin@demo',
  });
  return { found: data.account.billing, errors };
};
const idsOf = (connection: { edges: { node: { id: string } }[] }): string[] =>
  connection.edges.map(({ node }) => node.id);
const unusable = (path: readonly (string | number)[], system: string) => ({
  path,
  extensions: { code: 'UPSTREAM_INVALID_RESPONSE', system, retryable: false },
});

test('an unusable value costs its own element of a list, and an error says so', async () => {
  const before = await billing(invoices);
  const [first = '', second = '', third = ''] = idsOf(before.found.invoices);
  graph.sandbox.records.change('stripe', 'invoices', second, { amount_paid: 0.5 });
  const { found, errors } = await billing(invoices);
  expect(idsOf(found.invoices)).toEqual([first, third]);
  expect(found.invoices.edges[1]).toEqual(before.found.invoices.edges[2]);
  expect(found.invoices.pageInfo).toEqual(before.found.invoices.pageInfo);
  expect(errors).toMatchObject([unusable(['account', 'billing', 'invoices', 'edges'], 'BILLING')]);
  expect(errors).toHaveLength(1);
});

test('several elements of several lists are left out, and errors of the others keep their element', async () => {
  const fields = `a: ${invoices} b: invoices(first: 3) { edges { node { id lines { edges { node { id amount { amount } } } } } } }`;
  const before = await billing(fields);
  const [first = '', second = '', third = ''] = idsOf(before.found.a);
  for (const id of [first, second]) graph.sandbox.records.change('stripe', 'invoices', id, { amount_paid: 'none' });
  const { found, errors } = await billing(fields);
  expect(idsOf(found.a)).toEqual([third]);
  expect(found.b).toEqual(before.found.b);
  expect(errors.length).toBeGreaterThan(0);
  for (const error of errors) expect(error).toMatchObject(unusable(['account', 'billing', 'a', 'edges'], 'BILLING'));
});

test('a field that may be null is null, and its list is whole', async () => {
  graph.sandbox.records.change('hubspot', 'contacts', contactId(1), { properties: { firstname: null } });
  await graph.sandbox.setFaults([{ vendor: 'hubspot', path: 'objects/[^/]+/contacts/batch/read', kind: 'wrongTypes' }]);
  const { data, errors } = await graph.ask(
    `{ account(id: "${demo}") { members(first: 3) { edges { node { id role jobTitle } } } } }`,
    { as: 'admin@demo' },
  );
  expect(data.account.members.edges).toHaveLength(3);
  expect(new Set(errors.map(({ path }) => path?.at(-1)))).toEqual(new Set(['jobTitle']));
});

test('a list that is unknown for another reason stays null', async () => {
  await graph.sandbox.setFaults([{ vendor: 'stripe', path: '/v1/invoices', kind: 'status', value: 503 }]);
  const { found, errors } = await billing(`id ${invoices}`);
  expect(found).toMatchObject({ id: demo, invoices: null });
  expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'BILLING' } }]);
});

test('the other elements cost one more read of the page, and no more of what loaders hold', async () => {
  const fields = `details { email } ${invoices}`;
  const [, second = ''] = idsOf((await billing(fields)).found.invoices);
  graph.sandbox.records.change('stripe', 'invoices', second, { amount_paid: 0.5 });
  graph.sandbox.calls.clear();
  expect(idsOf((await billing(fields)).found.invoices)).toHaveLength(2);
  const calls = graph.calls('stripe');
  expect(calls.filter((call) => call === 'stripe GET /v1/invoices')).toHaveLength(2);
  expect(calls.filter((call) => call.startsWith('stripe GET /v1/customers/'))).toHaveLength(1);
});
