import type { Upstream } from '../../shared/upstream/client.ts';
import type { SupportConfig } from '../config.ts';
import type { SupportSource } from '../port.ts';
import { createChanges } from './changes.ts';
import { createZendesk } from './client.ts';
import { createHelpCenter } from './help-center.ts';
import { createTickets } from './tickets.ts';
import { readZendeskWebhook } from './webhooks.ts';

export interface ZendeskSourceOptions extends Pick<
  SupportConfig,
  'locale' | 'organizationKey' | 'fields' | 'webhookSecrets'
> {
  readonly base: string;
  readonly email: string;
  readonly token: string;
  /** Owned by the source from here on. */
  readonly upstream: Upstream;
}

export function createZendeskSource({
  base,
  email,
  token,
  upstream,
  locale,
  organizationKey,
  fields,
  webhookSecrets,
}: ZendeskSourceOptions): SupportSource {
  const zendesk = createZendesk({ base, email, token, upstream });
  return {
    ...createTickets({ zendesk, base, organizationKey, fields }),
    readWebhook: (request) => readZendeskWebhook(request, webhookSecrets),
    ...createHelpCenter(zendesk, locale),
    ...createChanges(zendesk, fields),
    [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose](),
  };
}
