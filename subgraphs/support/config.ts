import { z } from 'zod';
import { publicKeyVariable } from '../shared/assertion/keys.ts';
import { baseUrl, hostName, list, parseEnvironment, portNumber, type Environment } from '../shared/configuration.ts';

/** Ids of the ticket fields that hold what the customer was reading. Null: the help desk has no such field. */
export interface ContextFields {
  readonly article: number | null;
  readonly pageUrl: number | null;
  readonly planKey: number | null;
}

export const organizationKeys = ['external_id', 'id'] as const;
export type OrganizationKey = (typeof organizationKeys)[number];

export interface SupportConfig {
  readonly zendesk: { readonly base: string; readonly email: string; readonly token: string };
  readonly requestsPerMinute: number;
  /** Null: the help centre's default. */
  readonly locale: string | null;
  /** What organizations are asked for by: the account's id in their external id, or their own id from the CRM. */
  readonly organizationKey: OrganizationKey;
  readonly fields: ContextFields;
  /** Signing secrets of the webhook: two while it changes. */
  readonly webhookSecrets: readonly string[];
}

const fieldId = z.coerce.number('must be the id of a ticket field').int().positive('must be the id of a ticket field');

export function parseSupportConfig(environment: Environment): SupportConfig {
  const given = parseEnvironment(environment, {
    ZENDESK_BASE: baseUrl,
    ZENDESK_EMAIL: z.email('must be the e-mail address of an agent'),
    ZENDESK_API_TOKEN: z.string(),
    ZENDESK_REQUESTS_PER_MINUTE: z.coerce
      .number('must be a number')
      .int()
      .positive('must be a positive number')
      .default(700),
    ZENDESK_HELP_CENTER_LOCALE: z
      .string()
      .regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})?$/i, 'must be a locale such as en-us')
      .optional(),
    ZENDESK_ORGANIZATION_KEY: z
      .enum(organizationKeys, { error: `must be one of ${organizationKeys.join(', ')}` })
      .default('external_id'),
    ZENDESK_FIELD_ARTICLE: fieldId.optional(),
    ZENDESK_FIELD_PAGE_URL: fieldId.optional(),
    ZENDESK_FIELD_PLAN: fieldId.optional(),
    ZENDESK_WEBHOOK_SECRETS: list,
  });
  return {
    zendesk: { base: given.ZENDESK_BASE, email: given.ZENDESK_EMAIL, token: given.ZENDESK_API_TOKEN },
    requestsPerMinute: given.ZENDESK_REQUESTS_PER_MINUTE,
    locale: given.ZENDESK_HELP_CENTER_LOCALE?.toLowerCase() ?? null,
    organizationKey: given.ZENDESK_ORGANIZATION_KEY,
    fields: {
      article: given.ZENDESK_FIELD_ARTICLE ?? null,
      pageUrl: given.ZENDESK_FIELD_PAGE_URL ?? null,
      planKey: given.ZENDESK_FIELD_PLAN ?? null,
    },
    webhookSecrets: given.ZENDESK_WEBHOOK_SECRETS,
  };
}

/** What the subgraph needs besides when it runs as a process of its own. */
export const parseSupportProcess = (environment: Environment) =>
  parseEnvironment(environment, {
    PORT: portNumber.default(4004),
    HOST: hostName,
    GATEWAY_PUBLIC_KEY: publicKeyVariable,
    CONSISTENCY_PUBLIC_KEY: publicKeyVariable,
    LINKS_PUBLIC_KEY: publicKeyVariable,
  });
