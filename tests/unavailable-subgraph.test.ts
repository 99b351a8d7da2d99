import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@customer-graph/process/log';
import { createDirectTransport } from '@customer-graph/protocol/direct-transport';
import { GraphError } from '@customer-graph/protocol/errors';
import type { Transport } from '@customer-graph/protocol/transport';
import { parseGatewayConfig } from '../gateway/config.ts';
import { createConnections } from '../gateway/fetching/connections.ts';
import { startGateway } from '../gateway/service.ts';
import { createSupergraphSource } from '../gateway/supergraph/source.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { createAsk, noPace, nullsIn, startTestSandbox, type Answer, type Graph } from './support/graph.ts';
import { sharedPlanning } from './support/planning.ts';
import { startSubgraphs, type BareSubgraphs } from './support/subgraphs.ts';

const demo = companyId(companyIndex.demo);
const names = ['accounts', 'billing', 'usage', 'support', 'consistency'] as const;
const parts =
  'id name billing { id subscription { id } } usage { id activeMembers } support { id tickets(first: 1) { edges { node { id } } } } consistency { consistent unknown }';

let sandbox: Sandbox;
let subgraphs: BareSubgraphs;
let gateway: Awaited<ReturnType<typeof startGateway>>;
let ask: Graph['ask'];
let down: string | null = null;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  subgraphs = await startSubgraphs(sandbox);
  /** As if the process were gone; the directory's calls are answered from what is cached. */
  const breakable = (name: string, transport: Transport): Transport => ({
    ...transport,
    query: (...given) =>
      down === name ? Promise.reject(new GraphError('UPSTREAM_UNAVAILABLE')) : transport.query(...given),
  });
  gateway = await startGateway({
    planning: sharedPlanning,
    config: parseGatewayConfig({
      PORT: '0',
      AUDIT_DIRECTORY: mkdtempSync(join(tmpdir(), 'audit-')),
      ...noPace,
      ...sandbox.environment,
    }),
    supergraph: createSupergraphSource(null, null),
    connections: createConnections({
      local: new Map(
        Object.entries(subgraphs.all).map(([name, subgraph]) => [
          name,
          breakable(name, createDirectTransport(subgraph)),
        ]),
      ),
    }),
    signingKey: subgraphs.gatewayKeys.privateKey,
    log: silentLog,
  });
  ask = createAsk(gateway.url, sandbox);
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await subgraphs[Symbol.asyncDispose]();
  await sandbox[Symbol.asyncDispose]();
});

/** Nulls of an answer that no error explains, and that a healthy answer does not have. */
const unexplained = ({ data, errors }: Answer, healthy: Answer): string[] => {
  // A mutation's result may not be null, so its error takes all data.
  if (data === null) return errors.length > 0 ? [] : ['data'];
  const known = new Set(nullsIn(healthy.data));
  const explained = new Set(errors.map(({ path }) => (path ?? []).join('.')));
  // By its description `consistent` is null where `unknown` names a system.
  return nullsIn(data).filter(
    (path) => !known.has(path) && !explained.has(path) && !path.endsWith('consistency.consistent'),
  );
};

const queries: readonly (readonly [string, string, Record<string, unknown>])[] = [
  ['a literal', `{ account(id: "${demo}") { ${parts} } }`, {}],
  ['a number', `{ account(id: ${demo}) { ${parts} } }`, {}],
  ['a variable', `query($id: ID!) { account(id: $id) { ${parts} } }`, { id: demo }],
  ['the default of a variable', `query($id: ID! = "${demo}") { account(id: $id) { ${parts} } }`, {}],
  ['the default of a nullable variable', `query($id: ID = "${demo}") { account(id: $id) { ${parts} } }`, {}],
  ['a default that the client overrides', `query($id: ID = "1") { account(id: $id) { ${parts} } }`, { id: demo }],
  [
    'two variables',
    `query($a: ID!, $b: ID! = "${demo}") { a: account(id: $a) { ${parts} } b: account(id: $b) { ${parts} } }`,
    { a: demo },
  ],
  [
    'conditions by default',
    `query($yes: Boolean = true, $no: Boolean = false) { account(id: "${demo}") @include(if: $yes) { ${parts} } other: viewer @skip(if: $no) { account { ${parts} } } }`,
    {},
  ],
  ['the viewer', `{ viewer { account { ${parts} } } }`, {}],
  [
    'arguments below',
    `query($text: String = "demo") { account(id: "${demo}") { search(text: $text, first: 2) { tickets { id } members { id } invoices { id } } } }`,
    {},
  ],
  [
    'an input object',
    `mutation($id: ID = "${demo}") { updateAccount(input: { accountId: $id }) { account { ${parts} } userErrors { code } } }`,
    {},
  ],
];

describe.each(queries)('an account named by %s', (_case, query, variables) => {
  test.each(names)('has no null without an error while %s is gone', async (name) => {
    down = null;
    const healthy = await ask(query, { as: 'admin@demo', variables });
    if (healthy.data === undefined || healthy.data === null) throw new Error(JSON.stringify(healthy.errors));
    down = name;
    const answer = await ask(query, { as: 'admin@demo', variables });
    down = null;
    expect(unexplained(answer, healthy)).toEqual([]);
  });
});
