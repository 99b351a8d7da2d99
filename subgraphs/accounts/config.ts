import { z } from 'zod';
import { parseJournalConfig, type JournalConfig } from '@customer-graph/journal/config';
import {
  baseUrl,
  commaSeparated,
  parseEnvironment,
  parseTogether,
  type Environment,
} from '@customer-graph/process/configuration';
import type { MemberRole } from '@customer-graph/protocol/roles';
import { currentVersion, numberedVersion } from './hubspot/api-version.ts';
import { parseHubSpotCredentials } from './hubspot/credentials.ts';
import type { HubSpotConnection } from './hubspot/http.ts';
import { defaultRates, hasLabels, plans, type Plan, type Rates } from './hubspot/limits.ts';
import { legalBases, type LegalBasis } from './hubspot/subscriptions.ts';

/** Names of the properties, association labels and folder that the portal's administrators define in the CRM. */
export interface CrmNames {
  readonly company: {
    readonly status: string;
    readonly plan: string;
    readonly planRenewsOn: string;
    readonly planEndsOn: string;
    readonly seats: string;
    readonly documents: string;
    readonly billingCustomer: string;
    readonly productTenant: string;
    /** Null: the help desk uses the account's id. */
    readonly supportOrganization: string | null;
  };
  readonly contact: {
    readonly subject: string;
    readonly status: string;
    /** Marks a contact that stands for an invited person: the company's id and the address. Unique. */
    readonly invitation: string;
    /** The invited person's address. */
    readonly invitedEmail: string;
    /** The property that holds roles. Null: roles are association labels. */
    readonly roles: string | null;
  };
  /** Association label by role. */
  readonly labels: Record<MemberRole, string>;
  /** Onboarding steps in their order, each with the property that holds its completion time. */
  readonly onboarding: readonly { readonly key: string; readonly property: string }[];
  /** Path of the file manager's folder. Only files in it are shown. */
  readonly documentsFolder: string;
}

/** Configuration of the CRM alone. */
export interface CrmConfig {
  readonly hubspot: HubSpotConnection;
  readonly plan: Plan;
  readonly rates: Rates;
  readonly names: CrmNames;
  /** The legal basis of changed subscriptions; null: none is sent. */
  readonly legalBasis: LegalBasis | null;
  /** Client secrets of the app, which sign webhooks; two during a rotation. Empty: there is no app. */
  readonly webhookSecrets: readonly string[];
}

export interface AccountsConfig extends CrmConfig {
  /** The identity provider's page for password and second factor. */
  readonly identityConsoleUrl: string | null;
  readonly journal: JournalConfig;
}

const property = z.string().regex(/^[a-z0-9_]+$/, 'must be the internal name of a property');
const rate = z.coerce.number('must be a number').int().positive('must be a positive number');
const label = z.string().trim().min(1);

const onboardingSteps = z.string().transform((text, context) =>
  text
    .split(',')
    .filter((entry) => entry.trim() !== '')
    .map((entry) => {
      const [, key, name] = /^\s*([a-z0-9-]+)\s*=\s*([a-z0-9_]+)\s*$/.exec(entry) ?? [];
      if (key === undefined || name === undefined) {
        context.addIssue({ code: 'custom', message: 'must be a list of key=property, separated by commas' });
        return z.NEVER;
      }
      return { key, property: name };
    }),
);

const crmVariables = {
  HUBSPOT_CLIENT_SECRETS: commaSeparated,
  HUBSPOT_API_BASE: baseUrl.default('https://api.hubapi.com'),
  HUBSPOT_API_VERSION: z
    .string()
    .regex(
      new RegExp(`^(\\d{4}-\\d{2}|${numberedVersion})$`),
      `must be a date such as ${currentVersion}, or ${numberedVersion}`,
    )
    .default(currentVersion),
  HUBSPOT_PLAN: z.enum(plans, `must be one of ${plans.join(', ')}`).default('professional'),
  HUBSPOT_ROLES: z.enum(['labels', 'property'], 'must be labels or property').optional(),
  HUBSPOT_REQUESTS_PER_10_SECONDS: rate.optional(),
  HUBSPOT_REQUESTS_PER_DAY: rate.optional(),
  HUBSPOT_SEARCHES_PER_SECOND: rate.default(4),
  HUBSPOT_COMPANY_STATUS: property.default('portal_status'),
  HUBSPOT_COMPANY_PLAN: property.default('portal_plan'),
  HUBSPOT_COMPANY_PLAN_RENEWS_ON: property.default('portal_plan_renews_on'),
  HUBSPOT_COMPANY_PLAN_ENDS_ON: property.default('portal_plan_ends_on'),
  HUBSPOT_COMPANY_SEATS: property.default('portal_seats'),
  HUBSPOT_COMPANY_DOCUMENTS: property.default('portal_documents'),
  HUBSPOT_COMPANY_STRIPE_CUSTOMER: property.default('stripe_customer_id'),
  HUBSPOT_COMPANY_PRODUCT_TENANT: property.default('product_tenant_id'),
  HUBSPOT_COMPANY_ZENDESK_ORGANIZATION: property.optional(),
  HUBSPOT_CONTACT_SUBJECT: property.default('portal_subject'),
  HUBSPOT_CONTACT_STATUS: property.default('portal_member_status'),
  HUBSPOT_CONTACT_INVITATION: property.default('portal_invitation'),
  HUBSPOT_CONTACT_INVITED_EMAIL: property.default('portal_invited_email'),
  HUBSPOT_CONTACT_ROLES: property.default('portal_roles'),
  HUBSPOT_LABEL_ADMIN: label.default('Portal admin'),
  HUBSPOT_LABEL_BILLING: label.default('Portal billing'),
  HUBSPOT_LABEL_MEMBER: label.default('Portal member'),
  HUBSPOT_LEGAL_BASIS: z.enum(legalBases, `must be one of ${legalBases.join(', ')}`).optional(),
  HUBSPOT_LEGAL_BASIS_EXPLANATION: z.string().trim().min(1).default('The person chose it in the customer portal.'),
  HUBSPOT_ONBOARDING_STEPS: onboardingSteps.prefault(
    'kickoff=onboarding_kickoff,data-import=onboarding_data_import,team-invited=onboarding_team_invited,go-live=onboarding_go_live',
  ),
  HUBSPOT_DOCUMENTS_FOLDER: z.string().startsWith('/', 'must be a path that starts with /').default('/customer-portal'),
} as const;

