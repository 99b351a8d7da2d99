import { parse } from 'graphql';
import type { SubgraphAnswer } from '@customer-graph/compiled-executor/compiled-operation';
import { compileOperation } from '@customer-graph/compiled-executor/compile';
import { prepareSupergraph } from '../../gateway/supergraph/prepare.ts';
import { read, supergraphFile } from '../../schema/files.ts';
import { customerView } from '../support/queries.ts';
import { cannedAnswer } from './canned.ts';
import { executeWithStock } from './stock.ts';
import { loadGraph } from './graph.ts';
import { seedOf } from './random.ts';

/** Processor time of both executors for the customer view, with answers from memory: `node tests/compiled-executor/bench.ts`. */
const iterations = 2_000;
const rounds = 3;

const graph = loadGraph(prepareSupergraph(read(supergraphFile)).sdl);
const document = parse(customerView, { noLocation: true });
const plan = graph.plan(document);
const variables = { id: '8800000001' };
const compiled = compileOperation({ ...graph, plan, document });
if (typeof compiled === 'string') throw new Error(compiled);

const texts = new Map<string, string>();
/** A fresh copy for each request, as JSON.parse makes it. Its time is measured apart. */
function answer(subgraph: string, operation: string, fetched: typeof document, values: object): SubgraphAnswer {
  let text = texts.get(operation);
  if (text === undefined) {
    const schema = graph.subgraphs.get(subgraph);
    if (!schema) throw new Error(subgraph);
    const none = { nulls: 0, errors: 0, wrong: 0, failures: 0 };
    text = JSON.stringify(
      cannedAnswer(schema, fetched, values as Record<string, unknown>, none, seedOf(operation), 10),
    );
    texts.set(operation, text);
  }
  return JSON.parse(text) as SubgraphAnswer;
}

const ways: Readonly<Record<string, () => unknown>> = {
  stock: () =>
    executeWithStock(graph, document, plan, variables, async (subgraph, text, fetched, values) =>
      answer(subgraph, text, fetched, values),
    ),
  compiled: () =>
    compiled.run({
      variables,
      fetch: async ({ subgraph, operation, document: fetched }, values) => answer(subgraph, operation, fetched, values),
    }),
  'answers alone': () => [...texts.values()].map((text) => JSON.parse(text) as unknown),
};
const size = JSON.stringify(await ways.stock?.()).length;
process.stdout.write(`answer: ${size} characters from ${texts.size} fetches\n`);
for (const [name, run] of Object.entries(ways)) {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const before = process.cpuUsage();
    for (let index = 0; index < iterations; index += 1) await run();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / iterations);
  }
  // The first round warms up.
  process.stdout.write(`${name}: ${Math.round(Math.min(...times.slice(1)))} µs of processor time\n`);
}
