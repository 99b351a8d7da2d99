import type { Logger } from 'pino';
import { createUpstream } from '@customer-graph/upstream/client';
import type { CrmConfig } from './config.ts';
import { hubSpotLimits, isHubSpotRead } from './hubspot/client.ts';
import { createHubSpotSource } from './hubspot/source.ts';
import type { CrmSource } from './port.ts';

/** Creates the configured CRM's source. Another CRM would be chosen here. */
export function createCrmSource({ hubspot, names, rates, webhookSecrets }: CrmConfig, log: Logger): CrmSource {
  const upstream = createUpstream({ system: 'CRM', isRead: isHubSpotRead, limits: hubSpotLimits(rates), log });
  return createHubSpotSource({ ...hubspot, names, webhookSecrets, upstream });
}
