import { createCrmSource } from '../../subgraphs/accounts/adapter.ts';
import { parseAccountsConfig } from '../../subgraphs/accounts/config.ts';
import { createBillingSource } from '../../subgraphs/billing/adapter.ts';
import { parseBillingConfig } from '../../subgraphs/billing/config.ts';
import { silentLog } from '../../subgraphs/shared/log.ts';
import { companyId, contactId, customerId, places } from '../../sandbox/seed/company.ts';
import { createPopulation, emails, subjects } from '../../sandbox/seed/population.ts';
import { startContractCheck } from '../support/contracts.ts';
import { noPace, startTestSandbox } from '../support/graph.ts';
import { describeBillingSource } from './billing-source.ts';
import { describeCrmSource } from './crm-source.ts';

async function startVendors() {
  const sandbox = await startTestSandbox();
  const contracts = await startContractCheck(sandbox.urls);
  return {
    environment: { ...noPace, ...sandbox.environment, ...contracts.environment },
    setAway: (vendor: 'hubspot' | 'stripe') => (away: boolean) => sandbox.setFaults(away ? [{ vendor, kind: 'status', value: 503 }] : []),
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
