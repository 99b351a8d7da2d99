import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { reasonOf } from '@customer-graph/process/reason-of';
import { GraphError } from '@customer-graph/protocol/errors';
import type { GraphGateway } from '../gateway.ts';
import { isPlausible } from '../webhooks/preflight.ts';
import { createSuspicion } from '../webhooks/suspicion.ts';
import { refuse } from './refuse.ts';

/** The largest body that vendors send, in bytes. */
const maxBytes = 1024 * 1024;
/** The largest body of a refused webhook for which the connection stays open, in bytes. */
const droppedBytes = 64 * 1024;
/** Only headers that belong to a signature are passed on. */
const signatureHeader = /signature|x-hubspot-request-timestamp/;

const signatureHeaders = ({ headers }: FastifyRequest): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && signatureHeader.test(name) ? [[name, value]] : [],
    ),
  );

export interface WebhookRouteOptions {
  readonly gateway: Pick<GraphGateway, 'webhooks'>;
  /** The gateway's external URL, which some vendors sign; null: not configured. */
  readonly publicUrl: string | null;
  readonly log: Logger;
}

type VendorRequest = FastifyRequest<{ Params: { vendor: string } }>;

/** `POST /webhooks/<vendor>`: 204 once the events are stored; 503 makes the vendor repeat the request. */
export async function registerWebhooks(
  app: FastifyInstance,
  { gateway, publicUrl, log }: WebhookRouteOptions,
): Promise<void> {
  const { webhooks } = gateway;
  const suspicion = createSuspicion(log);
  await app.register(async (vendors) => {
    vendors.removeAllContentTypeParsers();
    // Signatures cover the bytes of the body.
    vendors.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxBytes }, (_request, body, done) =>
      done(null, body),
    );

    /** Refuses what needs no look at the body, and leaves that unread. */
    async function checkHeaders(request: VendorRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
      const { vendor } = request.params;
      const refuseUnread = (code: GraphError['code']): FastifyReply => {
        // Node reads and drops the rest of a request; a new connection costs more than a few bytes, and less than many.
        if (!(Number(request.headers['content-length']) <= droppedBytes)) reply.header('connection', 'close');
        return refuse(reply, randomUUID(), new GraphError(code));
      };
      const required = webhooks.headersOf(vendor);
      if (required === null) return refuseUnread('NOT_FOUND');
      if (!(await suspicion.admits(vendor, request.ip))) return refuseUnread('RATE_LIMITED');
      if (isPlausible(request.headers, required)) return undefined;
      await suspicion.count(vendor, request.ip);
      return refuseUnread('UNAUTHENTICATED');
    }

    vendors.post<{ Params: { vendor: string } }>(
      '/webhooks/:vendor',
      { onRequest: checkHeaders },
      async (request, reply) => {
        const { vendor } = request.params;
        const requestId = randomUUID();
        const body = Buffer.isBuffer(request.body) ? request.body.toString('base64') : '';
        try {
          const receipt = await webhooks.receive(vendor, {
            headers: signatureHeaders(request),
            body,
            url: `${publicUrl ?? ''}${request.url}`,
          });
          if (receipt === 'STORED') return await reply.code(204).send();
          if (receipt === 'UNKNOWN_VENDOR') return await refuse(reply, requestId, new GraphError('NOT_FOUND'));
          await suspicion.count(vendor, request.ip);
          return await refuse(reply, requestId, new GraphError('UNAUTHENTICATED'));
        } catch (error) {
          log.warn({ vendor, reason: reasonOf(error) }, 'webhook not stored; the vendor will repeat it');
          return refuse(reply, requestId, new GraphError('UPSTREAM_UNAVAILABLE'));
        }
      },
    );
  });
}
