import { fastify } from 'fastify';
import { z } from 'zod';
import type { CallLog } from './calls.ts';
import { faultShape, type Faults } from './faults.ts';
import { identities } from './identity/identities.ts';
import type { IdentityProvider } from './identity/stand-in.ts';
import type { Records } from './records.ts';
import type { Webhooks } from './webhooks.ts';

export interface ControlOptions {
  readonly host: string;
  readonly port: number;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly records: Records;
  readonly webhooks: Webhooks;
  readonly identity: IdentityProvider | undefined;
  readonly reset: () => Promise<void>;
  /** Makes what the faults say of the stand-ins' presence true. */
  readonly applyPresence: () => Promise<void>;
}

const tokenRequest = z.object({
  as: z.string().optional(),
  claims: z.record(z.string(), z.unknown()).optional(),
  lifetime: z.number().int().optional(),
});

/** Where webhooks go; null: nowhere. */
const webhookTarget = z.object({ target: z.url().nullable() });

/** The sandbox's own port, for tests and people: never one of a vendor's. */
export async function startControl(options: ControlOptions): Promise<AsyncDisposable & { readonly url: string }> {
  const { calls, faults, records, identity } = options;
  const app = fastify({ forceCloseConnections: true });

  app.setErrorHandler((error, _request, reply) => {
    const invalid =
      error instanceof z.ZodError
        ? error.issues.map(({ path, message }) => `${path.map(String).join('.') || 'the body'}: ${message}`).join('; ')
        : undefined;
    return reply.code(400).send({ error: invalid ?? (error instanceof Error ? error.message : 'invalid') });
  });
  // POST without a body is fine, whatever it says its type is.
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, text === '' ? {} : (JSON.parse(String(text)) as unknown));
    } catch {
      done(new Error('the body is not valid JSON'));
    }
  });

  app.get('/', async () => ({
    calls: 'GET, DELETE /calls',
    faults: 'GET, PUT, DELETE /faults',
    records: 'GET, PATCH /records/{vendor}/{type}/{id}',
    reset: 'POST /reset',
    webhooks: 'GET, PUT /webhooks {target}',
    tokens: 'POST /tokens {as?, claims?, lifetime?}',
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
    faults.set(z.array(faultShape).parse(request.body));
    await options.applyPresence();
    return faults.list();
  });
  app.delete('/faults', async (_request, reply) => {
    faults.set([]);
    await options.applyPresence();
    return reply.code(204).send();
  });
  app.get<{ Params: { vendor: string; type: string; id: string } }>(
    '/records/:vendor/:type/:id',
    async ({ params }, reply) => {
      const record = records.get(params.vendor, params.type, params.id);
      return record === undefined ? reply.code(404).send({ error: 'no such record' }) : reply.send(record);
    },
  );
  app.patch<{ Params: { vendor: string; type: string; id: string }; Body: Record<string, unknown> }>(
    '/records/:vendor/:type/:id',
    async ({ params, body }, reply) => {
      const record = records.change(params.vendor, params.type, params.id, body);
      return record === undefined ? reply.code(404).send({ error: 'no such record' }) : reply.send(record);
    },
  );
  app.get('/webhooks', async () => ({ target: options.webhooks.target() }));
  app.put('/webhooks', async (request, reply) => {
    options.webhooks.setTarget(webhookTarget.parse(request.body).target);
    return reply.code(204).send();
  });
  app.post('/tokens', async (request, reply) => {
    if (!identity)
      return reply.code(404).send({ error: 'tokens come from your own identity provider: no stand-in is running' });
    const { as, claims = {}, lifetime } = tokenRequest.parse(request.body);
    const known = as === undefined ? {} : Object.hasOwn(identities, as) ? identities[as] : undefined;
    if (!known)
      return reply.code(404).send({ error: `unknown identity; known are ${Object.keys(identities).join(', ')}` });
    return reply.send({ token: await identity.mint({ ...known, ...claims }, lifetime) });
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
