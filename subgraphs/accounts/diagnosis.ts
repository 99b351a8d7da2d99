import type { DirectoryFacts } from '@customer-graph/diagnosis/facts';
import { createFindings } from '@customer-graph/diagnosis/findings';
import { reasonOf } from '@customer-graph/process/reason-of';
import type { DiagnosisResult, SubgraphDiagnosis } from '@customer-graph/diagnosis/subgraph-diagnosis';
import { checkWebhooks } from '@customer-graph/diagnosis/webhooks';
import { disposeAll } from '@customer-graph/process/dispose';
import { createCrmSource } from './adapter.ts';
import { parseAccountsConfig, type AccountsConfig, type CrmNames } from './config.ts';
import type { Company } from './domain/company.ts';
import { checkAccess, checkFiles, checkPlan, checkSunsets, screens } from './hubspot/account-findings.ts';
import { checkDefinitions } from './hubspot/definition-findings.ts';
import { createHubSpotHttp } from './hubspot/http.ts';
import { inspectFiles, inspectHubSpot } from './hubspot/inspection.ts';
import type { CrmSource } from './port.ts';

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

function directoryOf(
  { companies, isComplete }: Awaited<ReturnType<typeof readCompanies>>,
  source: CrmSource,
  names: CrmNames,
): DirectoryFacts {
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
      roleLocation:
        names.contact.roles === null
          ? `HubSpot → the contact → the company → association label: ${Object.values(names.labels).join(', ')}`
          : `HubSpot → the contact → ${names.contact.roles}: companyId=admin, billing or member`,
    },
  };
}

const diagnosis: SubgraphDiagnosis<AccountsConfig> = {
  label: 'HubSpot',
  credential: 'HUBSPOT_ACCESS_TOKEN',
  parseConfig: parseAccountsConfig,
  async diagnose(config, { publicUrl, log }) {
    const found = createFindings('CRM');
    const http = createHubSpotHttp(config.hubspot, config.rates, log);
    const source = createCrmSource(config, log);
    const dispose = () => disposeAll([http, source]);
    let result: DiagnosisResult = { findings: found.list, mode: null, facts: {}, dispose };
    try {
      const inspection = await inspectHubSpot(http);
      if (inspection.status !== 200) {
        const isOAuth = config.hubspot.credentials.kind === 'OAUTH';
        found.fail('credentials', {
          says: `HubSpot does not accept the ${isOAuth ? "app's credentials" : 'token'}`,
          breaks: noAccess,
          remedy: isOAuth ? screens.installedApp : screens.token,
        });
        return result;
      }
      result = { ...result, mode: inspection.mode };
      checkSunsets(found, config);
      checkAccess(found, inspection);
      checkPlan(found, config, inspection);
      if (inspection.refused.some(({ isNeeded }) => isNeeded)) return result;
      checkWebhooks(found, {
        vendor: 'hubspot',
        publicUrl,
        secrets: { variable: 'HUBSPOT_CLIENT_SECRETS', areGiven: config.webhookSecrets.length > 0 },
        // HubSpot shows the webhooks of an app only on the app's page.
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
      const companies = await readCompanies(source);
      checkFiles(found, config.names.company.documents, {
        ...(await inspectFiles(
          http,
          companies.companies.flatMap(({ documentIds }) => documentIds),
        )),
        unknown: companies.companies.reduce((sum, { unknownDocuments }) => sum + unknownDocuments, 0),
      });
      const directory = directoryOf(companies, source, config.names);
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
