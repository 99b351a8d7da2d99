import type { Logger } from 'pino';
import type { Upstream } from '@customer-graph/upstream/client';
import type { SupportConfig } from '../config.ts';
import type { SupportSource } from '../port.ts';
import { createAuthentication } from './authentication.ts';
import { createZendesk } from './client.ts';
import { createComments } from './comments.ts';
import { createFiles } from './files.ts';
import { createHelpCenter } from './help-center.ts';
import { createPeople } from './people.ts';
import { createTicketSearch } from './ticket-search.ts';
import { createTicketWrites } from './ticket-writes.ts';
import { createTickets } from './tickets.ts';
import { readZendeskWebhook } from './webhooks.ts';

export interface ZendeskSourceOptions {
  readonly config: SupportConfig;
  /** Disposed of together with the source. */
  readonly upstream: Upstream;
  readonly log: Logger;
}

export function createZendeskSource({ config, upstream, log }: ZendeskSourceOptions): SupportSource {
  const { base, credentials, fileHosts } = config.zendesk;
  const { organizationKey, fields, locale, webhookSecrets } = config;
  const authentication = createAuthentication({ base, credentials, upstream, log });
  const zendesk = createZendesk({ base, authentication, upstream });
  return {
    readWebhook: (request) => readZendeskWebhook(request, webhookSecrets, log),
    ...createPeople(zendesk, organizationKey),
    ...createTickets({ zendesk, base, organizationKey, fields }),
    ...createTicketSearch(zendesk, fields),
    ...createComments(zendesk),
    ...createFiles({ zendesk, base, authentication, upstream, fileHosts }),
    ...createTicketWrites(zendesk, fields, config.solveAssignee),
    ...createHelpCenter(zendesk, locale),
    [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose](),
  };
}
