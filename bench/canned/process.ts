import { readFileSync } from 'node:fs';
import { identities } from '../../sandbox/identity/identities.ts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { answerRequests } from '../harness/requests.ts';
import { createCannedResolvers, type Recorded } from './data.ts';
import { serveCanned, type CannedServer } from './server.ts';
import { createCannedSubgraph, subgraphSchemas } from './subgraph.ts';

/** The settings of the process of the canned subgraphs. */
export interface CannedOptions {
  /** Files. */
  readonly supergraph: string;
  readonly data: string;
  readonly latencyMs: number;
  /** Whose token is minted; null: none is. */
  readonly identity: string | null;
}

/** Callers whose tokens are minted. */
export interface CallersOptions {
  readonly identity: string;
  readonly first: number;
  readonly count: number;
}

/** The addresses of what it serves. */
export interface CannedAddresses {
  /** GraphQL endpoints by subgraph. */
  readonly urls: Readonly<Record<string, string>>;
  /** Variables with which a gateway trusts the tokens. */
  readonly environment: Readonly<Record<string, string>>;
  readonly token: string | null;
}

const lifetimeSeconds = 4 * 3_600;
const anyPort = { control: 0, hubspot: 0, stripe: 0, zendesk: 0, identity: 0, product: 0, productWebhook: 0 };

const servers = new Map<string, CannedServer>();
let sandbox: Sandbox | undefined;

/** Callers that differ from the test user in nothing but their subject and address. */
async function tokensOfCallers(identity: string, first: number, count: number): Promise<string[]> {
  const tokens: string[] = [];
  for (let index = first; index < first + count; index += 1) {
    const claims = { ...identities[identity], sub: `auth0|caller-${index}`, email: `caller-${index}@bench.example` };
    tokens.push((await sandbox?.token(claims, { lifetimeSeconds })) ?? '');
  }
  return tokens;
}

answerRequests({
  async start({ supergraph, data, latencyMs, identity }: CannedOptions): Promise<CannedAddresses> {
    const resolvers = createCannedResolvers(JSON.parse(readFileSync(data, 'utf8')) as Recorded);
    for (const [name, schema] of subgraphSchemas(readFileSync(supergraph, 'utf8')))
      servers.set(name, await serveCanned({ subgraph: createCannedSubgraph(name, schema, resolvers), latencyMs }));
    sandbox = await startSandbox({ ports: anyPort, only: ['identity'] });
    return {
      urls: Object.fromEntries([...servers].map(([name, { url }]) => [name, url])),
      environment: sandbox.environment,
      token: identity === null ? null : await sandbox.token(identity, { lifetimeSeconds }),
    };
  },
  tokens: ({ identity, first, count }: CallersOptions) => tokensOfCallers(identity, first, count),
  requests: () => [...servers.values()].reduce((sum, server) => sum + server.requests(), 0),
});
