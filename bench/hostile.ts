import { readFileSync } from 'node:fs';
import { startSingleProcess } from '../processes/single-process.ts';
import { identities } from '../sandbox/identity/identities.ts';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { silentLog } from '@customer-graph/process/log';
import { aliasedViewer, hostile } from '../tests/support/hostile.ts';

const rounds = 20;

const query = readFileSync(new URL('../tests/queries/customer-view.graphql', import.meta.url), 'utf8');

/** Milliseconds until an operation that needs a new plan is answered, and until another tenant's small one is. */
const limitMs = 1_000;
const besideLimitMs = 300;

/** Sends an operation whose plan is new, and beside it another tenant's. Returns whether both are answered in time. */
async function planningDelay(url: string, sandbox: Sandbox, as: string, count: number): Promise<boolean> {
  const timed = async (caller: string, query: string) => {
    const authorization = `Bearer ${await sandbox.token(identities[caller] ?? {})}`;
    const startedAt = performance.now();
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query }),
    });
    const text = await answer.text();
    return { status: answer.status, text, ms: performance.now() - startedAt };
  };
  const unique = `${as.replace(/\W/g, '')}${count}`;
  const [large, small] = await Promise.all([
    timed(as, aliasedViewer(count, unique)),
    timed('admin@other', `{ viewer { ${unique}: name } }`),
  ]);
  const outcome = /OPERATION_TOO_COSTLY/.test(large.text) ? 'refused' : `status ${large.status}`;
  const isInTime = large.ms < limitMs && small.ms < besideLimitMs;
  process.stdout.write(
    `  ${count} aliases as ${as}: ${outcome} in ${large.ms.toFixed(0)} ms; another tenant beside it: ${small.ms.toFixed(0)} ms${isInTime ? '' : ' – TOO SLOW'}\n`,
  );
  return isInTime;
}

/** Measures the processor time of known hostile operations. Fails if one takes longer than a customer view. */
export async function hostileOperations(): Promise<boolean> {
  const sandbox = await startSandbox({
    ports: { control: 0, hubspot: 0, stripe: 0, zendesk: 0, identity: 0, product: 0, productWebhook: 0 },
  });
  const quotas = 'CUSTOMER=1000000000,TENANT=1000000000';
  const service = await startSingleProcess({
    environment: { PORT: '0', AUDIT_DIRECTORY: '.data/bench-audit', RATE_QUOTAS: quotas, ...sandbox.environment },
    log: silentLog,
  });
  try {
    const token = await sandbox.token(identities['admin@demo'] ?? {});
    const send = async (text: string, variables: object = {}): Promise<number> => {
      const answer = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: text, variables }),
      });
      await answer.text();
      return answer.status;
    };
    const cpuOf = async (work: () => Promise<unknown>): Promise<number> => {
      await work();
      const before = process.cpuUsage();
      for (let round = 0; round < rounds; round += 1) await work();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / rounds / 1_000;
    };
    // Stand-ins, gateway and subgraphs share the process, so the time of a view includes all of them.
    const view = await cpuOf(() => send(query, { id: companyId(companyIndex.demo) }));
    process.stdout.write(
      `customer view: ${view.toFixed(1)} ms of processor time, stand-ins included; ${rounds} rounds each\n`,
    );
    let isWithinLimit = true;
    for (const [name, text] of Object.entries(hostile)) {
      const cost = await cpuOf(() => send(text));
      isWithinLimit &&= cost < view;
      process.stdout.write(
        `  ${name}: ${cost.toFixed(1)} ms, ${((100 * cost) / view).toFixed(0)} %${cost < view ? '' : ' – MORE THAN A CUSTOMER VIEW'}\n`,
      );
    }
    for (const as of ['admin@demo', 'staff:admin'])
      for (const count of [1, 2, 3, 5, 8, 10, 11, 20, 50])
        isWithinLimit = (await planningDelay(service.url, sandbox, as, count)) && isWithinLimit;
    return isWithinLimit;
  } finally {
    await service[Symbol.asyncDispose]();
    await sandbox[Symbol.asyncDispose]();
  }
}
