import type { Readable } from 'node:stream';
import { Agent } from 'undici';
import type { MutualTls } from '@customer-graph/process/mutual-tls';
import { assertionHeader } from './assertion.ts';
import { GraphError } from './errors.ts';
import {
  callsHeader,
  followUpsHeader,
  membershipsHeader,
  stoppableHeader,
  uploadHeader,
  type SubgraphResponse,
} from './messages.ts';
import { readBody } from '@customer-graph/process/read-body';
import { subgraphGraceMs } from './deadline.ts';
import type { Transport } from './transport.ts';

/** Maximum size of a subgraph's response, in bytes. */
const maxBytes = 32 * 1024 * 1024;
const json = { 'content-type': 'application/json' } as const;

/** Upper limit of the reported vendor calls: a subgraph's header is not trusted further. */
const maxCalls = 10_000;

const callsOf = (header: unknown): number => {
  const calls = Number(header ?? 0);
  return Number.isSafeInteger(calls) && calls >= 0 ? Math.min(calls, maxCalls) : 0;
};

/**
 * A transport to a subgraph over HTTP with keep-alive. Rejects with UPSTREAM_TIMEOUT, UPSTREAM_UNAVAILABLE or
 * UPSTREAM_INVALID_RESPONSE.
 *
 * @param tls presents a certificate and accepts only those of its authority. The connection then uses TLS, also for an http URL
 * @param given URL of its GraphQL endpoint; calls and uploads are beside it: `…/graphql`, `…/commands/<name>`, `…/uploads`
 */
export function createHttpTransport(given: string, tls: MutualTls | null = null): Transport & AsyncDisposable {
  const endpoint = tls ? given.replace(/^http:/, 'https:') : given;
  const shared = { keepAliveTimeout: 30_000, pipelining: 1, ...(tls && { connect: { ...tls } }) };
  const agent = new Agent({ connections: 128, ...shared });
  // A slow upload occupies its connection, so uploads must not use those of queries.
  const streams = new Agent({ connections: 64, ...shared });

  interface Message {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | Readable;
    readonly left?: AbortSignal | undefined;
  }

  async function post(
    path: string,
    assertion: string | undefined,
    { headers, body, left }: Message,
    deadline: number,
  ): Promise<SubgraphResponse> {
    const timeout = AbortSignal.timeout(Math.max(1, deadline + subgraphGraceMs - Date.now()));
    const signal = left ? AbortSignal.any([timeout, left]) : timeout;
    try {
      const url = new URL(path, endpoint);
      const response = await (typeof body === 'string' ? agent : streams).request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: 'POST',
        headers: { ...headers, ...(assertion !== undefined && { [assertionHeader]: assertion }) },
        body,
        signal,
      });
      const text = await readBody(response.body, maxBytes);
      if (text === undefined) throw new GraphError('UPSTREAM_INVALID_RESPONSE');
      const listOf = (header: string): string[] =>
        String(response.headers[header] ?? '')
          .split(',')
          .filter(Boolean);
      return {
        status: response.statusCode,
        body: text,
        calls: callsOf(response.headers[callsHeader]),
        membershipsChanged: listOf(membershipsHeader),
        followUps: listOf(followUpsHeader),
      };
    } catch (error) {
      if (error instanceof GraphError) throw error;
      throw new GraphError(timeout.aborted ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE', { cause: error });
    }
  }

  return {
    query: ({ body, assertion }, deadline, left) =>
      post('', assertion, { headers: { ...json, ...(left && { [stoppableHeader]: 'true' }) }, body, left }, deadline),
    command: (name, { body, assertion }, deadline) =>
      post(`commands/${encodeURIComponent(name)}`, assertion, { headers: json, body }, deadline),
    upload: ({ body, assertion }, content, deadline) =>
      post(
        'uploads',
        assertion,
        {
          headers: {
            'content-type': 'application/octet-stream',
            [uploadHeader]: Buffer.from(body).toString('base64url'),
          },
          body: content,
        },
        deadline,
      ),
    async [Symbol.asyncDispose]() {
      await Promise.all([agent.destroy(), streams.destroy()]);
    },
  };
}
