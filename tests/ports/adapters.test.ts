import { describe } from '@jest/globals';
import { createCrmSource } from '../../subgraphs/accounts/adapter.ts';
import { parseAccountsConfig } from '../../subgraphs/accounts/config.ts';
import { createBillingSource } from '../../subgraphs/billing/adapter.ts';
import { parseBillingConfig } from '../../subgraphs/billing/config.ts';
import { createSupportSource } from '../../subgraphs/support/adapter.ts';
import { parseSupportConfig } from '../../subgraphs/support/config.ts';
import type { Vendor } from '../../sandbox/calls.ts';
import { articleId } from '../../sandbox/seed/support.ts';
import { mappingFile, openProduct } from '../support/product.ts';
import { silentLog } from '../../subgraphs/shared/log.ts';
import { companyId, contactId, customerId, places } from '../../sandbox/seed/company.ts';
import { createPopulation, emails, subjects } from '../../sandbox/seed/population.ts';
import { startContractCheck } from '../support/contracts.ts';
import { noPace, startTestSandbox } from '../support/graph.ts';
import { describeBillingSource } from './billing-source.ts';
import { describeCrmSource } from './crm-source.ts';
import { describeSupportSource } from './support-source.ts';
import { describeUsageSource } from './usage-source.ts';

async function startVendors() {
  const sandbox = await startTestSandbox();
  const contracts = await startContractCheck(sandbox.urls);
  return {
    environment: { ...noPace, ...sandbox.environment, ...contracts.environment },
    sandbox,
    setAway: (vendor: Vendor) => (away: boolean) => sandbox.setFaults(away ? [{ vendor, kind: 'status', value: 503 }] : []),
    async close() {
      await contracts[Symbol.asyncDispose]();
      await sandbox[Symbol.asyncDispose]();
    },
  };
}

describeCrmSource('HubSpot', async () => {
  const vendors = await startVendors();
  const source = createCrmSource(parseAccountsConfig(vendors.environment), silentLog);
  return {
    source,
    company: {
      id: companyId(places.demo),
      name: 'Demo Industries',
      parentId: companyId(places.demoParent),
      billingCustomerId: customerId(places.demo),
      subsidiaryIds: [companyId(places.firstSubsidiary), companyId(places.secondSubsidiary)],
    },
    admin: { contactId: contactId(0), subject: subjects.demoAdmin, email: emails.demoAdmin },
    byEmail: { contactId: contactId(1), email: emails.demoBilling },
    shared: { billingCustomerId: customerId(places.sharedCustomer[0]), companyIds: places.sharedCustomer.map(companyId) },
    sharedSubject: subjects.shared,
    unknownId: '89999999',
    setAway: vendors.setAway('hubspot'),
    async close() {
      await source[Symbol.asyncDispose]();
      await vendors.close();
    },
  };
});

describeBillingSource('Stripe', async () => {
  const vendors = await startVendors();
  const source = createBillingSource(parseBillingConfig(vendors.environment), silentLog);
  const empty = createPopulation().find(({ subscription, index }) => subscription === 'none' && index % 6 !== 0);
  return {
    source,
    customerId: customerId(places.demo),
    emptyCustomerId: empty?.ownCustomerId ?? '',
    otherInvoiceId: `in_Sandbox${String(places.other).padStart(6, '0')}001`,
    setAway: vendors.setAway('stripe'),
    async close() {
      await source[Symbol.asyncDispose]();
      await vendors.close();
    },
  };
});

describeSupportSource('Zendesk', async () => {
  const vendors = await startVendors();
  const source = createSupportSource(parseSupportConfig(vendors.environment), silentLog);
  return {
    source,
    organizationKey: companyId(places.demo),
    contactId: contactId(2),
    ticketId: '1',
    internalTicketId: '18',
    otherTicketId: '41',
    articleId: String(articleId(0)),
    hiddenArticleIds: [String(articleId(7)), String(articleId(9)), String(articleId(22))],
    secret: /CANARY/,
    setAway: vendors.setAway('zendesk'),
    async close() {
      await source[Symbol.asyncDispose]();
      await vendors.close();
    },
  };
});

describe.each([
  ['tenants', { tenantId: 'tenant-8800000001', limited: { meter: 'api-requests', included: 60_000 }, unlimited: null, unknownId: 'tenant-nobody' }],
  ['workspaces', { tenantId: '1', limited: { meter: 'api-calls', included: 500 }, unlimited: 'storage', unknownId: '77' }],
])('by the mapping %s', (mapping, product) => {
  describeUsageSource('Postgres', async () => {
    const vendors = await startVendors();
    const source = openProduct(mappingFile(mapping), vendors.sandbox.environment.PRODUCT_DATABASE_URL);
    return {
      ...product,
      source,
      contactId: contactId(0),
      setAway: vendors.setAway('product'),
      async close() {
        await source[Symbol.asyncDispose]();
        await vendors.close();
      },
    };
  });
});
