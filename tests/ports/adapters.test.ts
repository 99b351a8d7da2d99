import { describe, expect, test } from '@jest/globals';
import { createCrmSource } from '../../subgraphs/accounts/adapter.ts';
import { parseAccountsConfig } from '../../subgraphs/accounts/config.ts';
import { createBillingSource } from '../../subgraphs/billing/adapter.ts';
import { parseBillingConfig } from '../../subgraphs/billing/config.ts';
import { createSupportSource } from '../../subgraphs/support/adapter.ts';
import { parseSupportConfig } from '../../subgraphs/support/config.ts';
import type { BehaviourChange } from '../../sandbox/behaviour.ts';
import type { Vendor } from '../../sandbox/calls.ts';
import { agentIds, articleId, userId } from '../../sandbox/seed/support-ids.ts';
import { createProductAnnouncer } from '../../subgraphs/usage/adapter.ts';
import { parseUsageConfig } from '../../subgraphs/usage/config.ts';
import { mappingFile, openProduct } from '../support/product.ts';
import { silentLog } from '@customer-graph/process/log';
import { companyId, contactId, customerId, companyIndex } from '../../sandbox/seed/company.ts';
import { createPopulation, emails, subjects } from '../../sandbox/seed/population.ts';
import { startContractCheck } from '../support/contracts.ts';
import { noPace, startTestSandbox } from '../support/graph.ts';
import { describeBillingSource } from './billing-source.ts';
import { describeCrmSource } from './crm-source.ts';
import { describeSupportSource } from './support-source.ts';
import { describeUsageSource } from './usage-source.ts';

async function startVendors(behaviour: BehaviourChange = {}) {
  const sandbox = await startTestSandbox({ behaviour });
  // The contracts know one of the answers on which the sources disagree.
  const contracts = behaviour.hubspot?.archivals === 'described' ? undefined : await startContractCheck(sandbox.urls);
  return {
    environment: { ...noPace, ...sandbox.environment, ...contracts?.environment },
    sandbox,
    setAway: (vendor: Vendor) => (away: boolean) =>
      sandbox.setFaults(away ? [{ vendor, kind: 'status', value: 503 }] : []),
    async close() {
      await contracts?.[Symbol.asyncDispose]();
      await sandbox[Symbol.asyncDispose]();
    },
  };
}

/** Generations of HubSpot's API, and accounts that differ in what the adapter depends on. */
const hubspotAccounts: readonly (readonly [
  name: string,
  behaviour: BehaviourChange['hubspot'],
  environment: Readonly<Record<string, string>>,
])[] = [
  ['HubSpot, dated paths', {}, {}],
  ['HubSpot, dated paths that describe removals', { archivals: 'described' }, {}],
  ['HubSpot, numbered paths', { numberedPaths: true, associationIds: 'texts' }, { HUBSPOT_API_VERSION: 'numbered' }],
  ['HubSpot Starter, roles in a property', { plan: 'starter' }, { HUBSPOT_PLAN: 'starter' }],
];

