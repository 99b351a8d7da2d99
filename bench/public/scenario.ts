import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareEngines } from '../gateway/scenario.ts';
import type { ScenarioOptions } from '../harness/options.ts';
import { publicData } from './data.ts';

/** A copy of github.com/graphql-hive/graphql-gateways-benchmark. */
const folderVariable = 'GATEWAYS_BENCHMARK';
const supergraphInFolder = 'gateways/hive-gateway/supergraph.graphql';
const queryInFolder = 'k6.js';

/** The query of a GraphQL file, or of the k6 script that has it between backticks. */
function queryOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  if (!file.endsWith('.js')) return text;
  const [, query] = /query: `([^`]+)`/.exec(text) ?? [];
  if (query === undefined) throw new Error(`${file} has no query`);
  return query;
}

/** The supergraph and the query of the public benchmark of gateways, without authorization, on the same engines. */
export async function publicBenchmark(options: ScenarioOptions): Promise<boolean> {
  const folder = process.env[folderVariable];
  const supergraph = options.supergraph ?? (folder && join(folder, supergraphInFolder));
  const queryFile = options.query ?? (folder && join(folder, queryInFolder));
  if (!supergraph || !queryFile || !existsSync(supergraph) || !existsSync(queryFile)) {
    process.stderr.write(
      `public: not measured. ${folderVariable} must name a copy of graphql-hive/graphql-gateways-benchmark, ` +
        `or --supergraph and --query its files ${supergraphInFolder} and ${queryInFolder}\n`,
    );
    return false;
  }
  const own = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = (name: string, text: string): string => {
    writeFileSync(join(own, name), text);
    return join(own, name);
  };
  try {
    return await compareEngines(
      {
        name: 'public',
        title: 'public benchmark (users, products, reviews, inventory)',
        supergraph,
        query: file('query.graphql', queryOf(queryFile)),
        data: file('data.json', JSON.stringify(publicData())),
        variables: {},
        identity: null,
        // Its lists have no declared sizes, so the worst case of the query is beyond any budget.
        environment: { COST_BUDGETS: 'ANONYMOUS=1000000000000' },
        bff: 'bench/engines/bff/public.ts',
      },
      { ...options, concurrencies: options.concurrencies ?? [32] },
    );
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}
