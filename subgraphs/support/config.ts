import { z } from 'zod';
import { parseJournalConfig, type JournalConfig } from '@customer-graph/journal/config';
import {
  baseUrl,
  commaSeparated,
  parseEnvironment,
  parseTogether,
  type Environment,
} from '@customer-graph/process/configuration';

/** Ids of the ticket fields with the customer's context. Null: the help desk has no such field. */
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
  /** Locale of articles; null: the help centre's default. */
  readonly locale: string | null;
  /** `external_id`: organizations carry the account's id. `id`: the CRM has the organization's own id. */
  readonly organizationKey: OrganizationKey;
  readonly fields: ContextFields;
  /** Signing secrets of the webhook; two while the secret is rotated. */
  readonly webhookSecrets: readonly string[];
  readonly journal: JournalConfig;
}

const fieldId = z.coerce.number('must be the id of a ticket field').int().positive('must be the id of a ticket field');

const variables = {
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
  ZENDESK_WEBHOOK_SECRETS: commaSeparated,
};

export function parseSupportConfig(environment: Environment): SupportConfig {
  const { given, journal } = parseTogether({
    given: () => parseEnvironment(environment, variables),
    journal: () => parseJournalConfig(environment),
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
    journal,
  };
}
