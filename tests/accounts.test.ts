import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { companyId, contactId, companyIndex } from '../sandbox/seed/company.ts';
import { createPopulation } from '../sandbox/seed/population.ts';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const population = createPopulation();

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph[Symbol.asyncDispose]());

const list = async (args: string, as = 'staff:sales') => {
  const { data, errors } = await graph.ask(
    `{ accounts(${args}) { edges { cursor node { id name domain status plan { key } accountManager { email } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    { as },
  );
  expect(errors).toEqual([]);
  return data.accounts as {
    edges: {
      cursor: string;
      node: {
        id: string;
        name: string;
        domain: string;
        status: string;
        plan: { key: string } | null;
        accountManager: { email: string };
      };
    }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  };
};

describe('the list of accounts', () => {
  test('returns every account once over all pages', async () => {
    const seen: string[] = [];
    let page = await list('first: 100');
    for (;;) {
      seen.push(...page.edges.map(({ node }) => node.id));
      if (!page.pageInfo.hasNextPage) break;
      page = await list(`first: 100, after: "${page.pageInfo.endCursor}"`);
    }
    expect(seen).toHaveLength(250);
    expect(new Set(seen).size).toBe(250);
    expect(page.pageInfo.hasPreviousPage).toBe(true);
  });

  test('continues after a cursor from the middle of a page', async () => {
    const whole = await list('first: 10');
    const rest = await list(`first: 5, after: "${String(whole.edges[4]?.cursor)}"`);
    expect(rest.edges.map(({ node }) => node.id)).toEqual(whole.edges.slice(5).map(({ node }) => node.id));
  });

  test('filters by text, status, plan and manager', async () => {
    expect((await list('filter: { text: "demo industries" }')).edges.map(({ node }) => node.id).sort()).toEqual(
      [demo, companyId(companyIndex.firstSubsidiary), companyId(companyIndex.secondSubsidiary)].sort(),
    );
    const active = await list('first: 100, filter: { status: [ACTIVE], planKey: "growth" }');
    expect(active.edges.length).toBeGreaterThan(3);
    expect(active.edges.every(({ node }) => node.status === 'ACTIVE' && node.plan?.key === 'growth')).toBe(true);
    const mine = await list('first: 100, filter: { managedByMe: true }');
    expect(mine.edges).toHaveLength(population.filter(({ ownerId }) => ownerId === '700').length);
    expect(new Set(mine.edges.map(({ node }) => node.accountManager.email))).toEqual(
      new Set(['sofia.sales@vendor.example']),
    );
  });

  test('refuses managedByMe for partners', async () => {
    const { errors } = await graph.ask('{ accounts(filter: { managedByMe: true }) { edges { node { id } } } }', {
      as: 'partner:acme',
    });
    expect(errors).toMatchObject([
      { message: 'filter.managedByMe is for staff.', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('refuses a cursor of another filter', async () => {
    const { pageInfo } = await list('first: 1');
    const { errors } = await graph.ask(
      `{ accounts(first: 1, after: "${pageInfo.endCursor}", filter: { planKey: "growth" }) { edges { node { id } } } }`,
      { as: 'staff:sales' },
    );
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('reads current values while the search index lags', async () => {
    graph.sandbox.records.change('hubspot', 'companies', companyId(60), { properties: { name: 'Renamed just now' } });
    const stale = await list('filter: { text: "Renamed just now" }');
    expect(stale.edges).toEqual([]);
    const { data } = await graph.ask(`{ account(id: "${companyId(60)}") { name } }`, { as: 'staff:sales' });
    expect(data.account.name).toBe('Renamed just now');
  });
});

describe('members', () => {
  test('are the contacts with a role, and can be filtered and paged', async () => {
    const { data, errors } = await graph.ask(
      `{ account(id: "${demo}") { all: members(first: 100) { edges { node { id name role status } } } admins: members(role: ADMIN) { edges { node { name role } } } few: members(first: 5) { edges { node { id } } pageInfo { hasNextPage endCursor } } } }`,
      { as: 'admin@demo' },
    );
    expect(errors).toEqual([]);
    const all = data.account.all.edges as { node: { id: string; name: string; status: string } }[];
    expect(all).toHaveLength(12);
    expect(all.map(({ node }) => node.name)).not.toContain('Dora Domain');
    expect(all.some(({ node }) => node.status === 'INVITED')).toBe(true);
    expect(data.account.admins.edges).toEqual([{ node: { name: 'Dana Demo', role: 'ADMIN' } }]);
    const next = await graph.ask(
      `{ account(id: "${demo}") { members(first: 100, after: "${String(data.account.few.pageInfo.endCursor)}") { edges { node { id } } pageInfo { hasPreviousPage hasNextPage } } } }`,
      { as: 'admin@demo' },
    );
    expect([...data.account.few.edges, ...next.data.account.members.edges].map(({ node }) => node.id)).toEqual(
      all.map(({ node }) => node.id),
    );
  });

  test('a member without a role is gone in the next request', async () => {
    const pair = `${contactId(4)}:${demo}`;
    const query = `{ account(id: "${demo}") { members(first: 100) { edges { node { id } } } } }`;
    const before = await graph.ask(query, { as: 'admin@demo' });
    graph.sandbox.records.change('hubspot', 'associations', pair, { labels: [] });
    const after = await graph.ask(query, { as: 'admin@demo' });
    expect(before.data.account.members.edges.length - after.data.account.members.edges.length).toBe(1);
  });

  test('of a large company are all returned over several pages', async () => {
    const { hubspot } = graph.sandbox.urls;
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${String(graph.sandbox.environment.HUBSPOT_ACCESS_TOKEN)}`,
    };
    const company = companyId(70);
    const inputs = population
      .slice(80, 180)
      .flatMap(({ people }) => people.slice(0, 8))
      .map(({ id }) => ({
        from: { id },
        to: { id: company },
        types: [{ associationCategory: 'USER_DEFINED', associationTypeId: 105 }],
      }));
    const created = await fetch(`${hubspot}/crm/associations/2026-09/contacts/companies/batch/create`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ inputs }),
    });
    expect(created.status).toBe(200);
    const seen = new Set<string>();
    let after: string | null = null;
    do {
      const {
        data,
        errors,
      }: {
        data: {
          account: {
            members: {
              edges: { node: { id: string; name: string } }[];
              pageInfo: { hasNextPage: boolean; endCursor: string };
            };
          };
        };
        errors: readonly unknown[];
      } = await graph.ask(
        `{ account(id: "${company}") { members(first: 100, after: ${JSON.stringify(after)}) { edges { node { id name } } pageInfo { hasNextPage endCursor } } } }`,
        { as: 'staff:admin' },
      );
      expect(errors).toEqual([]);
      for (const { node } of data.account.members.edges) seen.add(node.id);
      after = data.account.members.pageInfo.hasNextPage ? data.account.members.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen.size).toBeGreaterThan(500);
  });
});

