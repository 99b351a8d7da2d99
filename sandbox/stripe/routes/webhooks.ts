import type { Webhooks } from '../../webhooks.ts';
import { integerOf, recordOf, textOf, textsOf } from '../parameters.ts';
import type { Router } from './router.ts';

/** Stripe API, "Events" and "Webhook endpoints". */
export function registerWebhooks(router: Router, webhooks: Webhooks): void {
  const { get, page } = router;
  get('/events', ({ input }) => {
    const since = integerOf(recordOf(input, 'created') ?? {}, 'gte') ?? 0;
    const types = textsOf(input, 'types');
    const deliverySuccess = textOf(input, 'delivery_success');
    const undelivered = new Set(webhooks.sent('stripe').flatMap(({ id, isDelivered }) => (isDelivered ? [] : [id])));
    const matchesDelivery = (id: string) =>
      deliverySuccess === undefined || undelivered.has(id) === (deliverySuccess === 'false');
    return page(
      webhooks
        .stripeEvents()
        .filter(
          ({ id, created, type }) =>
            created >= since && matchesDelivery(id) && (types.length === 0 || types.includes(type)),
        ),
      input,
      '/v1/events',
    );
  });
  get('/webhook_endpoints', ({ input }) => {
    const url = webhooks.urlOf('stripe');
    const endpoint = {
      id: 'we_Sandbox',
      object: 'webhook_endpoint',
      api_version: null,
      application: null,
      created: 1_767_600_000,
      description: null,
      enabled_events: ['*'],
      livemode: false,
      metadata: {},
      status: 'enabled',
      url: url ?? '',
    };
    return page(url === null ? [] : [endpoint], input, '/v1/webhook_endpoints');
  });
}
