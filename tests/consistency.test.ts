import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
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
