import type { Readable } from 'node:stream';
import { Agent, type Dispatcher } from 'undici';
import type { MutualTls } from '@customer-graph/process/mutual-tls';
import { assertionHeader } from './assertion.ts';
import { GraphError } from './errors.ts';
import {
  callsHeader,
  downloadHeader,
  followUpsHeader,
  membershipsHeader,
  stoppableHeader,
  uploadHeader,
  type SubgraphDownload,
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
 * @param given URL of its GraphQL endpoint; the rest is beside it: `…/graphql`, `…/commands/<name>`, `…/uploads`, `…/downloads`
 */
export function createHttpTransport(given: string, tls: MutualTls | null = null): Transport & AsyncDisposable {
  const endpoint = tls ? given.replace(/^http:/, 'https:') : given;
  const shared = { keepAliveTimeout: 30_000, pipelining: 1, ...(tls && { connect: { ...tls } }) };
  const agent = new Agent({ connections: 128, ...shared });
  // A slow file occupies its connection, so files must not use those of queries.
  const streams = new Agent({ connections: 64, ...shared });

  interface Message {
    readonly path: string;
    readonly assertion: string | undefined;
    readonly connections: Agent;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | Readable;
    readonly left?: AbortSignal | undefined;
  }

  /** Sends a request and lets `read` make something of its response. */
  async function send<T>(
    { path, assertion, headers, body, left, connections }: Message,
    deadline: number,
    read: (response: Dispatcher.ResponseData) => Promise<T>,
  ): Promise<T> {
    const timeout = AbortSignal.timeout(Math.max(1, deadline + subgraphGraceMs - Date.now()));
    const signal = left ? AbortSignal.any([timeout, left]) : timeout;
    try {
      const url = new URL(path, endpoint);
      return await read(
        await connections.request({
          origin: url.origin,
          path: `${url.pathname}${url.search}`,
          method: 'POST',
          headers: { ...headers, ...(assertion !== undefined && { [assertionHeader]: assertion }) },
          body,
          signal,
        }),
      );
    } catch (error) {
      if (error instanceof GraphError) throw error;
      throw new GraphError(timeout.aborted ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE', { cause: error });
    }
  }

  const post = (message: Message, deadline: number): Promise<SubgraphResponse> =>
    send(message, deadline, async (response) => {
      const text = await textOf(response);
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
    });

  const open = (message: Message, deadline: number): Promise<SubgraphDownload> =>
    send(message, deadline, async (response) => {
      const { statusCode: status, headers, body: content } = response;
      const metadata = headers[downloadHeader];
      const calls = callsOf(headers[callsHeader]);
      if (status !== 200 || typeof metadata !== 'string')
        return { status, body: await textOf(response), content: null, calls };
      // An error of the body after its reader has left must not end the process.
      content.on('error', () => undefined);
      return { status, body: Buffer.from(metadata, 'base64url').toString('utf8'), content, calls };
    });

  return {
    query: ({ body, assertion }, deadline, left) =>
      post(
        {
          path: '',
          assertion,
          connections: agent,
          headers: { ...json, ...(left && { [stoppableHeader]: 'true' }) },
          body,
          left,
        },
        deadline,
      ),
    command: (name, { body, assertion }, deadline) =>
      post(
        { path: `commands/${encodeURIComponent(name)}`, assertion, connections: agent, headers: json, body },
        deadline,
      ),
    upload: ({ body, assertion }, content, deadline) =>
      post(
        {
          path: 'uploads',
          assertion,
          connections: streams,
          headers: {
            'content-type': 'application/octet-stream',
            [uploadHeader]: Buffer.from(body).toString('base64url'),
          },
          body: content,
        },
        deadline,
      ),
    download: ({ body, assertion }, deadline, left) =>
      open({ path: 'downloads', assertion, connections: streams, headers: json, body, left }, deadline),
    async [Symbol.asyncDispose]() {
      await Promise.all([agent.destroy(), streams.destroy()]);
    },
  };
}

async function textOf({ body }: Dispatcher.ResponseData): Promise<string> {
  const text = await readBody(body, maxBytes);
  if (text === undefined) throw new GraphError('UPSTREAM_INVALID_RESPONSE');
  return text;
}
