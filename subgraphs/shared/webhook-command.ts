import { defineCommand, type Command } from './subgraph.ts';
import { webhookRequest, type WebhookAnswer, type WebhookRequest } from './webhook.ts';

/** The gateway hands over what a vendor sent; only the vendor's subgraph can tell whether it did. */
export const webhookCommand = <Loaders>(source: {
  readWebhook(request: WebhookRequest): WebhookAnswer;
}): Command<Loaders> =>
  defineCommand<Loaders, WebhookRequest>(webhookRequest, async (request) => source.readWebhook(request));
