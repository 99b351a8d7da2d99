import { readFileSync } from 'node:fs';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { answerRequests } from '../harness/requests.ts';
import { createCannedResolvers, type Recorded } from './data.ts';
import { serveCanned, type CannedServer } from './server.ts';
import { createCannedSubgraph, subgraphSchemas } from './subgraph.ts';

/** What the process of the canned subgraphs is started with. */
export interface CannedOptions {
  /** Files. */
  readonly supergraph: string;
  readonly data: string;
  readonly latencyMs: number;
  /** Whose token is minted. */
  readonly identity: string;
}

/** The addresses of what it serves. */
export interface CannedAddresses {
  /** GraphQL endpoints by subgraph. */
  readonly urls: Readonly<Record<string, string>>;
  /** Variables with which a gateway trusts the tokens. */
  readonly environment: Readonly<Record<string, string>>;
  readonly token: string;
}

const lifetimeSeconds = 4 * 3_600;
const anyPort = { control: 0, hubspot: 0, stripe: 0, zendesk: 0, identity: 0, product: 0, productWebhook: 0 };

const servers = new Map<string, CannedServer>();
answerRequests({
  async start({ supergraph, data, latencyMs, identity }: CannedOptions): Promise<CannedAddresses> {
    const resolvers = createCannedResolvers(JSON.parse(readFileSync(data, 'utf8')) as Recorded);
    for (const [name, schema] of subgraphSchemas(readFileSync(supergraph, 'utf8')))
      servers.set(name, await serveCanned({ subgraph: createCannedSubgraph(name, schema, resolvers), latencyMs }));
    const sandbox = await startSandbox({ ports: anyPort, only: ['identity'] });
    return {
      urls: Object.fromEntries([...servers].map(([name, { url }]) => [name, url])),
      environment: sandbox.environment,
      token: await sandbox.token(identity, { lifetimeSeconds }),
    };
  },
  requests: () => [...servers.values()].reduce((sum, server) => sum + server.requests(), 0),
});
