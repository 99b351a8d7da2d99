import type { DirectoryFacts } from '@customer-graph/diagnosis/facts';
import { createFindings, type Findings } from '@customer-graph/diagnosis/findings';
import { reasonOf } from '@customer-graph/process/reason-of';
import type { DiagnosisResult, SubgraphDiagnosis } from '@customer-graph/diagnosis/subgraph-diagnosis';
import { checkWebhooks } from '@customer-graph/diagnosis/webhooks';
import { disposeAll } from '@customer-graph/process/dispose';
import { createUpstream } from '@customer-graph/upstream/client';
import { createCrmSource } from './adapter.ts';
import { parseAccountsConfig, type AccountsConfig, type CrmNames } from './config.ts';
import { requiredProperties } from './services/required-properties.ts';
import type { Company } from './domain/company.ts';
import type { Definitions } from './domain/definitions.ts';
import { hubSpotLimits, isHubSpotRead } from './hubspot/client.ts';
import { inspectHubSpot, type HubSpotInspection } from './hubspot/inspection.ts';
import type { CrmSource } from './port.ts';

const settings = 'HubSpot → Settings';
const privateApps = `${settings} → Integrations → Private Apps`;
const screens = {
  token: `${privateApps} → Auth: put the token into HUBSPOT_ACCESS_TOKEN`,
  scopes: `${privateApps} → Scopes`,
  properties: `${settings} → Properties`,
  webhooks: `${privateApps} → Webhooks`,
} as const;

const noAccess = 'no customer has access, and no CRM data is shown';

const page = 100;
/** Bounds the time that a large portal takes. */
const maxCompanies = 2_000;

async function readCompanies(source: CrmSource): Promise<{ companies: Company[]; isComplete: boolean }> {
  const companies: Company[] = [];
  for (let offset = 0; ; offset += page) {
    const { ids, hasMore } = await source.searchCompanies({ offset, limit: page });
    companies.push(...(await source.companies(ids)).filter((company) => company !== null));
    if (!hasMore || offset + page >= maxCompanies) return { companies, isComplete: !hasMore };
  }
}

function checkDefinitions(found: Findings, names: CrmNames, definitions: Definitions): void {
  for (const { of, name, kinds, options = [], breaks } of requiredProperties(names)) {
    const subject = `${of} property ${name}`;
    const known = definitions[of].get(name);
    if (!known) {
      found.warn(subject, { says: 'does not exist', breaks, remedy: 'npm run setup:hubspot -- --apply' });
      continue;
    }
    if (!kinds.includes(known.kind)) {
      const wanted = kinds[0].toLowerCase();
      found.warn(subject, {
        says: `is of the type ${known.kind.toLowerCase()}, and not ${wanted}`,
        breaks,
        remedy: `${screens.properties} → ${name}: create it again as ${wanted}, or configure another property`,
      });
      continue;
    }
    const missing =
      known.kind === 'CHOICE' ? options.filter(([value]) => !known.options.has(value)).map(([value]) => value) : [];
    if (missing.length > 0) {
      found.warn(subject, {
        says: `has no option ${missing.join(', ')}`,
        breaks: 'these values cannot be selected in HubSpot; other values are shown as OTHER',
        remedy: `${screens.properties} → ${name} → options`,
      });
    } else found.ok(subject, known.kind.toLowerCase());
  }
  for (const [role, label] of Object.entries(names.labels)) {
    const subject = `association label ${label}`;
    if (definitions.labels.has(label)) found.ok(subject, `is the role ${role}`);
    else
      found.fail(subject, {
        says: 'does not exist',
        breaks: `no member has the role ${role}`,
        remedy: 'npm run setup:hubspot -- --apply',
      });
  }
}

function checkAccess(found: Findings, { portalId, mode, left, refused }: HubSpotInspection): void {
  const kind = mode === null ? 'HubSpot does not tell whether live or test' : mode.toLowerCase();
  found.ok('credentials', `portal ${portalId ?? 'without a known number'} (${kind})`);
  const daily = left.daily === null ? '' : `, ${left.daily} today`;
  found.ok('limits', `${left.interval ?? '?'} requests left in the current 10 seconds${daily}`);
  for (const { scope, status, breaks, isNeeded } of refused) {
    const says =
      status === 403 ? 'the private app does not have it' : `HubSpot answers ${status} to a request that needs it`;
    found[isNeeded ? 'fail' : 'warn'](`scope ${scope}`, { says, breaks, remedy: `${screens.scopes} → add ${scope}` });
  }
  if (refused.length === 0)
    found.ok('scopes', 'all scopes for reading are granted; HubSpot does not report scopes for writing');
}

