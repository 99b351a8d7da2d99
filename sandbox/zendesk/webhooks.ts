import type { FastifyInstance } from 'fastify';
import type { Webhooks } from '../webhooks.ts';
import { sendError } from './errors.ts';
import { cursorPage, type Parameters } from './pages.ts';

const id = '01SANDBOXWEBHOOK0000000000';
const created = '2026-01-05T09:00:00Z';

/** Zendesk API, "Webhooks": the configured webhook and its deliveries. */
export function registerWebhooks(app: FastifyInstance, webhooks: Webhooks): void {
  app.get<{ Querystring: Parameters }>('/api/v2/webhooks', async () => {
    const endpoint = webhooks.urlOf('zendesk');
    const webhook = {
      id,
      name: 'Customer Graph',
      endpoint,
      http_method: 'POST',
      request_format: 'json',
      status: 'active',
      subscriptions: ['zen:event-type:ticket.created'],
      created_at: created,
      created_by: '1',
      updated_at: created,
      updated_by: '1',
    };
    return {
      webhooks: endpoint === null ? [] : [webhook],
      meta: { has_more: false, after_cursor: '', before_cursor: '' },
      links: { prev: '', next: '' },
    };
  });
  app.get<{ Params: { id: string }; Querystring: Parameters }>(
    '/api/v2/webhooks/:id/invocations',
    async ({ params, query }, reply) => {
      if (params.id !== id || webhooks.urlOf('zendesk') === null) return sendError(reply, 404);
      const all = webhooks
        .sent('zendesk')
        .map((sent, index) => ({ ...sent, id: index, time: new Date(sent.at).toISOString(), invocation: sent.id }));
      const { page, paging } = cursorPage(all, ({ time }) => time, query.sort === '-latest_completed_at', query);
      const invocations = page.map(({ invocation, time, type, isDelivered }) => ({
        id: invocation,
        webhook_id: id,
        status: isDelivered ? 'success' : 'failed',
        created_at: time,
        latest_completed_at: time,
        event_type: type,
        attempts_count: 1,
      }));
      return reply.send({ invocations, ...paging });
    },
  );
}
