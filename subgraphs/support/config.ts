import { z } from 'zod';
import { parseJournalConfig, type JournalConfig } from '@customer-graph/journal/config';
import {
  baseUrl,
  commaSeparated,
  ConfigurationError,
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

/** The value by which a user of the help desk is a customer's: `external_id` holds the contact's id, or the token's `sub`. */
export const userKeys = ['contact', 'subject'] as const;
export type UserKey = (typeof userKeys)[number];

/** How requests to the help desk are authenticated. */
export type Credentials =
  | { readonly kind: 'OAUTH'; readonly clientId: string; readonly clientSecret: string }
  /** All API tokens end on 30 April 2027. */
  | { readonly kind: 'API_TOKEN'; readonly email: string; readonly token: string };

export interface SupportConfig {
  readonly zendesk: {
    readonly base: string;
    readonly credentials: Credentials;
    /** Hosts to which the help desk may redirect for a file, beside its own; those below them count too. */
    readonly fileHosts: readonly string[];
  };
  readonly requestsPerMinute: number;
  /** Locale of articles; null: the help centre's default. */
  readonly locale: string | null;
  /** `external_id`: organizations carry the account's id. `id`: the CRM has the organization's own id. */
  readonly organizationKey: OrganizationKey;
  readonly userKey: UserKey;
  /** Id of the agent who becomes the assignee of a ticket that a customer solves before it has one; null: nobody. */
  readonly solveAssignee: number | null;
  readonly fields: ContextFields;
  /** Signing secrets of the webhook; two while the secret is rotated. */
  readonly webhookSecrets: readonly string[];
  readonly journal: JournalConfig;
}

const agentId = z.coerce.number('must be the id of an agent').int().positive('must be the id of an agent');
const fieldId = z.coerce.number('must be the id of a ticket field').int().positive('must be the id of a ticket field');

const credentialVariables = {
  ZENDESK_CLIENT_ID: z.string().optional(),
  ZENDESK_CLIENT_SECRET: z.string().optional(),
  ZENDESK_EMAIL: z.email('must be the e-mail address of an agent').optional(),
  ZENDESK_API_TOKEN: z.string().optional(),
};

const variables = {
  ZENDESK_BASE: baseUrl,
  // Zendesk redirects to a host below zdusercontent.com.
  ZENDESK_FILE_HOSTS: commaSeparated.prefault('zdusercontent.com'),
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
  ZENDESK_USER_KEY: z.enum(userKeys, { error: `must be one of ${userKeys.join(', ')}` }).default('contact'),
  ZENDESK_SOLVE_ASSIGNEE: agentId.optional(),
  ZENDESK_FIELD_ARTICLE: fieldId.optional(),
  ZENDESK_FIELD_PAGE_URL: fieldId.optional(),
  ZENDESK_FIELD_PLAN: fieldId.optional(),
  ZENDESK_WEBHOOK_SECRETS: commaSeparated,
};

/** @throws {ConfigurationError} if neither an OAuth client nor an API token is given completely */
function credentialsOf(environment: Environment): Credentials {
  const given = parseEnvironment(environment, credentialVariables);
  const { ZENDESK_CLIENT_ID: clientId, ZENDESK_CLIENT_SECRET: clientSecret } = given;
  if (clientId !== undefined && clientSecret !== undefined) return { kind: 'OAUTH', clientId, clientSecret };
  const { ZENDESK_EMAIL: email, ZENDESK_API_TOKEN: token } = given;
  if (email !== undefined && token !== undefined && !clientId && !clientSecret)
    return { kind: 'API_TOKEN', email, token };
  const wanted = token === undefined || clientId || clientSecret ? oauthVariables : tokenVariables;
  throw new ConfigurationError(wanted.filter((name) => given[name] === undefined).map((name) => `${name}: is missing`));
}
const oauthVariables = ['ZENDESK_CLIENT_ID', 'ZENDESK_CLIENT_SECRET'] as const;
const tokenVariables = ['ZENDESK_EMAIL', 'ZENDESK_API_TOKEN'] as const;

/** A secret of the help desk's credentials, from which keys are derived. */
export const secretOf = (credentials: Credentials): string =>
  credentials.kind === 'OAUTH' ? credentials.clientSecret : credentials.token;

export function parseSupportConfig(environment: Environment): SupportConfig {
  const { given, credentials, journal } = parseTogether({
    given: () => parseEnvironment(environment, variables),
    credentials: () => credentialsOf(environment),
    journal: () => parseJournalConfig(environment),
  });
  return {
    zendesk: { base: given.ZENDESK_BASE, credentials, fileHosts: given.ZENDESK_FILE_HOSTS },
    requestsPerMinute: given.ZENDESK_REQUESTS_PER_MINUTE,
    locale: given.ZENDESK_HELP_CENTER_LOCALE?.toLowerCase() ?? null,
    organizationKey: given.ZENDESK_ORGANIZATION_KEY,
    userKey: given.ZENDESK_USER_KEY,
    solveAssignee: given.ZENDESK_SOLVE_ASSIGNEE ?? null,
    fields: {
      article: given.ZENDESK_FIELD_ARTICLE ?? null,
      pageUrl: given.ZENDESK_FIELD_PAGE_URL ?? null,
      planKey: given.ZENDESK_FIELD_PLAN ?? null,
    },
    webhookSecrets: given.ZENDESK_WEBHOOK_SECRETS,
    journal,
  };
}
