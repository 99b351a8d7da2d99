import type { Upstream } from '@customer-graph/upstream/client';
import type { SupportConfig } from '../config.ts';
import type { SupportSource } from '../port.ts';
import { createZendesk } from './client.ts';
import { createComments } from './comments.ts';
import { createHelpCenter } from './help-center.ts';
import { createPeople } from './people.ts';
import { createTicketSearch } from './ticket-search.ts';
import { createTicketWrites } from './ticket-writes.ts';
import { createTickets } from './tickets.ts';
import { readZendeskWebhook } from './webhooks.ts';

export interface ZendeskSourceOptions extends Pick<
  SupportConfig,
  'locale' | 'organizationKey' | 'fields' | 'webhookSecrets'
> {
  readonly base: string;
  readonly email: string;
  readonly token: string;
  /** Disposed of together with the source. */
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
    readWebhook: (request) => readZendeskWebhook(request, webhookSecrets),
    ...createPeople(zendesk, organizationKey),
    ...createTickets({ zendesk, base, organizationKey, fields }),
    ...createTicketSearch(zendesk, fields),
    ...createComments(zendesk),
    ...createTicketWrites(zendesk, fields),
    ...createHelpCenter(zendesk, locale),
    [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose](),
  };
}