for (const [name, behaviour, environment] of hubspotAccounts)
  describeCrmSource(name, async () => {
    const vendors = await startVendors({ hubspot: behaviour });
    const source = createCrmSource(parseAccountsConfig({ ...vendors.environment, ...environment }), silentLog);
    return {
      source,
      company: {
        id: companyId(companyIndex.demo),
        name: 'Demo Industries',
        parentId: companyId(companyIndex.demoParent),
        billingCustomerId: customerId(companyIndex.demo),
        subsidiaryIds: [companyId(companyIndex.firstSubsidiary), companyId(companyIndex.secondSubsidiary)],
      },
      admin: { contactId: contactId(0), subject: subjects.demoAdmin, email: emails.demoAdmin },
      byEmail: { contactId: contactId(1), email: emails.demoBilling },
      shared: {
        billingCustomerId: customerId(companyIndex.sharedCustomer[0]),
        companyIds: companyIndex.sharedCustomer.map(companyId),
      },
      sharedSubject: subjects.shared,
      hasLabels: behaviour?.plan !== 'starter',
      unknownId: '89999999',
      planKey: 'enterprise',
      reset: () => vendors.sandbox.reset(),
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
    customerId: customerId(companyIndex.demo),
    emptyCustomerId: empty?.ownCustomerId ?? '',
    accountOfCustomer: null,
    pause: (id) => void vendors.sandbox.records.change('stripe', 'subscriptions', id, { status: 'paused' }),
    setCard(id, card) {
      const last4 = { DECLINES: '0002', ASKS: '3155' }[card];
      const method = (
        vendors.sandbox.records.get('stripe', 'customers', id) as {
          readonly invoice_settings: { readonly default_payment_method: string };
        }
      ).invoice_settings.default_payment_method;
      const known = vendors.sandbox.records.get('stripe', 'payment_methods', method) as { readonly card: object };
      vendors.sandbox.records.change('stripe', 'payment_methods', method, { card: { ...known.card, last4 } });
    },
    reset: () => vendors.sandbox.reset(),
    foreignPriceId: 'price_Sandboxgrowthjpymonth',
    otherInvoiceId: `in_Sandbox${String(companyIndex.other).padStart(6, '0')}001`,
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
  const users = () => vendors.sandbox.helpDesk().all('users');
  const unlinked = emails.demoBilling;
  const unlink = () =>
    void vendors.sandbox.records.change('zendesk', 'users', String(userId(contactId(1))), { external_id: null });
  unlink();
  return {
    source,
    organizationKey: companyId(companyIndex.demo),
    contactId: contactId(2),
    ticketId: '1',
    internalTicketId: '18',
    otherTicketId: '41',
    articleId: String(articleId(0)),
    hiddenArticleIds: [String(articleId(7)), String(articleId(9)), String(articleId(22))],
    secret: /CANARY/,
    addresses: { unlinked, linked: emails.demoAdmin, agent: 'agent1@vendor.example' },
    nameOf: (email) => users().find((user) => user.email === email)?.name,
    mails: () => vendors.sandbox.helpDesk().all('mails').length,
    assign: (ticketId) =>
      void vendors.sandbox.records.change('zendesk', 'tickets', ticketId, { assignee_id: agentIds[0] }),
    async reset() {
      await vendors.sandbox.reset();
      unlink();
    },
    setAway: vendors.setAway('zendesk'),
    async close() {
      await source[Symbol.asyncDispose]();
      await vendors.close();
    },
  };
});

describe.each([
  [
    'tenants',
    {
      tenantId: 'tenant-8800000001',
      limited: { meter: 'api-requests', included: 60_000 },
      unlimited: null,
      unknownId: 'tenant-nobody',
    },
  ],
  [
    'workspaces',
    { tenantId: '1', limited: { meter: 'api-calls', included: 500 }, unlimited: 'storage', unknownId: '77' },
  ],
])('with the mapping %s', (mapping, product) => {
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

describe('ProductAnnouncer', () => {
  const tenantId = `tenant-${companyId(companyIndex.demo)}`;
  const news = (seats: number, occurredAt = new Date().toISOString()) =>
    ({
      type: 'subscription.changed',
      id: `news-${seats}`,
      accountId: companyId(companyIndex.demo),
      planKey: 'growth',
      seats,
      status: 'ACTIVE',
      occurredAt,
    }) as const;

  test('delivers an event once, and fails if the product is unavailable or refuses the signature', async () => {
    const vendors = await startVendors();
    const { environment, sandbox } = vendors;
    const announcer = createProductAnnouncer(parseUsageConfig(environment), silentLog);
    const unauthorized = createProductAnnouncer(
      parseUsageConfig({ ...environment, PRODUCT_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32).toString('base64')}` }),
      silentLog,
    );
    const seats = () =>
      sandbox.records.get('product', 'tenants', tenantId) as { readonly seats: number; readonly told: number };
    for (let told = 0; told < 2; told += 1) expect(await announcer.announce(news(31), tenantId)).toBe(true);
    expect(seats()).toMatchObject({ seats: 31, told: 1 });
    const unavailable = { code: 'UPSTREAM_UNAVAILABLE', extensions: { system: 'PRODUCT', retryable: true } };
    await expect(unauthorized.announce(news(32), tenantId)).rejects.toMatchObject(unavailable);
    await vendors.setAway('product')(true);
    await expect(announcer.announce(news(33), tenantId)).rejects.toMatchObject(unavailable);
    await vendors.setAway('product')(false);
    expect(seats()).toMatchObject({ seats: 31, told: 1 });
    await announcer[Symbol.asyncDispose]();
    await unauthorized[Symbol.asyncDispose]();
    await vendors.close();
  });

  test('returns false without a configured webhook', async () => {
    await using announcer = createProductAnnouncer(
      parseUsageConfig({ PRODUCT_DATABASE_URL: 'postgres://127.0.0.1' }),
      silentLog,
    );
    expect(await announcer.announce(news(1), tenantId)).toBe(false);
  });
});
