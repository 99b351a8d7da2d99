import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { identities } from '../sandbox/identity/identities.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { noPace, startTestSandbox } from '../tests/support/graph.ts';
import { freePort, startProcess, untilReady } from '../tests/support/processes.ts';
import { customerView } from '../tests/support/queries.ts';
import type { Attack } from './attacker.ts';

const attackMs = 10_000;
const stopWithinMs = 10_000;
const strangers = {
  halfOpen: 5_000,
  addresses: 10,
  slowUploads: 200,
  webhooksASecond: 300,
  webhookBytes: 10_000,
} as const;

/**
 * Measures customer views while strangers hold connections, upload slowly and send invalid webhooks, and then a stop. The
 * stand-ins run in this process, the strangers in a thread, the graph in a process of its own. Fails if p99 doubles, or the stop takes too long.
 */
export async function connections(): Promise<boolean> {
  // Without the vendors' rate limits, which would hide what the graph does.
  const sandbox = await startTestSandbox();
  await sandbox.ready;
  const port = await freePort();
  const running = startProcess('processes/single.ts', {
    ...noPace,
    ...sandbox.environment,
    RATE_QUOTAS: 'CUSTOMER=1000000000,TENANT=1000000000',
    PORT: String(port),
    HOST: '127.0.0.1',
    JOURNAL_DIRECTORY: 'memory',
    AUDIT_DIRECTORY: '.data/bench-audit',
    LOG_LEVEL: 'error',
  });
  try {
    await untilReady(running, port);
    const views = await viewer(port, sandbox);
    for (let count = 0; count < 20; count += 1) await views.one();
    const calm = await views.during(attackMs);
    const attacker = await attack(port, sandbox);
    const attacked = await views.during(attackMs);
    const startedAt = Date.now();
    const ended = once(running.child, 'exit');
    running.child.kill('SIGTERM');
    const [code] = (await ended) as [number | null];
    const stopMs = Date.now() - startedAt;
    await attacker.terminate();
    const isWithin = attacked.p99 < 2 * calm.p99 && code === 0 && stopMs <= stopWithinMs;
    process.stdout.write(
      `customer views: before ${describe(calm)}; with ${strangers.halfOpen} half-open connections from ${strangers.addresses} addresses, ${strangers.slowUploads} slow uploads and ${strangers.webhooksASecond} invalid webhooks of ${strangers.webhookBytes} bytes a second ${describe(attacked)}\n` +
        `SIGTERM with them open: ended with ${String(code)} after ${(stopMs / 1_000).toFixed(1)} s${isWithin ? '' : ' – BEYOND A LIMIT'}\n`,
    );
    return isWithin;
  } finally {
    await running.kill();
    await sandbox[Symbol.asyncDispose]();
  }
}

interface Times {
  readonly count: number;
  readonly median: number;
  readonly p99: number;
}
const describe = ({ count, median, p99 }: Times): string =>
  `${count} views, median ${median.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`;

async function viewer(port: number, sandbox: Sandbox) {
  const authorization = `Bearer ${await sandbox.token(identities['admin@demo'] ?? {})}`;
  const body = JSON.stringify({ query: customerView, variables: { id: companyId(companyIndex.demo) } });
  const one = async (): Promise<number> => {
    const startedAt = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body,
    });
    const { errors } = (await answer.json()) as { errors?: unknown };
    if (errors !== undefined) throw new Error(`a view has errors: ${JSON.stringify(errors)}`);
    return performance.now() - startedAt;
  };
  return {
    one,
    async during(milliseconds: number): Promise<Times> {
      const times: number[] = [];
      for (const until = Date.now() + milliseconds; Date.now() < until;) times.push(await one());
      times.sort((a, b) => a - b);
      const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
      return { count: times.length, median: at(0.5), p99: at(0.99) };
    },
  };
}

/** Begins the attack, which goes on beside the views. Resolves once the connections are open. */
async function attack(port: number, sandbox: Sandbox): Promise<Worker> {
  const tokens = await Promise.all(
    ['admin@demo', 'billing@demo', 'member@demo', 'admin@other'].map((as) => sandbox.token(identities[as] ?? {})),
  );
  const workerData: Attack = { port, tokens, ...strangers };
  const worker = new Worker(new URL('./attacker.ts', import.meta.url), { workerData, execArgv: [] });
  await once(worker, 'message');
  return worker;
}
