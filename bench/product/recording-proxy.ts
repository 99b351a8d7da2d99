import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as send } from 'undici';
import type { RecordedRequest } from './recorded.ts';

/** Headers of one connection, and those that make a repeated request another one. */
const own = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'idempotency-key',
]);

export interface RecordingProxy extends AsyncDisposable {
  readonly url: string;
}

/** Passes requests on to a vendor and reports each. */
export async function startRecordingProxy(
  target: string,
  onRequest: (request: RecordedRequest) => void,
): Promise<RecordingProxy> {
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const recorded: RecordedRequest = {
      method: request.method === 'POST' ? 'POST' : 'GET',
      url: `${target}${request.url ?? ''}`,
      headers: Object.fromEntries(
        Object.entries(request.headers).flatMap(([name, value]) =>
          own.has(name) || value === undefined ? [] : [[name, String(value)]],
        ),
      ),
      body: chunks.length > 0 ? Buffer.concat(chunks).toString() : null,
    };
    onRequest(recorded);
    const { url, method, headers, body } = recorded;
    const answer = await send(url, { method, headers: { ...headers }, body });
    const {
      'content-length': _length,
      'transfer-encoding': _encoding,
      connection: _connection,
      ...kept
    } = answer.headers;
    response.writeHead(answer.statusCode, kept).end(Buffer.from(await answer.body.arrayBuffer()));
  };
  const server = createServer((request, response) => {
    pass(request, response).catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
