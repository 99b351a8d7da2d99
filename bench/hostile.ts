import { readFileSync } from 'node:fs';
import { startSingleProcess } from '../gateway/single-process.ts';
import { identities } from '../sandbox/identity/identities.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { companyId, places } from '../sandbox/seed/company.ts';
import { silentLog } from '../subgraphs/shared/log.ts';
import { hostile } from '../tests/support/hostile.ts';

const rounds = 20;

const query = readFileSync(new URL('../tests/queries/customer-view.graphql', import.meta.url), 'utf8');

/** What shapes that are known to bring GraphQL servers down cost in processor time, against a customer view, which is what they have to stay below. */
export async function hostileShapes(): Promise<boolean> {
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
    const ask = async (text: string, variables: object = {}): Promise<number> => {
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
    // Stand-ins, gateway and subgraphs are one process: a view costs some of each.
    const view = await cpuOf(() => ask(query, { id: companyId(places.demo) }));
    process.stdout.write(
      `a customer view: ${view.toFixed(1)} ms of processor time, vendors' stand-ins included; ${rounds} rounds each\n`,
    );
    let isGood = true;
    for (const [name, text] of Object.entries(hostile)) {
      const cost = await cpuOf(() => ask(text));
      isGood &&= cost < view;
      process.stdout.write(
        `  ${name}: ${cost.toFixed(1)} ms, ${((100 * cost) / view).toFixed(0)} %${cost < view ? '' : ' – MORE THAN A VIEW'}\n`,
      );
    }
    return isGood;
  } finally {
    await service[Symbol.asyncDispose]();
    await sandbox[Symbol.asyncDispose]();
  }
}
