import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kind, parse, type OperationDefinitionNode } from 'graphql';
import { createAccess, type Access } from '../gateway/access/access.ts';
import { actorOf } from '../gateway/audit/acts.ts';
import { createAudit } from '../gateway/audit/audit.ts';
import { createFileStore } from '../gateway/audit/file-store.ts';
import { createAuthorizer } from '../gateway/authorization/authorizer.ts';
import { restoreDenied } from '../gateway/authorization/restore.ts';
import type { GatewayContext } from '../gateway/context.ts';
import { estimateCalls } from '../gateway/cost/estimate.ts';
import { createDirectTransport } from '../subgraphs/shared/transport/direct-transport.ts';
import type { Transport } from '../subgraphs/shared/transport/transport.ts';
import { createGateway } from '../gateway/gateway.ts';
import { toIdentity } from '../gateway/identity/claims.ts';
import { createRateLimits } from '../gateway/limits/rate.ts';
import { parseWithinLimits } from '../gateway/limits/shape.ts';
import { createSupergraphSource } from '../gateway/supergraph-source.ts';
import { apiSchemaOf, prepareSupergraph } from '../gateway/supergraph.ts';
import { read, supergraphFile } from '../schema/files.ts';
import { identities } from '../sandbox/identity/identities.ts';
import { companyId, places } from '../sandbox/seed/company.ts';
import { silentLog } from '../subgraphs/shared/log.ts';
import { scopesOfMember, type MemberRole } from '../subgraphs/shared/roles.ts';
import type { SubgraphResponse } from '../subgraphs/shared/subgraph.ts';
import { startTestSandbox } from '../tests/support/graph.ts';
import { startSubgraphs } from '../tests/support/subgraphs.ts';

const rounds = 500;
const limitShare = 0.1;

const query = readFileSync(new URL('../tests/queries/customer-view.graphql', import.meta.url), 'utf8');
const variables = { id: companyId(places.demo) };
const claimNames = { staffRoles: 'staff_roles', partnerAccounts: 'partner_accounts', account: 'account_id' };

/** Processor time of some work, in milliseconds for each round. */
async function cpuOf(work: () => unknown): Promise<number> {
  for (let round = 0; round < 50; round += 1) await work();
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / rounds / 1_000;
}

/** Answers what the subgraph answered to the same before: what remains is the gateway's own work. */
function replayed(transport: Transport): Transport {
  const answers = new Map<string, Promise<SubgraphResponse>>();
  const once = (key: string, ask: () => Promise<SubgraphResponse>) => {
    const known = answers.get(key) ?? ask();
    answers.set(key, known);
    return known;
  };
  return {
    query: (request, deadline) => once(request.body, () => transport.query(request, deadline)),
    upload: (request, content, deadline) => transport.upload(request, content, deadline),
    command: (name, request, deadline) =>
      once(`${name} ${request.body}`, () => transport.command(name, request, deadline)),
  };
}

/**
 * What authorizing a customer view costs of all that the gateway does for one: below a tenth of it. The gateway alone, without its HTTP and without verifying the token,
 * before subgraphs that answer at once: so the whole is smaller, and the share larger, than in truth.
 */
export async function authorization(): Promise<boolean> {
  const sandbox = await startTestSandbox();
  const subgraphs = await startSubgraphs(sandbox);
  const audit = createAudit({
    store: await createFileStore(mkdtempSync(join(tmpdir(), 'audit-'))),
    key: null,
    retentionDays: 1,
    log: silentLog,
  });
  const most = 1e12;
  const rateLimits = createRateLimits({
    quotas: { ANONYMOUS: most, CUSTOMER: most, PARTNER: most, STAFF: most, TENANT: most },
    redisUrl: null,
    log: silentLog,
  });
  const gateway = await createGateway({
    supergraph: createSupergraphSource(null, null),
    transports: Object.fromEntries(
      Object.entries(subgraphs.all).map(([name, subgraph]) => [name, replayed(createDirectTransport(subgraph))]),
    ),
    signingKey: subgraphs.gatewayKeys.privateKey,
    directory: { graceMs: 300_000 },
    openSchema: true,
    documents: new Map(),
    trustedOnly: false,
    budgets: { ANONYMOUS: most, CUSTOMER: most, PARTNER: most, STAFF: most },
    rateLimits,
    audit,
    drops: { publish: () => undefined, subscribe: () => undefined, async [Symbol.asyncDispose]() {} },
    log: silentLog,
  });
  const identity = toIdentity(identities['admin@demo'], claimNames);
  const ask = async (): Promise<Record<string, unknown>> => {
    const cost = { asked: 0, actual: 0 };
    const access = createAccess({
      identity,
      directory: gateway.directory,
      accountHeader: null,
      requestId: crypto.randomUUID(),
      traceId: 'bench',
      deadline: Date.now() + 10_000,
      isPatient: true,
      changeDeadline: Date.now() + 10_000,
      onCalls: () => undefined,
    });
    const contextValue: GatewayContext = {
      access,
      actor: actorOf('bench', identity),
      rateKey: 'bench',
      cost,
      standings: new Map(),
      answer: {},
      assertion: access.assertion(),
    };
    const { body } = await gateway.server.executeOperation({ query, variables }, { contextValue });
    if (body.kind !== 'single' || !body.singleResult.data || body.singleResult.errors)
      throw new Error('an answer with an error does not count');
    JSON.stringify(body.singleResult);
    return body.singleResult.data;
  };

  const { document, sdl } = prepareSupergraph(read(supergraphFile));
  const api = apiSchemaOf(sdl);
  const authorizer = createAuthorizer(document, api);
  const asked = parse(query);
  const operation = asked.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new Error('no operation');
  const prepared = authorizer.prepare(asked, operation);
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
    const data = await ask();
    const whole = await cpuOf(ask);
    const parts = {
      'limits of shape, when a text is new': await cpuOf(() => parseWithinLimits(query, api)),
      'the cost': await cpuOf(() => estimateCalls(api, authorizer.costs, prepared.operation, variables)),
      'a verdict that is kept': await cpuOf(() => authorizer.authorize(prepared, variables, admin)),
      'a verdict that is not kept': await cpuOf(async () =>
        authorizer.authorize(authorizer.prepare(asked, { ...operation }), variables, admin),
      ),
      'putting back what was cut out, for a MEMBER': await cpuOf(async () => {
        const { denied } = await authorizer.authorize(prepared, variables, member);
        return restoreDenied({ schema: api, operation: prepared.operation, variables, data, denied });
      }),
    };
    const share = parts['a verdict that is kept'] / whole;
    const text = (milliseconds: number) =>
      `${milliseconds.toFixed(3)} ms, ${((100 * milliseconds) / whole).toFixed(1)} %`;
    process.stdout.write(
      `customer view, ${rounds} rounds; the gateway's processor time for one: ${whole.toFixed(2)} ms, without HTTP and token\n`,
    );
    for (const [name, milliseconds] of Object.entries(parts))
      process.stdout.write(`  ${name}: ${text(milliseconds)}\n`);
    process.stdout.write(
      `authorization of a view that was asked before: ${(100 * share).toFixed(1)} %, with its cost ${(100 * (share + parts['the cost'] / whole)).toFixed(1)} % (limit ${100 * limitShare} %)\n`,
    );
    return share + parts['the cost'] / whole < limitShare;
  } finally {
    await gateway[Symbol.asyncDispose]();
    await audit[Symbol.asyncDispose]();
    await subgraphs[Symbol.asyncDispose]();
    await sandbox[Symbol.asyncDispose]();
  }
}
