import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { reasonOf } from '@customer-graph/process/reason-of';
import { GraphError } from '@customer-graph/protocol/errors';
import type { GraphGateway } from '../gateway.ts';
import { createWebhookBan } from '../limits/webhook-ban.ts';
import { refuse } from './refuse.ts';

/** The largest body that vendors send, in bytes. */
const maxBytes = 1024 * 1024;
/** Only headers that belong to a signature are passed on. */
const signatureHeader = /signature|x-hubspot-request-timestamp/;

const signatureHeaders = ({ headers }: FastifyRequest): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && signatureHeader.test(name) ? [[name, value]] : [],
    ),
  );

export interface WebhookRouteOptions {
  readonly gateway: Pick<GraphGateway, 'webhooks' | 'rateLimits'>;
  /** The gateway's external URL, which some vendors sign; null: not configured. */
  readonly publicUrl: string | null;
  readonly log: Logger;
}

/** `POST /webhooks/<vendor>`: 204 once the events are stored; 503 makes the vendor repeat the request. */
export async function registerWebhooks(
  app: FastifyInstance,
  { gateway, publicUrl, log }: WebhookRouteOptions,
): Promise<void> {
  await app.register(async (vendors) => {
    const ban = createWebhookBan(gateway.rateLimits);
    vendors.removeAllContentTypeParsers();
    // Signatures cover the bytes of the body.
    vendors.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxBytes }, (_request, body, done) =>
      done(null, body),
    );
    vendors.post<{ Params: { vendor: string } }>('/webhooks/:vendor', async (request, reply) => {
      const { vendor } = request.params;
      const requestId = randomUUID();
      if (ban.isBanned(request.ip)) return refuse(reply, requestId, new GraphError('RATE_LIMITED'));
      const body = Buffer.isBuffer(request.body) ? request.body.toString('base64') : '';
      try {
        const receipt = await gateway.webhooks.receive(vendor, {
          headers: signatureHeaders(request),
          body,
          url: `${publicUrl ?? ''}${request.url}`,
        });
        if (receipt === 'STORED') return await reply.code(204).send();
        if (receipt === 'UNKNOWN_VENDOR') return await refuse(reply, requestId, new GraphError('NOT_FOUND'));
        await ban.count(request.ip);
        return await refuse(reply, requestId, new GraphError('UNAUTHENTICATED'));
      } catch (error) {
        log.warn({ vendor, reason: reasonOf(error) }, 'webhook not stored; the vendor will repeat it');
        return refuse(reply, requestId, new GraphError('UPSTREAM_UNAVAILABLE'));
      }
    });
  });
}
