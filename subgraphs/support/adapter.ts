import type { Logger } from 'pino';
import { createUpstream } from '../shared/upstream/client.ts';
import type { SupportConfig } from './config.ts';
import type { SupportSource } from './port.ts';
import { zendeskLimits } from './zendesk/client.ts';
import { createZendeskSource } from './zendesk/source.ts';

/** Configuration to port: the one place where the help desk is chosen. */
export function createSupportSource(
  { zendesk, requestsPerMinute, ...options }: SupportConfig,
  log: Logger,
): SupportSource {
  const upstream = createUpstream({
    system: 'SUPPORT',
    isRead: () => false,
    limits: zendeskLimits(requestsPerMinute),
    log,
  });
  return createZendeskSource({ ...zendesk, ...options, upstream });
}
