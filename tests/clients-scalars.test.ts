import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  isScalarType,
  isSpecifiedScalarType,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import { scalarTypes } from '../clients/typescript/scalars.ts';
import { compose } from '../schema/composition.ts';
import { apiFile, partnerFile, publishedFile, read } from '../schema/files.ts';
import { refusedHints } from '../schema/rules/hints.ts';
import { unspecifiedScalars } from '../schema/rules/scalars.ts';
import { subgraphs } from '../schema/subgraphs.ts';
import { startGraph, type Graph } from './support/graph.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph[Symbol.asyncDispose]());

const urlsOf = (schema: GraphQLSchema): Record<string, string | null | undefined> =>
  Object.fromEntries(
    Object.values(schema.getTypeMap())
      .filter((type) => isScalarType(type) && !isSpecifiedScalarType(type))
      .map((type) => [type.name, isScalarType(type) ? type.specifiedByURL : undefined]),
  );

const published = urlsOf(buildSchema(read(publishedFile)));

test('every scalar of the published API has the address of its specification', () => {
  expect(Object.keys(published).length).toBeGreaterThan(5);
  for (const url of Object.values(published)) expect(url).toMatch(/^https:\/\//);
  expect(published).toMatchObject({ DateTime: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6' });
  expect(urlsOf(buildSchema(read(apiFile)))).toEqual(published);
  expect(published).toMatchObject(urlsOf(buildSchema(read(partnerFile))));
});

test.each(['staff:admin', 'admin@demo', 'partner:acme'])('introspection by %s shows the addresses', async (as) => {
  const { data } = await graph.ask(getIntrospectionQuery({ specifiedByUrl: true }), { as });
  const found = urlsOf(buildClientSchema(data as IntrospectionQuery));
  expect(Object.keys(found)).toContain('DateTime');
  expect(published).toMatchObject(found);
});

test('the schema check finds a scalar without an address, and two addresses of one scalar', () => {
  expect(unspecifiedScalars(subgraphs)).toEqual([]);
  const withColour = (urlOf: (name: string) => string) =>
    subgraphs.map((subgraph) => ({
      ...subgraph,
      sdl: `${subgraph.sdl}\n"A colour."\nscalar Colour ${urlOf(subgraph.name)}\n`,
    }));
  expect(unspecifiedScalars(withColour(() => '')).sort()).toEqual(
    subgraphs.map(({ name }) => `${name}: the scalar Colour has no @specifiedBy`).sort(),
  );
  const hintsOf = (urlOf: (name: string) => string) => refusedHints(compose(withColour(urlOf)).hints);
  expect(hintsOf(() => '@specifiedBy(url: "https://a.example")')).toEqual([]);
  expect(hintsOf((name) => `@specifiedBy(url: "https://${name}.example")`)).toEqual([
    expect.stringContaining('@specifiedBy'),
  ]);
});

test('the mapping for code generation has every scalar, and generated code has no any for one', () => {
  expect(Object.keys(scalarTypes).sort()).toEqual(Object.keys(published).sort());
  expect(Object.values(scalarTypes)).not.toContain('any');
  const generated = readFileSync(new URL('../clients/typescript/generated/graphql.ts', import.meta.url), 'utf8');
  expect(generated).toMatch(/currentPeriod: \{ end: string \}/);
  expect(generated).toMatch(/unitAmount: \{ amount: string, currency: string \} \| null/);
});
