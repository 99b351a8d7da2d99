import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kind, parse, type OperationDefinitionNode } from 'graphql';
import { createAccess, type Access } from '../gateway/access/access.ts';
import { actorOf } from '../gateway/audit/actor.ts';
import { createAudit } from '../gateway/audit/audit.ts';
import { createFileStore } from '../gateway/audit/file-store.ts';
import { noKeys } from '../gateway/audit/keys.ts';
import { createAuthorizer } from '../gateway/authorization/authorizer.ts';
import { fillDenied } from '../gateway/authorization/fill.ts';
import type { GatewayContext } from '../gateway/operation/context.ts';
import { estimateCalls } from '../gateway/cost/estimate.ts';
import { createDirectTransport } from '@customer-graph/protocol/direct-transport';
import type { Transport } from '@customer-graph/protocol/transport';
import { createPersistedQueries } from '../gateway/documents/persisted-queries.ts';
import { createConnections } from '../gateway/fetching/connections.ts';
import { createGateway } from '../gateway/gateway.ts';
import { toIdentity } from '../gateway/identity/claims.ts';
import { parseIdentityConfig } from '../gateway/identity/config.ts';
import { createRateLimits } from '../gateway/limits/rate.ts';
import { parseWithinLimits } from '../gateway/limits/operation-limits.ts';
import { createSupergraphSource } from '../gateway/supergraph/source.ts';
import { apiSchemaOf, prepareSupergraph } from '../gateway/supergraph/prepare.ts';
import { read, supergraphFile } from '../schema/files.ts';
import { identities } from '../sandbox/identity/identities.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { silentLog } from '@customer-graph/process/log';
import { scopesOfMember, type MemberRole } from '@customer-graph/protocol/roles';
import type { SubgraphResponse } from '@customer-graph/protocol/messages';
import { startTestSandbox } from '../tests/support/graph.ts';
import { startSubgraphs } from '../tests/support/subgraphs.ts';
import { noScan } from '../gateway/uploads/scan.ts';
import { sharedPlanning } from '../tests/support/planning.ts';

const rounds = 500;
const limitShare = 0.1;

const query = readFileSync(new URL('../tests/queries/customer-view.graphql', import.meta.url), 'utf8');
const variables = { id: companyId(companyIndex.demo) };

/** The processor time of one round of `work`, in milliseconds. */
async function cpuOf(work: () => unknown): Promise<number> {
  for (let round = 0; round < 50; round += 1) await work();
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / rounds / 1_000;
}

/** Repeats the first response to each request, so that only the gateway's own work is measured. */
function replayed(transport: Transport): Transport {
  const answers = new Map<string, Promise<SubgraphResponse>>();
  const once = (key: string, send: () => Promise<SubgraphResponse>) => {
    const known = answers.get(key) ?? send();
    answers.set(key, known);
    return known;
  };
  return {
    query: (request, deadline) => once(request.body, () => transport.query(request, deadline)),
    upload: (request, content, deadline) => transport.upload(request, content, deadline),
    download: (request, deadline, left) => transport.download(request, deadline, left),
    command: (name, request, deadline) =>
      once(`${name} ${request.body}`, () => transport.command(name, request, deadline)),
  };
}

/**
 * Measures the share of authorization and cost estimate in the gateway's processor time for a customer view. Fails at a tenth
 * or more. HTTP, token verification and subgraphs are left out, so the real share is smaller.
 */
