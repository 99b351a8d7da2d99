import type { Logger } from 'pino';
import { createUpstream } from '@customer-graph/upstream/client';
import type { SupportConfig } from './config.ts';
import type { SupportSource } from './port.ts';
import { zendeskLimits } from './zendesk/client.ts';
import { createZendeskSource } from './zendesk/source.ts';

/** Builds the port's implementation from the configuration. */
export function createSupportSource(config: SupportConfig, log: Logger): SupportSource {
  const upstream = createUpstream({
    system: 'SUPPORT',
    isRead: () => false,
    limits: zendeskLimits(config.requestsPerMinute),
    log,
  });
  return createZendeskSource({ config, upstream, log });
}
