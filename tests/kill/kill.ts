import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { customerId, companyIndex } from '../../sandbox/seed/company.ts';
import { noPace, startTestSandbox } from '../support/graph.ts';
import { startProcess, untilReady, type RunningProcess } from '../support/processes.ts';
import { demo, difference, type Point, type Write } from './writes.ts';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** In milliseconds. */
const timeoutMs = 30_000;

async function until<T>(condition: string, check: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const end = Date.now() + timeoutMs; Date.now() < end;) {
    const found = await check();
    if (found !== undefined) return found;
    await delay(25);
  }
  throw new Error(`${condition}: not within ${timeoutMs / 1_000} s`);
}

interface GraphResponse {
  readonly data?: Readonly<
    Record<
      string,
      | {
          readonly operation: { readonly id: string } | null;
          readonly userErrors: readonly { readonly code: string }[];
        }
      | { readonly status: string }
      | null
    >
  >;
}

/** Kills the process at each call of the writes, restarts it, and returns what is wrong afterwards. */
export async function killAtEachCall(
  journal: Readonly<Record<string, string>>,
  writes: readonly Write[],
): Promise<string[]> {
  const sandbox = await startTestSandbox();
  const port = await freePort();
  const environment = {
    ...noPace,
    ...sandbox.environment,
    ...journal,
    PORT: String(port),
    HOST: '127.0.0.1',
    AUDIT_DIRECTORY: mkdtempSync(join(tmpdir(), 'audit-')),
    LOG_LEVEL: 'error',
  };
  const url = `http://127.0.0.1:${port}/graphql`;
  const failures: string[] = [];
  let running: RunningProcess | undefined;

  const start = async () => {
    running = startProcess('processes/single.ts', environment);
    await untilReady(running, port);
  };
  const ask = async (query: string, variables: object): Promise<GraphResponse> => {
    const token = await sandbox.token('admin@demo');
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as GraphResponse;
  };
  const invoices = async (): Promise<number> => {
    const response = await fetch(
      `${sandbox.urls.stripe}/v1/invoices?customer=${customerId(companyIndex.demo)}&limit=100`,
      {
        headers: { authorization: `Bearer ${sandbox.environment.STRIPE_API_KEY ?? ''}` },
      },
    );
    return ((await response.json()) as { data: unknown[] }).data.length;
  };

  async function killAt(write: Write, [name, vendor, method, path]: Point, index: number): Promise<void> {
    const { mutation, input, invoices: made } = write;
    await sandbox.reset();
    write.before?.(sandbox);
    const invoicesBefore = await invoices();
    sandbox.calls.clear();
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation($input: ${type}!) { ${mutation}(input: $input) { operation { id } userErrors { code } } }`;
    const variables = { input: { ...input, idempotencyKey: `kill-${mutation}-${index}` } };
    // Fills the gateway's directory cache, so that the slow call is one of the write's own.
    await ask(`{ account(id: "${demo}") { id } }`, {});
    await sandbox.setFaults([{ vendor, method, path, kind: 'drip', value: 100, times: 1 }]);
    const lost = ask(query, variables).catch(() => undefined);
    await until(`${mutation}, ${name}: the call`, () => sandbox.faultsLeft() === 0 || undefined);
    // The vendor has carried out the call; only its response is slow.
    await delay(30);
    await running?.kill();
    await lost;
    await sandbox.setFaults([]);
    await start();
    // A client without a response repeats the request with the same key.
    const operation = await until(`${mutation}, ${name}: a response`, async () => {
      const { data } = await ask(query, variables);
      const payload = data?.[mutation];
      if (payload && 'userErrors' in payload && payload.userErrors.length > 0)
        throw new Error(`${mutation}, ${name}: ${JSON.stringify(payload.userErrors)}`);
      return payload && 'operation' in payload ? (payload.operation ?? undefined) : undefined;
    });
    await until(`${mutation}, ${name}: the end of the operation`, async () => {
      const found = (await ask('query($id: ID!) { operation(id: $id) { status } }', { id: operation.id })).data
        ?.operation;
      if (found && 'status' in found && found.status === 'FAILED')
        throw new Error(`${mutation}, ${name}: the operation failed`);
      return found && 'status' in found && found.status === 'SUCCEEDED' ? true : undefined;
    });
    failures.push(
      ...[...write.check(sandbox), ...difference('invoices', made, (await invoices()) - invoicesBefore)].map(
        (failure) => `${mutation}, ${name}: ${failure}`,
      ),
    );
  }

  try {
    await start();
    for (const write of writes) {
      for (const [index, point] of write.points.entries()) {
        const startedAt = Date.now();
        const known = failures.length;
        await killAt(write, point, index).catch((error: unknown) =>
          failures.push(error instanceof Error ? error.message : String(error)),
        );
        process.stdout.write(
          `${failures.length === known ? 'ok  ' : 'FAIL'}  ${write.mutation}, killed while ${point[0]}  ${Date.now() - startedAt} ms\n`,
        );
        if (running?.child.exitCode !== null || running.child.signalCode !== null) await start();
      }
    }
  } finally {
    await running?.kill();
    await sandbox[Symbol.asyncDispose]();
  }
  return failures;
}