describe('documents', () => {
  const query = (id: string) =>
    `{ account(id: "${id}") { documents { edges { node { name kind expiresOn downloadUrl } } } } }`;

  test('are the files of the portal’s folder, newest first, without files of notes', async () => {
    const { data, errors, text } = await graph.ask(query(demo), { as: 'admin@demo' });
    expect(errors).toEqual([]);
    const nodes = (data.account.documents.edges as { node: { name: string; kind: string; downloadUrl: string } }[]).map(
      ({ node }) => node,
    );
    expect(nodes.map(({ kind }) => kind)).toEqual(['CERTIFICATE', 'SPECIFICATION', 'CONTRACT', 'PROPOSAL', 'OTHER']);
    expect(nodes.every(({ downloadUrl }) => downloadUrl.startsWith('https://'))).toBe(true);
    expect(text).not.toMatch(/canary/i);
  });

  test('belong to the requested account', async () => {
    const { data } = await graph.ask(query(companyId(companyIndex.other)), { as: 'admin@other' });
    expect((data.account.documents.edges as { node: { name: string } }[]).map(({ node }) => node.name)).toEqual([
      'other-agreement.pdf',
      'other-welcome.pdf',
    ]);
  });

  test('do not fetch download links that were not requested', async () => {
    graph.sandbox.calls.clear();
    await graph.ask(`{ account(id: "${demo}") { documents(first: 2) { edges { node { name } } } } }`, {
      as: 'admin@demo',
    });
    expect(graph.calls('hubspot').filter((call) => call.includes('/files/'))).toEqual([
      'hubspot GET /files/2026-09/files/search',
    ]);
  });
});

describe('a CRM without some configured properties and labels', () => {
  test('returns null for their fields and values for the others', async () => {
    await using bare = await startGraph({
      environment: {
        HUBSPOT_COMPANY_SEATS: 'no_such_property',
        HUBSPOT_COMPANY_PLAN: 'no_such_plan',
        HUBSPOT_CONTACT_STATUS: 'no_such_status',
        HUBSPOT_LABEL_BILLING: 'No such label',
        HUBSPOT_ONBOARDING_STEPS: 'kickoff=onboarding_kickoff,nothing=no_such_step',
      },
    });
    const { data, errors } = await bare.ask(
      `{ account(id: "${demo}") { name seats plan { key } onboarding { progress steps { key } } members(first: 100) { edges { node { role status } } } } }`,
      { as: 'admin@demo' },
    );
    expect(errors).toEqual([]);
    expect(data.account).toMatchObject({
      name: 'Demo Industries',
      seats: null,
      plan: null,
      onboarding: { progress: 1, steps: [{ key: 'kickoff' }] },
    });
    const members = data.account.members.edges as { node: { role: string; status: string | null } }[];
    expect(new Set(members.map(({ node }) => node.role))).toEqual(new Set(['ADMIN', 'MEMBER']));
    expect(members.every(({ node }) => node.status === null)).toBe(true);
  });
});
