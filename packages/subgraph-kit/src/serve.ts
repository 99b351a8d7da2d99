import type { Readable } from 'node:stream';
import { fastify, type FastifyInstance, type FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { disposeAll } from '@customer-graph/process/dispose';
import { registerHealth } from '@customer-graph/process/health';
import { leftOf } from '@customer-graph/process/left';
import { connectionOptions, listen } from '@customer-graph/process/listen';
import type { MutualTls } from '@customer-graph/process/mutual-tls';
import { assertionHeader } from '@customer-graph/protocol/assertion';
import {
  callsHeader,
  downloadHeader,
  followUpsHeader,
  membershipsHeader,
  stoppableHeader,
  unauthorized,
  uploadHeader,
  type Subgraph,
  type SubgraphResponse,
} from '@customer-graph/protocol/messages';

/** Options of `serveSubgraph`. */
export interface ServeOptions {
  /** 0: any free port. */
  readonly port: number;
  /** The address to listen on; `::` for all interfaces. */
  readonly host: string;
  /** How long a stop keeps taking requests, in milliseconds. Default: 0. */
  readonly drainMs?: number;
  readonly log: Logger;
  /** Requires certificates of an authority from clients, also for health checks. Default: HTTP without TLS. */
  readonly tls?: MutualTls | null;
}

/** A listening subgraph. Disposing of it stops the server, then the subgraph. */
export interface Service extends AsyncDisposable {
  /** The base URL on this machine, without a path. */
  readonly url: string;
}

const headerOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? undefined : value;

/**
 * Serves a subgraph over HTTP: `/graphql`, `/commands/<name>`, `/uploads`, `/downloads`, `/health/live` and `/health/ready`.
 * Returns once it listens.
 *
 * @example
 * const service = await serveSubgraph(subgraph, { port: 4006, host: '::', log });
 */
export async function serveSubgraph(
  subgraph: Subgraph,
  { port, host, drainMs = 0, log, tls = null }: ServeOptions,
): Promise<Service> {
  const app: FastifyInstance = fastify({
    bodyLimit: 4 * 1024 * 1024,
    ...connectionOptions,
    ...(tls && { https: { ...connectionOptions.http, ...tls, requestCert: true, rejectUnauthorized: true } }),
  });
  // The assertion signs the exact text, so bodies are not parsed here.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  // An unknown path gets the response to a missing assertion, so that paths cannot be probed.
  app.setNotFoundHandler((_request, reply) => send(reply, unauthorized));

  const health = registerHealth(app, drainMs);
  app.post('/graphql', async (request, reply) => {
    const response = await subgraph.query(
      { body: textOf(request.body), assertion: headerOf(request.headers[assertionHeader]) },
      headerOf(request.headers[stoppableHeader]) === undefined ? undefined : leftOf(reply.raw),
    );
    return send(reply, response);
  });
  app.post<{ Params: { command: string } }>('/commands/:command', async (request, reply) => {
    const { command } = request.params;
    const response = await subgraph.command(command, {
      body: textOf(request.body),
      assertion: headerOf(request.headers[assertionHeader]),
    });
    return send(reply, response);
  });

  app.post('/downloads', async (request, reply) => {
    const { status, body, content, calls } = await subgraph.download(
      { body: textOf(request.body), assertion: headerOf(request.headers[assertionHeader]) },
      leftOf(reply.raw),
    );
    if (!content) return send(reply, { status, body, calls, membershipsChanged: [], followUps: [] });
    return reply
      .headers({ [callsHeader]: String(calls), [downloadHeader]: Buffer.from(body).toString('base64url') })
      .type('application/octet-stream')
      .send(content);
  });

  // The file is streamed; its metadata is in a header.
  await app.register(async (files) => {
    files.addContentTypeParser('application/octet-stream', (_request, content, done) => done(null, content));
    files.post('/uploads', async (request, reply) => {
      const metadata = Buffer.from(headerOf(request.headers[uploadHeader]) ?? '', 'base64url').toString('utf8');
      const response = await subgraph.upload(
        { body: metadata, assertion: headerOf(request.headers[assertionHeader]) },
        request.body as Readable,
      );
      return send(reply, response);
    });
  });

  const url = `${tls ? 'https' : 'http'}://127.0.0.1:${await listen(app, port, host)}`;
  log.info({ subgraph: subgraph.name, url }, 'subgraph is listening');
  return {
    url,
    async [Symbol.asyncDispose]() {
      await health.drain();
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
