import type { Logger } from 'pino';
import { createUpstream } from '../shared/upstream/client.ts';
import type { BillingConfig } from './config.ts';
import type { BillingSource } from './port.ts';
import { isStripeRead } from './stripe/client.ts';
import { createStripeSource } from './stripe/source.ts';

/** Configuration to port: the one place where the billing system is chosen. */
export const createBillingSource = ({ stripe, names }: BillingConfig, log: Logger): BillingSource =>
  createStripeSource({ ...stripe, names, upstream: createUpstream({ system: 'BILLING', isRead: isStripeRead, log }) });
