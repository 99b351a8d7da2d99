import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { silentLog } from '@customer-graph/process/log';
import { startSingleProcess } from '../../processes/single-process.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { noPace } from '../../tests/support/graph.ts';
import { customerView } from '../../tests/support/queries.ts';
import type { RecordedRequest, RecordedStatement, RecordedView } from './recorded.ts';
import { startRecordingProxy } from './recording-proxy.ts';

const bases = ['HUBSPOT_API_BASE', 'STRIPE_API_BASE', 'ZENDESK_BASE'] as const;
/** Views before the recorded one, so that it finds caches filled. */
const warmViews = 3;

/** Runs statements of the pool through a function that sees them. */
function watchStatements(onStatement: (statement: RecordedStatement) => void): () => void {
  const prototype = pg.Client.prototype as unknown as { query: (...given: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function (this: unknown, ...given: unknown[]) {
    const [first, second] = given;
    const { text, values } =
      typeof first === 'string' ? { text: first, values: second } : (first as { text: string; values?: unknown });
    onStatement({ text, values: Array.isArray(values) ? values : [] });
    return query.apply(this, given);
  };
  return () => (prototype.query = query);
}

/** The calls to vendors of one warm customer view: what a backend-for-frontend would have to ask as well. */
export async function recordView(sandbox: Sandbox, token: string): Promise<RecordedView> {
  const requests: RecordedRequest[] = [];
  const statements: RecordedStatement[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const unwatch = watchStatements((statement) => statements.push(statement));
  const proxies = await Promise.all(
    bases.map(async (name) => ({
      name,
      proxy: await startRecordingProxy(sandbox.environment[name] ?? '', (request) => requests.push(request)),
    })),
  );
  const service = await startSingleProcess({
    environment: {
      ...noPace,
      ...sandbox.environment,
      ...Object.fromEntries(proxies.map(({ name, proxy }) => [name, proxy.url])),
      PORT: '0',
      AUDIT_DIRECTORY: folder,
      JOURNAL_DIRECTORY: 'memory',
    },
    log: silentLog,
  });
  try {
    for (let view = 0; view <= warmViews; view += 1) {
      requests.length = 0;
      statements.length = 0;
      const answer = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: customerView }),
      });
      const { errors } = (await answer.json()) as { errors?: unknown };
      if (errors !== undefined) throw new Error(`the view has errors: ${JSON.stringify(errors)}`);
    }
    return { requests: [...requests], statements: statements.filter(({ text }) => /^(?:select|with)\b/i.test(text)) };
  } finally {
    unwatch();
    await service[Symbol.asyncDispose]();
    for (const { proxy } of proxies) await proxy[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }
}
