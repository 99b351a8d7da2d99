import type { Readable } from 'node:stream';
import { fastify, type FastifyInstance, type FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { assertionHeader } from './assertion/assertion.ts';
import { disposeAll } from './dispose.ts';
import { listen } from './listen.ts';
import {
  callsHeader,
  followUpsHeader,
  membershipsHeader,
  unauthorized,
  uploadHeader,
  type Subgraph,
  type SubgraphResponse,
} from './subgraph.ts';

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly log: Logger;
}

export interface Service extends AsyncDisposable {
  readonly url: string;
}

const headerOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? undefined : value;

/** A subgraph as a process of its own: GraphQL and commands for the gateway, health for the platform. */
export async function serveSubgraph(subgraph: Subgraph, { port, host, log }: ServeOptions): Promise<Service> {
  const app: FastifyInstance = fastify({
    bodyLimit: 4 * 1024 * 1024,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  // The assertion signs the text, so the text is what is handed on.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  // Without an assertion nothing here tells what it is: not even that there is nothing.
  app.setNotFoundHandler((_request, reply) => send(reply, unauthorized));

  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async () => ({ status: 'ready' }));
  app.post('/graphql', async (request, reply) => {
    const answer = await subgraph.query({
      body: textOf(request.body),
      assertion: headerOf(request.headers[assertionHeader]),
    });
    return send(reply, answer);
  });
  app.post<{ Params: { command: string } }>('/commands/:command', async (request, reply) => {
    const { command } = request.params;
    const answer = await subgraph.command(command, {
      body: textOf(request.body),
      assertion: headerOf(request.headers[assertionHeader]),
    });
    return send(reply, answer);
  });

  // The file is what comes after the head, and what it is stands in the head: it goes on as it comes.
  await app.register(async (files) => {
    files.addContentTypeParser('application/octet-stream', (_request, content, done) => done(null, content));
    files.post('/uploads', async (request, reply) => {
      const metadata = Buffer.from(headerOf(request.headers[uploadHeader]) ?? '', 'base64url').toString('utf8');
      const answer = await subgraph.upload(
        { body: metadata, assertion: headerOf(request.headers[assertionHeader]) },
        request.body as Readable,
      );
      return send(reply, answer);
    });
  });

  const url = `http://127.0.0.1:${await listen(app, port, host)}`;
  log.info({ url }, `${subgraph.name} is listening`);
  return {
    url,
    async [Symbol.asyncDispose]() {
      await disposeAll([{ [Symbol.asyncDispose]: () => app.close() }, subgraph]);
    },
  };
}

const textOf = (body: unknown): string => (typeof body === 'string' ? body : '');

const send = (reply: FastifyReply, { status, body, calls, membershipsChanged, followUps }: SubgraphResponse) =>
  reply
    .code(status)
    .headers({
      [callsHeader]: String(calls),
      [membershipsHeader]: membershipsChanged.join(),
      [followUpsHeader]: followUps.join(),
    })
    .type('application/json; charset=utf-8')
    .send(body);
