import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { extractDocuments } from '../gateway/documents/extract.ts';
import { documentIdOf, readManifest } from '../gateway/documents/manifest.ts';
import { apiFile, read } from '../schema/files.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { createAsk, startGraph, type Graph } from './support/graph.ts';
import { runToEnd } from './support/processes.ts';

const demo = companyId(companyIndex.demo);
const api = buildSchema(read(apiFile));
const manifest = JSON.parse(readFileSync(new URL('../clients/documents.json', import.meta.url), 'utf8')) as {
  operations: { id: string; name: string; body: string }[];
};
const idOf = (name: string): string => manifest.operations.find((operation) => operation.name === name)?.id ?? '';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({ environment: { TRUSTED_DOCUMENTS: 'only' } });
});
afterAll(() => graph[Symbol.asyncDispose]());

async function run(parameters: object, as?: string, on = graph) {
  const token = as === undefined ? undefined : await on.sandbox.token(as);
  const response = await fetch(`${on.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(parameters),
  });
  return {
    status: response.status,
    ...((await response.json()) as {
      data?: Record<string, unknown>;
      errors?: { message: string; extensions: { code: string } }[];
    }),
  };
}

describe('with TRUSTED_DOCUMENTS=only', () => {
  test.each(['admin@demo', undefined])('%s runs registered operations by id', async (as) => {
    const plans = await run({ documentId: `sha256:${idOf('Plans')}` }, as);
    expect(plans).toMatchObject({ status: 200, data: { plans: expect.any(Array) } });
    expect(await run({ documentId: idOf('Plans') }, as)).toMatchObject({ status: 200 });
    expect(await run({ extensions: { persistedQuery: { version: 1, sha256Hash: idOf('Plans') } } }, as)).toMatchObject({
      status: 200,
      data: { plans: expect.any(Array) },
    });
  });

  test('registered operations accept variables, and GET', async () => {
    const home = await run({ documentId: idOf('Tickets'), variables: { id: demo } }, 'admin@demo');
    expect(home).toMatchObject({
      status: 200,
      data: { account: { id: demo, support: { tickets: { edges: expect.any(Array) } } } },
    });
    const search = new URLSearchParams({ documentId: idOf('Tickets'), variables: JSON.stringify({ id: demo }) });
    const response = await fetch(`${graph.url}/graphql?${search.toString()}`, {
      headers: {
        authorization: `Bearer ${await graph.sandbox.token('admin@demo')}`,
        'x-apollo-operation-name': 'Tickets',
      },
    });
    expect(await response.json()).toMatchObject({ data: { account: { id: demo } } });
  });

  test.each(['admin@demo', 'billing@demo', 'member@demo', undefined])('%s runs no other operation', async (as) => {
    const body = manifest.operations.find(({ name }) => name === 'Plans')?.body;
    graph.sandbox.calls.clear();
    for (const parameters of [
      { query: '{ plans { key } }' },
      { query: body },
      { query: '{ __schema { queryType { name } } }' },
    ]) {
      expect(await run(parameters, as)).toMatchObject({ status: 403, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    }
    for (const parameters of [
      { documentId: documentIdOf('{ plans { key } }') },
      { documentId: 7 },
      { documentId: idOf('Plans'), query: '{ plans { key } }' },
      { documentId: '__proto__' },
    ]) {
      expect(await run(parameters, as)).toMatchObject({
        status: 400,
        errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
      });
    }
    expect(graph.calls().filter((call) => !/identity|to_regclass/.test(call))).toEqual([]);
  });

  test.each(['staff:admin', 'partner:acme'])('%s runs other operations as well', async (as) => {
    expect(await run({ query: '{ plans { key } }' }, as)).toMatchObject({ status: 200 });
  });

  test('the partner contract applies to registered operations', async () => {
    expect(await run({ documentId: idOf('Billing'), variables: { id: demo } }, 'partner:acme')).toMatchObject({
      status: 400,
      errors: expect.arrayContaining([expect.objectContaining({ message: expect.stringContaining('billing') })]),
    });
  });
});

describe('the operations of the portal', () => {
  test.each(manifest.operations.map(({ name, id }) => [name, id]))(
    '%s runs for an administrator without an error',
    async (_name, documentId) => {
      const variables = { id: demo, text: 'export', ticket: '1', granularity: 'DAY', change: { seats: 30 } };
      const names = /\$(\w+)/g;
      const body = manifest.operations.find(({ id }) => id === documentId)?.body ?? '';
      const used = new Set([...body.matchAll(names)].map(([, name]) => name));
      const answer = await run(
        { documentId, variables: Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name))) },
        'admin@demo',
      );
      expect(answer).toMatchObject({ status: 200, data: expect.any(Object) });
      expect(answer.errors).toBeUndefined();
    },
  );
});

describe('the manifest', () => {
  test('includes fragments of other files, and reports invalid operations', () => {
    const good = extractDocuments(
      {
        'a.graphql': 'query A { plans { ...P } }',
        'b.graphql':
          'fragment P on Plan { key prices { ...Q } } fragment Q on Price { id } fragment Unused on Plan { name }',
      },
      api,
    );
    expect(good.problems).toEqual([]);
    expect(good.manifest.operations).toMatchObject([
      { name: 'A', type: 'query', body: expect.stringContaining('fragment Q on Price') },
    ]);
    expect(good.manifest.operations[0]?.body).not.toContain('Unused');
    const bad = extractDocuments(
      {
        'a.graphql': 'query A { plans { nonsense } } query A { plans { key } } { plans { key } }',
        'b.graphql': 'query {',
      },
      api,
    );
    expect(bad.problems).toEqual([
      expect.stringContaining('b.graphql'),
      expect.stringContaining('nonsense'),
      expect.stringContaining('a second operation is named A'),
      expect.stringContaining('with a name'),
    ]);
  });

  test('is rejected when an id is not the hash of its text', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'documents-')), 'documents.json');
    writeFileSync(
      file,
      JSON.stringify({
        format: 'apollo-persisted-query-manifest',
        version: 1,
        operations: [{ id: 'x', name: 'A', type: 'query', body: '{ plans { key } }' }],
      }),
    );
    expect(() => readManifest(file)).toThrow(/the id is not the hash of its text/);
  });

  test('is written and checked by a command', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'documents-'));
    writeFileSync(join(folder, 'a.graphql'), 'query A { plans { key } }');
    const out = join(folder, 'documents.json');
    expect(await runToEnd('tools/documents.ts', {}, [folder, '--out', out])).toMatchObject({ code: 0 });
    expect(await runToEnd('tools/documents.ts', {}, [folder, '--out', out, '--check'])).toMatchObject({ code: 0 });
    writeFileSync(join(folder, 'a.graphql'), 'query A { plans { name } }');
    expect(await runToEnd('tools/documents.ts', {}, [folder, '--out', out, '--check'])).toMatchObject({
      code: 1,
      errors: expect.stringContaining('npm run documents'),
    });
    expect(await runToEnd('tools/documents.ts', {}, [join(folder, 'nowhere')])).toMatchObject({ code: 2 });
    expect(await runToEnd('tools/documents.ts', {}, ['--nonsense'])).toMatchObject({ code: 2 });
    expect([...readManifest(out).values()]).toEqual([expect.stringContaining('key')]);
  });
});

test('without TRUSTED_DOCUMENTS=only, registered and other operations run', async () => {
  await using open = await startGraph();
  expect(await run({ documentId: idOf('Plans') }, 'admin@demo', open)).toMatchObject({ status: 200 });
  expect((await createAsk(open.url, open.sandbox)('{ plans { key } }', { as: 'admin@demo' })).errors).toEqual([]);
});
