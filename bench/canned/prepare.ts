import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareSupergraph } from '../../gateway/supergraph/prepare.ts';
import type { EngineContext } from '../engines/engines.ts';
import type { Workload } from '../gateway/workload.ts';
import type { Child } from '../harness/child.ts';
import type { LoadRequest } from '../harness/load.ts';
import type { CannedAddresses, CannedOptions } from './process.ts';

/** The engines' settings, and the request that they answer. */
export interface Prepared extends Pick<LoadRequest, 'headers' | 'body'> {
  readonly context: EngineContext;
}

/** Puts the addresses of the canned subgraphs into a supergraph. */
const withUrls = (supergraph: string, urls: Readonly<Record<string, string>>): string =>
  supergraph.replace(
    /@join__graph\(name: "([^"]+)", url: "[^"]*"\)/g,
    (_match, name: string) => `@join__graph(name: "${name}", url: "${urls[name] ?? ''}")`,
  );

/** Our gateway needs a directory. In a supergraph without our permissions, the first subgraph is it; it is never asked. */
const withPermissions = (supergraph: string, [directory = '']: readonly string[]): string =>
  supergraph.includes('@subgraph(')
    ? supergraph
    : supergraph.replace(
        /^schema\b/m,
        `schema @link(url: "https://specs.customer-graph.example/subgraph/v1.0") @subgraph(name: "${directory}", directory: true)`,
      );

/** Starts the canned subgraphs in their process, and writes the files of the engines to the folder. */
export async function prepareCanned(
  canned: Child,
  folder: string,
  workload: Workload,
  latencyMs = 0,
): Promise<Prepared> {
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const { supergraph, data, identity } = workload;
  const options: CannedOptions = { supergraph, data, latencyMs, identity };
  const { urls, environment, token } = await canned.ask<CannedAddresses>('start', options);
  const composed = withUrls(readFileSync(supergraph, 'utf8'), urls);
  return {
    context: {
      supergraph: file('supergraph.graphql', withPermissions(composed, Object.keys(urls))),
      plainSupergraph: file('plain.graphql', prepareSupergraph(composed).sdl),
      query: workload.query,
      answer: join(folder, 'answer.json'),
      auditDirectory: join(folder, 'audit'),
      urls,
      environment: { ...environment, ...workload.environment },
      bff: workload.bff,
    },
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query: readFileSync(workload.query, 'utf8'), variables: workload.variables }),
  };
}
