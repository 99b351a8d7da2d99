import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { compileOperation } from '@customer-graph/compiled-executor/compile';
import type { PlannedFetch, SubgraphAnswer } from '@customer-graph/compiled-executor/compiled-operation';
import { loadGraph } from './graph.ts';
import { composeSubgraphs } from './subgraphs.ts';

const graph = loadGraph(composeSubgraphs());

const compile = (query: string, onStockCompletion = () => undefined as void) => {
  const document = parse(query);
  return compileOperation({ ...graph, plan: graph.plan(document), document, onStockCompletion });
};

/** Runs an operation whose fetches all get the same answer. */
async function run(query: string, data: object, onStockCompletion?: () => void) {
  const compiled = compile(query, onStockCompletion);
  if (typeof compiled === 'string') throw new Error(compiled);
  const fetch = async (): Promise<SubgraphAnswer> => ({ data: JSON.parse(JSON.stringify(data)) as object as never });
  return compiled.run({ variables: {}, fetch });
}

describe('a compiled operation', () => {
  test('has the same object for a fetch in every run', async () => {
    const compiled = compile('{ topCategory { id } }');
    if (typeof compiled === 'string') throw new Error(compiled);
    const seen = new Set<PlannedFetch>(compiled.fetches);
    for (let count = 0; count < 2; count += 1)
      await compiled.run({
        variables: {},
        fetch: async (planned) => {
          seen.add(planned);
          return { data: { topCategory: { id: '1' } } };
        },
      });
    expect(seen.size).toBe(1);
    expect([...seen][0]).toMatchObject({ subgraph: 'catalog', kind: 'query', operation: '{topCategory{id}}' });
  });

  test('sets no prototype by an alias', async () => {
    const result = await run('{ topCategory { __proto__: name constructor: id } }', {
      topCategory: Object.fromEntries([
        ['__proto__', 'polluted'],
        ['constructor', '1'],
      ]),
    });
    expect(JSON.stringify(result)).toBe('{"data":{"topCategory":{"__proto__":"polluted","constructor":"1"}}}');
  });

  test('takes nothing that objects inherit for a value', async () => {
    let completed = 0;
    const query = '{ orders { constructor: placedAt } }';
    expect(await run(query, { orders: [{}] }, () => void (completed += 1))).toMatchObject({ data: null });
    expect(completed).toBe(1);
  });

  test('completes an answer that breaks the schema with the function of @apollo/gateway, and reports that', async () => {
    let completed = 0;
    const result = await run('{ topCategory { id } }', { topCategory: { id: true } }, () => void (completed += 1));
    expect(completed).toBe(1);
    expect(result).toMatchObject({ data: null, extensions: { valueCompletion: [{ path: ['topCategory', 'id'] }] } });
  });

  test.each([
    ['INTROSPECTION', '{ __type(name: "User") { name } }'],
    ['TOO_MANY_CONDITIONS', manyConditions(9)],
  ])('is refused with %s', (reason, query) => {
    expect(compile(query)).toBe(reason);
  });

  test('is not run while a condition has no boolean value', () => {
    const compiled = compile('query ($is: Boolean = true) { topCategory { id @include(if: $is) name } }');
    if (typeof compiled === 'string') throw new Error(compiled);
    const fetch = async () => ({ data: {} });
    expect(compiled.run({ variables: { is: null }, fetch })).toBe('CONDITION_VALUE');
    expect(compiled.run({ variables: {}, fetch })).toBeInstanceOf(Promise);
  });
});

function manyConditions(count: number): string {
  const names = Array.from({ length: count }, (_, index) => `$c${index}`);
  const fields = names.map((name, index) => `a${index}: name @include(if: ${name})`);
  return `query (${names.map((name) => `${name}: Boolean!`).join(' ')}) { topCategory { ${fields.join(' ')} } }`;
}
