import { parseArgs } from 'node:util';
import { prepareSupergraph } from '../../gateway/supergraph/prepare.ts';
import { read, supergraphFile } from '../../schema/files.ts';
import { compareDrawn } from './differential.ts';
import { loadGraph } from './graph.ts';
import { composeSubgraphs } from './subgraphs.ts';

/** Compares the compiled executor with that of @apollo/gateway: `npm run test:differential -- --operations 10000 --seed 1`. */
const { values } = parseArgs({
  options: { operations: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const operations = Number(values.operations);
const graphs = [
  { name: 'test supergraph', sdl: composeSubgraphs(), share: 0.7 },
  { name: 'own supergraph', sdl: prepareSupergraph(read(supergraphFile)).sdl, share: 0.3 },
];
let failed = false;
for (const { name, sdl, share } of graphs) {
  const startedAt = performance.now();
  const result = await compareDrawn(loadGraph(sdl), Math.round(operations * share), Number(values.seed));
  const ways = [...result.ways].map(([way, count]) => `${count} ${way}`).sort();
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  process.stdout.write(
    `${name}: ${result.operations} operations in ${seconds} s; runs: ${ways.join(', ')}; ${result.differences.length} differ\n`,
  );
  for (const { seed, query, variables, stock, compiled } of result.differences.slice(0, 3))
    process.stdout.write(
      `\nseed ${seed}\n${query}\n${JSON.stringify(variables)}\nstock\n${stock.result}\ncompiled\n${compiled?.result ?? ''}\n${stock.requests.join() === compiled?.requests.join() ? '' : `requests\n${stock.requests.join('\n')}\n${compiled?.requests.join('\n') ?? ''}\n`}`,
    );
  failed ||= result.differences.length > 0;
}
process.exitCode = failed ? 1 : 0;
