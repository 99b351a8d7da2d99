import type { Logger } from 'pino';
import { createUpstream } from '../shared/upstream/client.ts';
import type { AccountsConfig } from './config.ts';
import { hubSpotLimits, isHubSpotRead } from './hubspot/client.ts';
import { createHubSpotSource } from './hubspot/source.ts';
import type { CrmSource } from './port.ts';

/** Configuration to port: the one place where the CRM is chosen. */
export function createCrmSource({ hubspot, names, rates, webhookSecrets }: AccountsConfig, log: Logger): CrmSource {
  const upstream = createUpstream({ system: 'CRM', isRead: isHubSpotRead, limits: hubSpotLimits(rates), log });
  return createHubSpotSource({ ...hubspot, names, webhookSecrets, upstream });
}