/** Parses the CRM's variables. Throws a `ConfigurationError` that names every bad variable. */
export function parseCrmConfig(environment: Environment): CrmConfig {
  const { given, credentials } = parseTogether({
    credentials: () => parseHubSpotCredentials(environment),
    given: () => parseEnvironment(environment, crmVariables),
  });
  const plan = given.HUBSPOT_PLAN;
  const { requestsPer10Seconds, requestsPerDay } = defaultRates(plan, credentials.kind === 'OAUTH');
  const roles = given.HUBSPOT_ROLES ?? (hasLabels(plan) ? 'labels' : 'property');
  return {
    hubspot: { credentials, base: given.HUBSPOT_API_BASE, apiVersion: given.HUBSPOT_API_VERSION },
    plan,
    rates: {
      requestsPer10Seconds: given.HUBSPOT_REQUESTS_PER_10_SECONDS ?? requestsPer10Seconds,
      requestsPerDay: given.HUBSPOT_REQUESTS_PER_DAY ?? requestsPerDay,
      searchesPerSecond: given.HUBSPOT_SEARCHES_PER_SECOND,
    },
    legalBasis: given.HUBSPOT_LEGAL_BASIS
      ? { basis: given.HUBSPOT_LEGAL_BASIS, explanation: given.HUBSPOT_LEGAL_BASIS_EXPLANATION }
      : null,
    names: {
      company: {
        status: given.HUBSPOT_COMPANY_STATUS,
        plan: given.HUBSPOT_COMPANY_PLAN,
        planRenewsOn: given.HUBSPOT_COMPANY_PLAN_RENEWS_ON,
        planEndsOn: given.HUBSPOT_COMPANY_PLAN_ENDS_ON,
        seats: given.HUBSPOT_COMPANY_SEATS,
        documents: given.HUBSPOT_COMPANY_DOCUMENTS,
        billingCustomer: given.HUBSPOT_COMPANY_STRIPE_CUSTOMER,
        productTenant: given.HUBSPOT_COMPANY_PRODUCT_TENANT,
        supportOrganization: given.HUBSPOT_COMPANY_ZENDESK_ORGANIZATION ?? null,
      },
      contact: {
        subject: given.HUBSPOT_CONTACT_SUBJECT,
        status: given.HUBSPOT_CONTACT_STATUS,
        invitation: given.HUBSPOT_CONTACT_INVITATION,
        invitedEmail: given.HUBSPOT_CONTACT_INVITED_EMAIL,
        roles: roles === 'property' ? given.HUBSPOT_CONTACT_ROLES : null,
      },
      labels: {
        ADMIN: given.HUBSPOT_LABEL_ADMIN,
        BILLING: given.HUBSPOT_LABEL_BILLING,
        MEMBER: given.HUBSPOT_LABEL_MEMBER,
      },
      onboarding: given.HUBSPOT_ONBOARDING_STEPS,
      documentsFolder: given.HUBSPOT_DOCUMENTS_FOLDER,
    },
    webhookSecrets:
      given.HUBSPOT_CLIENT_SECRETS.length === 0 && credentials.kind === 'OAUTH'
        ? [credentials.clientSecret]
        : given.HUBSPOT_CLIENT_SECRETS,
  };
}

/** Parses the subgraph's environment. Throws a `ConfigurationError` that names every bad variable. */
export function parseAccountsConfig(environment: Environment): AccountsConfig {
  const { crm, own, journal } = parseTogether({
    crm: () => parseCrmConfig(environment),
    own: () => parseEnvironment(environment, { IDENTITY_CONSOLE_URL: baseUrl.optional() }),
    journal: () => parseJournalConfig(environment),
  });
  return { ...crm, identityConsoleUrl: own.IDENTITY_CONSOLE_URL ?? null, journal };
}