async function readDirectory(source: CrmSource, names: CrmNames): Promise<DirectoryFacts> {
  const { companies, isComplete } = await readCompanies(source);
  const recorded = (id: string | null) => (id === null ? null : { id, isDefault: false });
  const { billingCustomer, productTenant, supportOrganization } = names.company;
  const supportVariable = 'HUBSPOT_COMPANY_ZENDESK_ORGANIZATION';
  const company = 'HubSpot → the company';
  return {
    accounts: companies.map(({ id, name, mergedIds, billingCustomerId, productTenantId, supportOrganizationId }) => ({
      id,
      name,
      formerIds: mergedIds,
      links: {
        billing: recorded(billingCustomerId),
        product: recorded(productTenantId) ?? { id, isDefault: true },
        support:
          supportOrganizationId === null
            ? null
            : { id: supportOrganizationId, isDefault: supportOrganizationId === id },
      },
    })),
    isComplete,
    linkFields: {
      billing: { location: `${company} → ${billingCustomer}`, variable: 'HUBSPOT_COMPANY_STRIPE_CUSTOMER' },
      product: { location: `${company} → ${productTenant}`, variable: 'HUBSPOT_COMPANY_PRODUCT_TENANT' },
      support: { location: `${company} → ${supportOrganization ?? supportVariable}`, variable: supportVariable },
    },
    members: {
      async find(person) {
        const [contactId = null] = await source.findContacts([person]);
        const memberships = contactId === null ? [] : await source.membershipsOf(contactId);
        return {
          contactId,
          memberships: memberships.map(({ companyId, role }) => ({ accountId: companyId, role })),
        };
      },
      subjectLocation: `HubSpot → the contact → ${names.contact.subject}`,
      roleLocation: `HubSpot → the contact → the company → association label: ${Object.values(names.labels).join(', ')}`,
    },
  };
}

const diagnosis: SubgraphDiagnosis<AccountsConfig> = {
  label: 'HubSpot',
  credential: 'HUBSPOT_ACCESS_TOKEN',
  parseConfig: parseAccountsConfig,
  async diagnose(config, { publicUrl, log }) {
    const found = createFindings('CRM');
    const upstream = createUpstream({ system: 'CRM', isRead: isHubSpotRead, limits: hubSpotLimits(config.rates), log });
    const source = createCrmSource(config, log);
    const dispose = () => disposeAll([upstream, source]);
    let result: DiagnosisResult = { findings: found.list, mode: null, facts: {}, dispose };
    try {
      const inspection = await inspectHubSpot({ ...config.hubspot, upstream });
      if (inspection.status !== 200) {
        const says = 'HubSpot does not accept the token';
        found.fail('credentials', { says, breaks: noAccess, remedy: screens.token });
        return result;
      }
      result = { ...result, mode: inspection.mode };
      checkAccess(found, inspection);
      if (inspection.refused.some(({ isNeeded }) => isNeeded)) return result;
      checkWebhooks(found, {
        vendor: 'hubspot',
        publicUrl,
        secrets: { variable: 'HUBSPOT_CLIENT_SECRETS', areGiven: config.webhookSecrets.length > 0 },
        // HubSpot shows a private app's webhooks only on the app's page.
        registered: null,
        last: null,
        wanted: [],
        breaks: 'changes made in HubSpot take effect only when cached data expires (seconds) or with the next sweep',
        screen: screens.webhooks,
      });
      const definitions = await source.definitions();
      checkDefinitions(found, config.names, definitions);
      const plan = definitions.company.get(config.names.company.plan);
      const knownPlans = plan?.kind === 'CHOICE' && {
        keys: [...plan.options.keys()],
        breaks: 'HubSpot cannot record a change to these plans',
        remedy: `${screens.properties} → ${config.names.company.plan} → options`,
      };
      const directory = await readDirectory(source, config.names);
      return { ...result, facts: { directory, ...(knownPlans && { knownPlans }) } };
    } catch (error) {
      found.fail('connection', {
        says: reasonOf(error),
        breaks: noAccess,
        remedy:
          'check HUBSPOT_API_BASE, and the network: HTTPS_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS, firewall, status.hubspot.com',
      });
      return result;
    }
  },
};
export default diagnosis;
