import type { Logger } from 'pino';
import { createUpstream } from '../shared/upstream/client.ts';
import type { AccountsConfig } from './config.ts';
import { isHubSpotRead } from './hubspot/client.ts';
import { createHubSpotSource } from './hubspot/source.ts';
import type { CrmSource } from './port.ts';

/** Configuration to port: the one place where the CRM is chosen. */
export const createCrmSource = ({ hubspot, names }: AccountsConfig, log: Logger): CrmSource =>
  createHubSpotSource({ ...hubspot, names, upstream: createUpstream({ system: 'CRM', isRead: isHubSpotRead, log }) });