export async function authorization(): Promise<boolean> {
  const sandbox = await startTestSandbox();
  const subgraphs = await startSubgraphs(sandbox);
  const audit = createAudit({
    store: await createFileStore(mkdtempSync(join(tmpdir(), 'audit-'))),
    keys: noKeys,
    retentionDays: 1,
    reservedBytes: 0,
    anchors: [],
    readsWithinMs: 0,
    anchorIntervalMs: 3_600_000,
    log: silentLog,
  });
  const unlimited = 1e12;
  const rateLimits = createRateLimits({
    quotas: { ANONYMOUS: unlimited, CUSTOMER: unlimited, PARTNER: unlimited, STAFF: unlimited, TENANT: unlimited },
    redisUrl: null,
    log: silentLog,
  });
  const gateway = await createGateway({
    supergraph: createSupergraphSource(null, null),
    connections: createConnections({
      local: new Map(
        Object.entries(subgraphs.all).map(([name, subgraph]) => [name, replayed(createDirectTransport(subgraph))]),
      ),
    }),
    signingKey: subgraphs.gatewayKeys.privateKey,
    directory: { graceMs: 300_000 },
    openSchema: true,
    documents: new Map(),
    persistedQueries: createPersistedQueries(null),
    trustedOnly: false,
    budgets: { ANONYMOUS: unlimited, CUSTOMER: unlimited, PARTNER: unlimited, STAFF: unlimited },
    rateLimits,
    audit,
    planning: sharedPlanning,
    scan: noScan,
    invalidation: { publish: () => undefined, subscribe: () => undefined, async [Symbol.asyncDispose]() {} },
    log: silentLog,
  });
  const [provider] = parseIdentityConfig({ OIDC_ISSUER: 'http://127.0.0.1', OIDC_AUDIENCE: 'bench' });
  if (!provider) throw new Error('no identity provider');
  const identity = toIdentity({ payload: identities['admin@demo'], type: 'at+jwt', tenant: null }, provider, []);
  const executeView = async (): Promise<Record<string, unknown>> => {
    const cost = { asked: 0, actual: 0 };
    const access = createAccess({
      filesUrl: 'http://127.0.0.1/attachments',
      identity,
      directory: gateway.directory,
      accountHeader: null,
      requestId: crypto.randomUUID(),
      traceId: 'bench',
      deadline: Date.now() + 10_000,
      changeDeadline: Date.now() + 10_000,
      onCalls: () => undefined,
    });
    const contextValue: GatewayContext = {
      access,
      actor: actorOf('bench', identity, '127.0.0.1'),
      rateKey: 'bench',
      cost,
      standings: new Map(),
      left: undefined,
      answer: {},
      assertion: access.assertion(),
    };
    const { body } = await gateway.server.executeOperation({ query, variables }, { contextValue });
    if (body.kind !== 'single' || !body.singleResult.data || body.singleResult.errors)
      throw new Error('the answer has an error, so it cannot be measured');
    JSON.stringify(body.singleResult);
    return body.singleResult.data;
  };

  const { document, sdl } = prepareSupergraph(read(supergraphFile));
  const api = apiSchemaOf(sdl);
  const authorizer = createAuthorizer(document, api);
  const parsed = parse(query);
  const operation = parsed.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new Error('The customer view has no operation.');
  const prepared = authorizer.prepare(parsed, operation);
  const accessOf = (role: MemberRole): Access => {
    const missing = { state: 'MISSING' } as const;
    const account = {
      id: variables.id,
      formerIds: [],
      links: { billing: missing, product: missing, support: missing },
      scopes: scopesOfMember(role),
      ownTicketsOnly: false,
    };
    return {
      kind: 'CUSTOMER',
      scopes: [],
      account: async () => account,
      viewerAccount: async () => account,
      prepareToChange: () => undefined,
      refused: () => [],
      assertion: () => ({}) as never,
    };
  };
  const [admin, member] = [accessOf('ADMIN'), accessOf('MEMBER')];

  try {
    const data = await executeView();
    const whole = await cpuOf(executeView);
    const parts = {
      'operation limits, for a new document': await cpuOf(() => parseWithinLimits(query, api)),
      'cost estimate': await cpuOf(() => estimateCalls(api, authorizer.costs, prepared.operation, variables)),
      'cached decision': await cpuOf(() => authorizer.authorize(prepared, variables, admin)),
      'decision without cache': await cpuOf(async () =>
        authorizer.authorize(authorizer.prepare(parsed, { ...operation }), variables, admin),
      ),
      'filling of denied fields, for a MEMBER': await cpuOf(async () => {
        const { denied } = await authorizer.authorize(prepared, variables, member);
        return fillDenied({ schema: api, operation: prepared.operation, variables, data, denied });
      }),
    };
    const share = parts['cached decision'] / whole;
    const text = (milliseconds: number) =>
      `${milliseconds.toFixed(3)} ms, ${((100 * milliseconds) / whole).toFixed(1)} %`;
    process.stdout.write(
      `customer view, ${rounds} rounds: ${whole.toFixed(2)} ms of processor time in the gateway, without HTTP and token\n`,
    );
    for (const [name, milliseconds] of Object.entries(parts))
      process.stdout.write(`  ${name}: ${text(milliseconds)}\n`);
    process.stdout.write(
      `authorization of a repeated view: ${(100 * share).toFixed(1)} %, with the cost estimate ${(100 * (share + parts['cost estimate'] / whole)).toFixed(1)} % (limit ${100 * limitShare} %)\n`,
    );
    return share + parts['cost estimate'] / whole < limitShare;
  } finally {
    await gateway[Symbol.asyncDispose]();
    await audit[Symbol.asyncDispose]();
    await subgraphs[Symbol.asyncDispose]();
    await sandbox[Symbol.asyncDispose]();
  }
}
