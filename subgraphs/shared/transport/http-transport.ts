import type { Readable } from 'node:stream';
import { Agent } from 'undici';
import { assertionHeader } from '../assertion/assertion.ts';
import { GraphError } from '../errors.ts';
import { callsHeader, followUpsHeader, membershipsHeader, uploadHeader, type SubgraphResponse } from '../subgraph.ts';
import { readBody } from '../upstream/read-body.ts';
import { subgraphGraceMs } from './deadline.ts';
import type { Transport } from './transport.ts';

/** The largest answer of a subgraph that is read, in bytes. */
const maxBytes = 32 * 1024 * 1024;
const json = { 'content-type': 'application/json' } as const;

/** A subgraph over HTTP, on connections that are kept. */
export function createHttpTransport(base: string): Transport & AsyncDisposable {
  const agent = new Agent({ connections: 128, keepAliveTimeout: 30_000, pipelining: 1 });
  // What comes as slowly as somebody sends it must not hold up everybody's queries.
  const streams = new Agent({ connections: 16, keepAliveTimeout: 30_000, pipelining: 1 });

  interface Message {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | Readable;
  }

  async function post(
    path: string,
    assertion: string | undefined,
    { headers, body }: Message,
    deadline: number,
  ): Promise<SubgraphResponse> {
    const signal = AbortSignal.timeout(Math.max(1, deadline + subgraphGraceMs - Date.now()));
    try {
      const url = new URL(`${base}${path}`);
      const answer = await (typeof body === 'string' ? agent : streams).request({
        origin: url.origin,
        path: url.pathname,
        method: 'POST',
        headers: { ...headers, ...(assertion !== undefined && { [assertionHeader]: assertion }) },
        body,
        signal,
      });
      const text = await readBody(answer.body, maxBytes);
      if (text === undefined) throw new GraphError('UPSTREAM_INVALID_RESPONSE');
      const listOf = (header: string): string[] =>
        String(answer.headers[header] ?? '')
          .split(',')
          .filter(Boolean);
      return {
        status: answer.statusCode,
        body: text,
        calls: Number(answer.headers[callsHeader] ?? 0) || 0,
        membershipsChanged: listOf(membershipsHeader),
        followUps: listOf(followUpsHeader),
      };
    } catch (error) {
      if (error instanceof GraphError) throw error;
      throw new GraphError(signal.aborted ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE', { cause: error });
    }
  }

  return {
    query: ({ body, assertion }, deadline) => post('/graphql', assertion, { headers: json, body }, deadline),
    command: (name, { body, assertion }, deadline) =>
      post(`/commands/${name}`, assertion, { headers: json, body }, deadline),
    upload: ({ body, assertion }, content, deadline) =>
      post(
        '/uploads',
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
