import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fault } from '../sandbox/faults.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph[Symbol.asyncDispose]());
beforeEach(() => graph.sandbox.reset());

describe('fields with arguments keep them beside the consistency report', () => {
  const fields = {
    'ended subscriptions': 'billing { subscriptions(ended: true) { id status } }',
    'live subscriptions under another name': 'billing { all: subscriptions(ended: true) { id } subscriptions { id } }',
    'chosen meters': 'usage { meters(keys: ["api-requests"]) { meter { key } used } }',
  };

  test.each(Object.entries(fields))('%s', async (_name, selection) => {
    const alone = await graph.ask(`{ account(id: "${demo}") { ${selection} } }`, { as: 'admin@demo' });
    expect(alone.errors).toEqual([]);
    const beside = await graph.ask(
      `{ account(id: "${demo}") { ${selection} consistency { consistent discrepancies { kind } unknown } } }`,
      { as: 'admin@demo' },
    );
    expect(beside.errors).toEqual([]);
    const { consistency, ...rest } = beside.data.account;
    expect(rest).toEqual(alone.data.account);
    expect(consistency).toEqual({ consistent: true, discrepancies: [], unknown: [] });
  });
});

describe('while a system refuses connections', () => {
  const failures = async (query: string, vendor: Fault['vendor']): Promise<string[]> => {
    await graph.sandbox.setFaults([{ vendor, kind: 'refuse' }]);
    const { data, errors } = await graph.ask(query, { as: 'staff:admin' });
    for (const { path = [] } of errors) {
      const value = path.reduce((parent: unknown, key) => (parent as Record<string, unknown>)[key], data);
      expect({ path, value }).toEqual({ path, value: null });
    }
    return errors.map(({ path = [], extensions: { code, system } }) => `${path.join('.')} ${code} ${system ?? ''}`);
  };
  beforeEach(async () => {
    // The caller and the links are known from an earlier request.
    await graph.ask(`{ account(id: "${demo}") { id } }`, { as: 'staff:admin' });
  });

  test('each part that is unknown has one error, and no other part has one', async () => {
    const query = `{ account(id: "${demo}") { name billing { live: subscription { id } } consistency { consistent unknown } } }`;
    expect((await failures(query, 'stripe')).sort()).toEqual([
      'account.billing.live UPSTREAM_UNAVAILABLE BILLING',
      'account.consistency.consistent UPSTREAM_UNAVAILABLE BILLING',
    ]);
  });

  test('a report with a discrepancy has no error: it names the unknown systems', async () => {
    graph.sandbox.records.change('hubspot', 'companies', demo, { properties: { portal_seats: 3 } });
    const query = `{ account(id: "${demo}") { report: consistency { agrees: consistent unknown } } }`;
    expect(await failures(query, 'zendesk')).toEqual([]);
    expect(await failures(`{ account(id: "${demo}") { consistency { unknown } } }`, 'stripe')).toEqual([]);
  });
});
