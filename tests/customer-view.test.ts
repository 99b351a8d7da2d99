import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { QueryPlan } from '@apollo/query-planner';
import { readFileSync } from 'node:fs';
import { buildSchema, isObjectType, TypeInfo, parse, visit, visitWithTypeInfo } from 'graphql';
import { identities } from '../sandbox/identity/identities.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { nullsIn, startGraph, type Graph } from './support/graph.ts';
import { customerView, customerViews, everyField, everyFieldExceptions } from './support/queries.ts';

const demo = companyId(companyIndex.demo);

describe('the customer view', () => {
  let graph: Graph;
  const plans: QueryPlan[] = [];
  beforeAll(async () => {
    graph = await startGraph({ onQueryPlan: (plan) => plans.push(plan) });
  });
  afterAll(() => graph[Symbol.asyncDispose]());

  test('is answered without errors or nulls, with the minimum of vendor calls', async () => {
    const { errors, data } = await graph.ask(customerView, { as: 'admin@demo', variables: { id: demo } });
    expect(errors).toEqual([]);
    expect(nullsIn(data)).toEqual([]);
    expect(data.account.members.edges).toHaveLength(10);
    expect(data.account.billing.invoices.edges).toHaveLength(10);
    // Includes two calls of the gateway's directory for the caller.
    expect(graph.calls('hubspot')).toHaveLength(7);
    expect(graph.calls('stripe')).toHaveLength(5);
    expect(data.account.usage.meters).toHaveLength(5);
    expect(data.account.support.tickets.edges).toHaveLength(10);
    // The access token is shared by all requests of half an hour.
    expect(graph.calls('zendesk').filter((call) => !call.endsWith('/oauth/tokens'))).toHaveLength(2);
    expect(graph.calls('product').length).toBeLessThanOrEqual(3);
  });

  test('is planned as one parallel stage', async () => {
    plans.length = 0;
    await graph.ask(customerView, { as: 'admin@demo', variables: { id: demo } });
    const [plan] = plans;
    expect(plan?.node?.kind).toBe('Parallel');
    const stages =
      plan?.node?.kind === 'Parallel'
        ? plan.node.nodes.map((node) => (node.kind === 'Fetch' ? node.serviceName : node.kind))
        : [];
    expect(stages.sort()).toEqual(['accounts', 'billing', 'support', 'usage']);
  });

  test('costs no more vendor calls per account for 100 accounts', async () => {
    graph.sandbox.calls.clear();
    const { errors, data } = await graph.ask(customerViews, { as: 'staff:admin', variables: { first: 100 } });
    expect(errors).toEqual([]);
    const accounts = data.accounts.edges as { node: { members: { edges: unknown[] } } }[];
    expect(accounts).toHaveLength(100);
    const members = accounts.reduce((sum, { node }) => sum + node.members.edges.length, 0);
    expect(graph.calls('hubspot').length).toBeLessThanOrEqual(5 + Math.ceil(members / 100));
    // Two companies have lists that Stripe does not embed, or a price outside the catalogue in another currency.
    expect(graph.calls('stripe').length).toBeLessThanOrEqual(5 * 100 + 3);
    expect(graph.calls('zendesk').length).toBeLessThanOrEqual(101);
    expect(graph.calls('product').length).toBeLessThanOrEqual(3);
  });

  test('makes no vendor call for a field that was not requested', async () => {
    await graph.ask('{ viewer { kind } }', { as: 'admin@demo' });
    graph.sandbox.calls.clear();
    await graph.ask(`{ account(id: "${demo}") { name } }`, { as: 'admin@demo' });
    expect(graph.calls()).toEqual(['hubspot POST /crm/objects/2026-09/companies/batch/read']);
    graph.sandbox.calls.clear();
    await graph.ask(`{ account(id: "${demo}") { billing { entitlements { key } } } }`, { as: 'admin@demo' });
    expect(graph.calls()).toEqual(['stripe GET /v1/entitlements/active_entitlements']);
    graph.sandbox.calls.clear();
    await graph.ask(`{ account(id: "${demo}") { id } }`, { as: 'admin@demo' });
    expect(graph.calls()).toEqual([]);
  });

  describe('every field', () => {
    const api = buildSchema(readFileSync(new URL('../schema/api.graphql', import.meta.url), 'utf8'));
    const exceptions = [...everyFieldExceptions.matchAll(/^- `(\w+\.\w+)`/gm)].map(([, field]) => field);

    test('of the published schema is requested, except for the listed exceptions', () => {
      const asked = new Set(exceptions);
      const info = new TypeInfo(api);
      visit(
        parse(everyField),
        visitWithTypeInfo(info, {
          Field: ({ name }) => void asked.add(`${info.getParentType()?.name ?? ''}.${name.value}`),
        }),
      );
      const all = Object.values(api.getTypeMap())
        .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
        .flatMap((type) =>
          isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
        );
      expect(all.filter((field) => !asked.has(field))).toEqual([]);
    });

    let answer: Awaited<ReturnType<Graph['ask']>>;
    beforeAll(async () => {
      answer = await graph.ask(everyField, { as: 'admin@demo' });
    });

    test('resolves without an error', () => {
      expect(answer.errors).toEqual([]);
    });

    test('is non-null somewhere', () => {
      const filled = new Set<string>();
      const seen = new Set<string>();
      const walk = (value: unknown, path: string): void => {
        seen.add(path);
        if (value === null || value === undefined) return;
        filled.add(path);
        if (Array.isArray(value)) for (const item of value) walk(item, path);
        else if (typeof value === 'object')
          for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`);
      };
      walk(answer.data, '');
      // A type can occur at several paths: one value at any of them suffices.
      const ends = (paths: Set<string>) => new Set([...paths].map((path) => path.split('.').slice(-2).join('.')));
      expect([...ends(seen)].filter((field) => !ends(filled).has(field))).toEqual([]);
    });

    // Partners cannot send this query, because their schema has fewer fields: see tests/partners.test.ts.
    test.each(Object.keys(identities).filter((name) => !name.startsWith('partner')))(
      'shows %s no internal company data',
      async (as) => {
        const { text, data } = await graph.ask(everyField, { as });
        expect(data.helpCenter.sections.length).toBeGreaterThan(0);
        expect(text).not.toMatch(/CANARY/i);
      },
    );
  });
});
