import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import { freePort, startProcess, type RunningProcess } from '../../tests/support/processes.ts';
import { customerView } from '../../tests/support/queries.ts';
import { prepareCanned } from '../canned/prepare.ts';
import { gatewayOptions, nodeOptionsOf } from '../engines/engines.ts';
import { customerViewWorkload } from '../gateway/workload.ts';
import { startChild } from '../harness/child.ts';
import { usageOf } from '../harness/process-usage.ts';

/** The time of a start, with CPU and RSS at the first answer. */
export interface Started {
  readonly firstAnswerMs: number;
  readonly cpuSeconds: number;
  readonly rssMiB: number;
  readonly settledRssMiB: number;
}

const tryEveryMs = 10;
const startWithinMs = 120_000;
const settleMs = 3_000;

/** Asks until the view is answered without an error. */
async function untilAnswered(running: RunningProcess, startedAt: number, ask: () => Promise<string>): Promise<Started> {
  let last = '';
  while (performance.now() - startedAt < startWithinMs) {
    if (running.child.exitCode !== null) break;
    last = await ask().catch(String);
    if (last.startsWith('{"data":{"account":{') && !last.includes('"errors":')) {
      const firstAnswerMs = performance.now() - startedAt;
      const pid = running.child.pid ?? 0;
      const used = usageOf(pid);
      await delay(settleMs);
      return { firstAnswerMs, ...used, settledRssMiB: usageOf(pid).rssMiB };
    }
    await delay(tryEveryMs);
  }
  throw new Error(`no answer: ${last} ${running.errors()}`);
}

const post = async (url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<string> => {
  const answer = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return answer.body.text();
};

const sandboxPorts = ['CONTROL', 'HUBSPOT', 'STRIPE', 'ZENDESK', 'IDENTITY', 'PRODUCT', 'PRODUCT_WEBHOOK'];

/** The program of `npm start`, without npm: everything in one process, with a sandbox. */
export async function startWhole(folder: string): Promise<Started> {
  const port = await freePort();
  const ports: Record<string, string> = {};
  for (const name of sandboxPorts) ports[`SANDBOX_${name}_PORT`] = String(await freePort());
  const control = `http://127.0.0.1:${ports.SANDBOX_CONTROL_PORT ?? ''}`;
  const startedAt = performance.now();
  const running = startProcess(
    'processes/single.ts',
    { ...ports, PORT: String(port), AUDIT_DIRECTORY: `${folder}/audit` },
    [],
    { nodeOptions: nodeOptionsOf('start') },
  );
  let token = '';
  try {
    return await untilAnswered(running, startedAt, async () => {
      if (token === '')
        ({ token } = JSON.parse(await post(`${control}/tokens`, JSON.stringify({ as: 'admin@demo' }))) as {
          token: string;
        });
      return post(`http://127.0.0.1:${port}/graphql`, JSON.stringify({ query: customerView }), {
        authorization: `Bearer ${token}`,
      });
    });
  } finally {
    await running.kill();
  }
}

/** The gateway over canned subgraphs that run already. */
export async function startGatewayAlone(folder: string): Promise<Started> {
  const canned = startChild({ script: 'bench/canned/process.ts' });
  try {
    const { context, headers, body } = await prepareCanned(canned, folder, customerViewWorkload);
    const port = await freePort();
    const { script, environment = {} } = gatewayOptions(context, port);
    const startedAt = performance.now();
    const running = startProcess(script, { NODE_ENV: 'production', ...environment }, [], {
      nodeOptions: nodeOptionsOf('start:gateway'),
    });
    try {
      return await untilAnswered(running, startedAt, () => post(`http://127.0.0.1:${port}/graphql`, body, headers));
    } finally {
      await running.kill();
    }
  } finally {
    await canned[Symbol.asyncDispose]();
  }
}
