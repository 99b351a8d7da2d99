import { fastify } from 'fastify';
import { z } from 'zod';
import type { Switches } from './behaviour.ts';
import type { CallLog } from './calls.ts';
import { faultSchema, type Faults } from './faults.ts';
import { identities } from './identity/identities.ts';
import { issuerNames, type IdentityProvider } from './identity/stand-in.ts';
import { isFromOwnPage } from './own-page.ts';
import type { Records } from './records.ts';
import type { Webhooks } from './webhooks.ts';

export interface ControlOptions {
  readonly host: string;
  readonly port: number;
  /** The host name under which other machines reach the sandbox. */
  readonly publicHost: string;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly switches: Switches;
  readonly records: Records;
  readonly webhooks: Webhooks;
  readonly identity: IdentityProvider | undefined;
  readonly reset: () => Promise<void>;
  /** Resolves once all stand-ins can answer. */
  readonly ready: Promise<void>;
  /** Opens and closes the ports of the stand-ins as the faults demand. */
  readonly applyPresence: () => Promise<void>;
}

const noSuchRecord = ({ vendor, type, id }: { vendor: string; type: string; id: string }): string =>
  `There is no record ${vendor}/${type}/${id}.`;

const tokenRequest = z.object({
  as: z.string().optional(),
  claims: z.record(z.string(), z.unknown()).optional(),
  lifetime: z.number().int().optional(),
  issuer: z.enum(issuerNames).optional(),
});

/** The base URL for webhooks; null sends none. */
const webhookTarget = z.object({ target: z.url().nullable() });

/** Starts the control port, where tests and people inspect and disturb the stand-ins. */
export async function startControl(options: ControlOptions): Promise<AsyncDisposable & { readonly url: string }> {
  const { calls, faults, switches, records, identity } = options;
  const app = fastify({ forceCloseConnections: true });

  app.setErrorHandler((error, _request, reply) => {
    const issues =
      error instanceof z.ZodError
        ? error.issues.map(({ path, message }) => `${path.map(String).join('.') || 'body'}: ${message}`).join('; ')
        : undefined;
    return reply
      .code(400)
      .send({ error: issues ?? (error instanceof Error ? error.message : 'The request is invalid.') });
  });
  // Fastify would reject a POST without a body that has a JSON content type.
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, text === '' ? {} : (JSON.parse(String(text)) as unknown));
    } catch {
      done(new Error('The body is not valid JSON.'));
    }
  });

  app.addHook('onRequest', async (request, reply) =>
    isFromOwnPage(request.headers, options.publicHost)
      ? undefined
      : reply
          .code(403)
          .send({ error: 'Use localhost, an address or SANDBOX_PUBLIC_HOST, and no page of another site.' }),
  );

  app.get('/health/ready', async () => {
    await options.ready;
    return { status: 'ready' };
  });
  app.get('/', async () => ({
    calls: 'GET, DELETE /calls',
    faults: 'GET, PUT, DELETE /faults',
    behaviour: 'GET, PUT, DELETE /behaviour',
    records: 'GET, PATCH /records/{vendor}/{type}/{id}',
    reset: 'POST /reset',
    webhooks: 'GET, PUT /webhooks {target}',
    tokens: 'POST /tokens {as?, claims?, lifetime?, issuer?}',
    rotate: 'POST /identity/rotate',
    identities: Object.keys(identities),
  }));
  app.post('/reset', async (_request, reply) => {
    await options.reset();
    return reply.code(204).send();
  });
  app.get('/calls', async () => calls.list());
  app.delete('/calls', async (_request, reply) => {
    calls.clear();
    return reply.code(204).send();
  });
  app.get('/faults', async () => faults.list());
  app.put('/faults', async (request) => {
    faults.set(z.array(faultSchema).parse(request.body));
    await options.applyPresence();
    return faults.list();
  });
  app.delete('/faults', async (_request, reply) => {
    faults.set([]);
    await options.applyPresence();
    return reply.code(204).send();
  });
  app.get('/behaviour', async () => switches.get());
  app.put('/behaviour', async (request) => {
    switches.set(request.body);
    return switches.get();
  });
  app.delete('/behaviour', async (_request, reply) => {
    switches.set({});
    return reply.code(204).send();
  });
  app.get<{ Params: { vendor: string; type: string; id: string } }>(
    '/records/:vendor/:type/:id',
    async ({ params }, reply) => {
      const record = records.get(params.vendor, params.type, params.id);
      return record === undefined ? reply.code(404).send({ error: noSuchRecord(params) }) : reply.send(record);
    },
  );
  app.patch<{ Params: { vendor: string; type: string; id: string }; Body: Record<string, unknown> }>(
    '/records/:vendor/:type/:id',
    async ({ params, body }, reply) => {
      const record = records.change(params.vendor, params.type, params.id, body);
      return record === undefined ? reply.code(404).send({ error: noSuchRecord(params) }) : reply.send(record);
    },
  );
  app.get('/webhooks', async () => ({ target: options.webhooks.target() }));
  app.put('/webhooks', async (request, reply) => {
    options.webhooks.setTarget(webhookTarget.parse(request.body).target);
    return reply.code(204).send();
  });
  app.post('/tokens', async (request, reply) => {
    if (!identity)
      return reply
        .code(404)
        .send({ error: 'No stand-in for the identity provider is running: get tokens from your own.' });
    const { as, claims = {}, lifetime, issuer } = tokenRequest.parse(request.body);
    const known = as === undefined ? {} : Object.hasOwn(identities, as) ? identities[as] : undefined;
    if (!known)
      return reply
        .code(404)
        .send({ error: `Unknown identity. Known identities: ${Object.keys(identities).join(', ')}.` });
    return reply.send({ token: await identity.mint({ ...known, ...claims }, { lifetimeSeconds: lifetime, issuer }) });
  });
  app.post('/identity/rotate', async (_request, reply) => {
    await identity?.rotate();
    return reply.code(204).send();
  });

  await app.listen({ host: options.host, port: options.port });
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      await app.close();
    },
  };
}
