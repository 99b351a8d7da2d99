import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { CallLog, Vendor } from './calls.ts';
import type { Fault, Faults } from './faults.ts';

export interface StandInOptions {
  readonly vendor: Vendor;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly calls: CallLog;
  readonly faults: Faults;
  /** The error body in the vendor's format. */
  readonly errorBody: (status: number) => unknown;
  /** Maps an alternative form of a URL to its standard form. */
  readonly rewriteUrl?: (url: string) => string;
  readonly register: (app: FastifyInstance) => void | Promise<void>;
}

/** An HTTP server in the place of one vendor. It applies the faults, and records its responses in the call log. */
export interface StandIn extends AsyncDisposable {
  readonly url: string;
  /** Opens or closes the port as the current faults demand. */
  applyPresence(): Promise<void>;
}

declare module 'fastify' {
  interface FastifyRequest {
    faults: readonly Fault[];
    arrivedAt: number;
  }
}

export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const { vendor, calls, faults, host, rewriteUrl = (url: string) => url } = options;
  const app = fastify({
    bodyLimit: 20 * 1024 * 1024,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
    rewriteUrl: ({ url = '/' }: { readonly url?: string | undefined }) => rewriteUrl(url),
  });
  app.decorateRequest('faults', null as unknown as readonly Fault[]);
  app.decorateRequest('arrivedAt', 0);

  const record = (request: FastifyRequest, status: number) => {
    const path = new URL(request.url, 'http://stand-in').pathname;
    const durationMs = Date.now() - request.arrivedAt;
    calls.add({
      vendor,
      method: request.method,
      path,
      status,
      durationMs,
      startedAt: new Date(request.arrivedAt).toISOString(),
    });
  };

  app.addHook('onRequest', async (request, reply) => {
    request.arrivedAt = Date.now();
    request.faults = faults.hit(vendor, request.method, request.url);
    const has = (kind: Fault['kind']) => request.faults.find((fault) => fault.kind === kind);
    const latency = has('latency');
    if (latency) await delay(latency.value ?? 0, undefined, { ref: false });
    if (has('refuse') ?? has('reset')) {
      record(request, 0);
      reply.hijack();
      if (has('reset')) request.raw.socket.resetAndDestroy();
      else request.raw.socket.destroy();
      return;
    }
    const html = has('html');
    if (html) {
      return reply
        .code(html.value ?? 200)
        .type('text/html')
        .send('<!doctype html><title>Scheduled maintenance</title><h1>Back soon</h1>');
    }
    const status = has('status');
    if (status)
      return reply
        .code(status.value ?? 500)
        .type('application/json')
        .send(JSON.stringify(options.errorBody(status.value ?? 500)));
    return undefined;
  });

  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string') return payload;
    const has = (kind: Fault['kind']) => request.faults.find((fault) => fault.kind === kind);
    const text = has('wrongTypes') ? JSON.stringify(withWrongTypes(JSON.parse(payload))) : payload;
    const drip = has('drip');
    if (drip) return dripped(text, drip.value ?? 50, reply);
    if (has('truncate')) return truncated(text, request, reply);
    return text;
  });

  app.addHook('onResponse', async (request, reply) => record(request, reply.statusCode));

  await options.register(app);
  await app.listen({ host, port: options.port });
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;

  return {
    url: `http://127.0.0.1:${port}`,
    async applyPresence() {
      const gone = faults.isGone(vendor);
      if (gone && app.server.listening) {
        app.server.closeAllConnections();
        await new Promise((resolve) => app.server.close(resolve));
      } else if (!gone && !app.server.listening) {
        app.server.listen(port, host);
        await once(app.server, 'listening');
      }
    },
    async [Symbol.asyncDispose]() {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

function dripped(text: string, gapMs: number, reply: FastifyReply): Readable {
  const bytes = Buffer.from(text);
  reply.header('content-length', bytes.length);
  return Readable.from(
    (async function* () {
      for (const byte of bytes) {
        yield Buffer.of(byte);
        await delay(gapMs, undefined, { ref: false });
      }
    })(),
  );
}

/** Announces the full length, sends half of the body, and closes the connection. */
function truncated(text: string, request: FastifyRequest, reply: FastifyReply): Readable {
  const bytes = Buffer.from(text);
  reply.header('content-length', bytes.length);
  return Readable.from(
    (async function* () {
      yield bytes.subarray(0, Math.floor(bytes.length / 2));
      await delay(10);
      request.raw.socket.destroy();
    })(),
  );
}

/** A copy in which every value has another type. */
function withWrongTypes(value: unknown): unknown {
  if (Array.isArray(value)) return { items: value.map(withWrongTypes) };
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withWrongTypes(inner)]));
  }
  if (typeof value === 'string') return 42;
  if (typeof value === 'number') return 'forty-two';
  if (typeof value === 'boolean') return 'yes';
  return value;
}
