import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { companyId, places } from '../sandbox/seed/company.ts';
import { startGraph, type Graph } from './support/graph.ts';
import { customerView, customerViews, everyField } from './support/queries.ts';

const demo = companyId(places.demo);

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph[Symbol.asyncDispose]());
beforeEach(() => graph.sandbox.calls.clear());

describe('the cost of an operation', () => {
  test.each<[string, string, string, Record<string, unknown>]>([
    ['the customer view', customerView, 'admin@demo', { id: demo }],
    ['every field', everyField, 'admin@demo', {}],
    ['thirty customers', customerViews, 'staff:admin', { first: 30 }],
    ['the price list', '{ plans { key } }', 'member@demo', {}],
    [
      'a member’s tickets',
      `{ account(id: "${demo}") { support { tickets { edges { node { id comments { edges { node { id } } } } } } } } }`,
      'member@demo',
      {},
    ],
  ])('of %s is told, asked and actual, and asked is never less', async (_what, query, as, variables) => {
    const { cost } = await graph.ask(query, { as, variables });
    const calls = graph.calls().filter((call) => !call.startsWith('identity') && !call.includes('to_regclass'));
    expect(cost?.actual).toBeGreaterThan(0);
    expect(cost?.asked).toBeGreaterThanOrEqual(cost?.actual ?? Infinity);
    expect(calls).toHaveLength(cost?.actual ?? -1);
  });
});
