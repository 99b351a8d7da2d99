import { createServer, type IncomingMessage } from 'node:http';
import { Agent, request as send } from 'undici';

/** A backend-for-frontend of one view: takes the view's variables and returns its data. */
export type View = (variables: Readonly<Record<string, unknown>>) => Promise<unknown>;

const dispatcher = new Agent({ connections: 128, keepAliveTimeout: 30_000 });

/** Sends one query to a subgraph and returns its data. Throws if the answer has errors. */
export async function fetchData<Data>(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Data> {
  const { statusCode, body } = await send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
    dispatcher,
  });
  const answer = (await body.json()) as { data: Data; errors?: unknown };
  if (statusCode !== 200 || answer.errors) throw new Error(`${url} answered with ${statusCode}`);
  return answer.data;
}

function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => resolve((chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))?.toString() ?? ''))
      .on('error', reject);
  });
}

/** Serves a view as hand-written code does: parse, fetch at the same time, merge, stringify. */
export function serveView(view: View, port: number): void {
  const answer = async (request: IncomingMessage): Promise<string> => {
    const { variables = {} } = JSON.parse(await textOf(request)) as { variables?: Record<string, unknown> };
    return JSON.stringify({ data: await view(variables) });
  };
  createServer((request, response) => {
    answer(request).then(
      (text) => {
        response.writeHead(200, {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(text),
        });
        response.end(text);
      },
      (error: unknown) => {
        response.writeHead(502).end(String(error));
      },
    );
  }).listen(port, '127.0.0.1');
}
