import type { IncomingHttpHeaders } from 'node:http';
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
  type SubgraphRequest,
  type SubgraphResponse,
} from './messages.ts';
import { readBody } from '@customer-graph/process/read-body';
import { subgraphGraceMs } from './deadline.ts';
import { postText } from './post-text.ts';
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
  // Each request has a time limit of its own.
  const agent = new Agent({ connections: 128, headersTimeout: 0, bodyTimeout: 0, ...shared });
  // A slow file occupies its connection, so files must not use those of queries.
  const streams = new Agent({ connections: 64, ...shared });

  /** The address of a path beside the endpoint. */
  const addressOf = (path: string): { readonly origin: string; readonly path: string } => {
    const { origin, pathname, search } = new URL(path, endpoint);
    return { origin, path: `${pathname}${search}` };
  };
  const [queries, uploads, downloads] = [addressOf(''), addressOf('uploads'), addressOf('downloads')];
  const timeoutOf = (deadline: number): number => Math.max(1, deadline + subgraphGraceMs - Date.now());

  async function post(
    address: typeof queries,
    { body, assertion }: SubgraphRequest,
    deadline: number,
    left?: AbortSignal,
  ): Promise<SubgraphResponse> {
    const { status, headers, text } = await postText(agent, {
      ...address,
      headers: { ...json, ...withAssertion(assertion), ...(left && { [stoppableHeader]: 'true' }) },
      body,
      timeoutMs: timeoutOf(deadline),
      left,
      maxBytes,
    });
    return responseOf(status, headers, text);
  }

  /** Sends a request with a stream on either side, and lets `read` make something of its response. */
  async function stream<T>(
    address: typeof queries,
    message: { readonly headers: Readonly<Record<string, string>>; readonly body: string | Readable },
    deadline: number,
    read: (response: Dispatcher.ResponseData) => Promise<T>,
    left?: AbortSignal,
  ): Promise<T> {
    const timeout = AbortSignal.timeout(timeoutOf(deadline));
    const signal = left ? AbortSignal.any([timeout, left]) : timeout;
    try {
      return await read(await streams.request({ ...address, method: 'POST', ...message, signal }));
    } catch (error) {
      if (error instanceof GraphError) throw error;
      throw new GraphError(timeout.aborted ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE', { cause: error });
    }
  }

  return {
    query: (request, deadline, left) => post(queries, request, deadline, left),
    command: (name, request, deadline) => post(addressOf(`commands/${encodeURIComponent(name)}`), request, deadline),
    upload: ({ body, assertion }, content, deadline) =>
      stream(
        uploads,
        {
          headers: {
            'content-type': 'application/octet-stream',
            [uploadHeader]: Buffer.from(body).toString('base64url'),
            ...withAssertion(assertion),
          },
          body: content,
        },
        deadline,
        async (response) => responseOf(response.statusCode, response.headers, await textOf(response)),
      ),
    download: ({ body, assertion }, deadline, left) =>
      stream(downloads, { headers: { ...json, ...withAssertion(assertion) }, body }, deadline, openDownload, left),
    async [Symbol.asyncDispose]() {
      await Promise.all([agent.destroy(), streams.destroy()]);
    },
  };
}

const withAssertion = (assertion: string | undefined): Readonly<Record<string, string>> =>
  assertion === undefined ? {} : { [assertionHeader]: assertion };

function responseOf(status: number, headers: IncomingHttpHeaders, body: string): SubgraphResponse {
  const listOf = (header: string): string[] =>
    String(headers[header] ?? '')
      .split(',')
      .filter(Boolean);
  return {
    status,
    body,
    calls: callsOf(headers[callsHeader]),
    membershipsChanged: listOf(membershipsHeader),
    followUps: listOf(followUpsHeader),
  };
}

async function openDownload(response: Dispatcher.ResponseData): Promise<SubgraphDownload> {
  const { statusCode: status, headers, body: content } = response;
  const metadata = headers[downloadHeader];
  const calls = callsOf(headers[callsHeader]);
  if (status !== 200 || typeof metadata !== 'string')
    return { status, body: await textOf(response), content: null, calls };
  // An error of the body after its reader has left must not end the process.
  content.on('error', () => undefined);
  return { status, body: Buffer.from(metadata, 'base64url').toString('utf8'), content, calls };
}

async function textOf({ body }: Dispatcher.ResponseData): Promise<string> {
  const text = await readBody(body, maxBytes);
  if (text === undefined) throw new GraphError('UPSTREAM_INVALID_RESPONSE');
  return text;
}
