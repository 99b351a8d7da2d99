import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answerDirectoryCall } from './directory.ts';
import type { CannedSubgraph } from './subgraph.ts';

export interface CannedServer extends AsyncDisposable {
  /** Of the GraphQL endpoint. */
  readonly url: string;
  /** Number of GraphQL requests so far. */
  requests(): number;
}

export interface CannedServerOptions {
  readonly subgraph: CannedSubgraph;
  readonly latencyMs: number;
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

/** Serves one subgraph on a port of its own, as in production: each has its own pool of connections. */
export async function serveCanned({ subgraph, latencyMs }: CannedServerOptions): Promise<CannedServer> {
  let requests = 0;
  const send = (response: ServerResponse, status: number, body: Buffer | string): void => {
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await textOf(request);
    const [, command] = /\/commands\/(.+)$/.exec(request.url ?? '') ?? [];
    if (command !== undefined) {
      const answer = answerDirectoryCall(command, text);
      send(response, answer === undefined ? 404 : 200, JSON.stringify(answer ?? {}));
      return;
    }
    requests += 1;
    const body = await subgraph(text);
    if (latencyMs === 0) send(response, 200, body);
    else setTimeout(() => send(response, 200, body), latencyMs);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      send(response, 500, JSON.stringify({ errors: [{ message: 'the canned subgraph has no answer' }] }));
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    requests: () => requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
