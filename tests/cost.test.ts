import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { startGraph, type Graph } from './support/graph.ts';
import { customerView, customerViews, everyField } from './support/queries.ts';

const demo = companyId(companyIndex.demo);

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
  ])(
    'is reported for %s as requested and actual, and requested is at least actual',
    async (_case, query, as, variables) => {
      const { cost } = await graph.ask(query, { as, variables });
      // Access tokens are shared by all requests of half an hour, and cost none of them.
      const calls = graph.calls().filter((call) => !/^identity|to_regclass|\/oauth\//.test(call));
      expect(cost?.actual).toBeGreaterThan(0);
      expect(cost?.asked).toBeGreaterThanOrEqual(cost?.actual ?? Infinity);
      expect(calls).toHaveLength(cost?.actual ?? -1);
    },
  );
});
