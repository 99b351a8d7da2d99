import type { Logger } from 'pino';
import type { CrmConfig } from './config.ts';
import { createHubSpotHttp } from './hubspot/http.ts';
import { createHubSpotSource } from './hubspot/source.ts';
import type { CrmSource } from './port.ts';

/** Creates the configured CRM's source. Another CRM would be chosen here. */
export const createCrmSource = (
  { hubspot, names, rates, legalBasis, webhookSecrets }: CrmConfig,
  log: Logger,
): CrmSource =>
  createHubSpotSource({ http: createHubSpotHttp(hubspot, rates, log), names, legalBasis, webhookSecrets, log });
