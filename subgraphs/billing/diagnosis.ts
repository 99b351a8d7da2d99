import { createFindings, type Findings } from '@customer-graph/diagnosis/findings';
import { reasonOf } from '@customer-graph/process/reason-of';
import type { Counterparts } from '@customer-graph/diagnosis/facts';
import type { DiagnosisResult, SubgraphDiagnosis } from '@customer-graph/diagnosis/subgraph-diagnosis';
import { checkWebhooks } from '@customer-graph/diagnosis/webhooks';
import { disposeAll } from '@customer-graph/process/dispose';
import { createUpstream } from '@customer-graph/upstream/client';
import { createBillingSource } from './adapter.ts';
import { isLiveKey, parseBillingConfig, type BillingConfig, type CatalogueNames } from './config.ts';
import { countsSeats, publishedPlans, type Catalogue, type Plan } from './domain/catalogue.ts';
import { isStripeRead, stripeLimits } from './stripe/client.ts';
import { inspectStripe, type StripeInspection } from './stripe/inspection.ts';
import { followedEvents } from './stripe/webhooks.ts';

const keysOf = (plans: readonly Plan[]): string[] => plans.map(({ product }) => product.planKey ?? product.id);

const keysScreen = 'Stripe → Developers → API keys';
const catalogueScreen = 'Stripe → Product catalogue';
const noBilling = 'no billing data is shown';

function checkCatalogue(found: Findings, names: CatalogueNames, catalogue: Catalogue, plans: readonly Plan[]): void {
  if (plans.length === 0) {
    found.warn('catalogue', {
      says: `no product is published (metadata ${names.published}=true) with an active recurring price`,
      breaks: 'Query.plans is empty, and customers cannot choose a plan',
      remedy: `${catalogueScreen} → the product → Metadata: ${names.published}=true, ${names.planKey}=<key>`,
    });
  } else found.ok('catalogue', `${plans.length} plans: ${keysOf(plans).join(', ')}`);
  for (const { id, planKey, published } of catalogue.products.values()) {
    if (!published || planKey !== null) continue;
    found.warn(`product ${id}`, {
      says: `has no plan key (metadata ${names.planKey})`,
      breaks: 'the product id is its plan key, and other systems do not know it',
      remedy: `${catalogueScreen} → ${id} → Metadata: ${names.planKey}=<key>`,
    });
  }
  const haveSeats = plans.some(({ product, prices }) => prices.some((price) => countsSeats(price, product)));
  if (plans.length > 0 && !haveSeats) {
    found.warn('seats', {
      says: 'no published price counts seats',
      breaks: 'BillingSubscription.seats is 0, and seats cannot be changed',
      remedy: `${catalogueScreen}: add a licensed price, or metadata ${names.seats}=true on the product`,
    });
  }
}

const customersOf = ({ customerIds, isWhole }: StripeInspection): Counterparts => ({
  kind: 'billing',
  noun: 'customers',
  linkValue: 'the id of an existing customer (cus_…)',
  breaks: 'these accounts have no billing',
  findExisting: async (ids) => new Set(ids.filter((id) => customerIds.has(id))),
  isComplete: isWhole,
  warnings: isWhole
    ? []
    : [
        {
          says: `only the latest ${customerIds.size} customers were read`,
          breaks: 'links to customers that do not exist were not checked',
        },
      ],
});

const diagnosis: SubgraphDiagnosis<BillingConfig> = {
  label: 'Stripe',
  credential: 'STRIPE_API_KEY',
  parseConfig: parseBillingConfig,
  async diagnose(config, { publicUrl, log }) {
    const mode = isLiveKey(config.stripe.apiKey) ? 'LIVE' : 'TEST';
    const found = createFindings('BILLING');
    const { rates } = config;
    const upstream = createUpstream({ system: 'BILLING', isRead: isStripeRead, limits: stripeLimits(rates), log });
    const source = createBillingSource(config, log);
    const withoutFacts: DiagnosisResult = { findings: found.list, mode, facts: {} };
    try {
      const inspection = await inspectStripe({ ...config.stripe, upstream });
      if (inspection.status !== 200) {
        found.fail('credentials', {
          says: inspection.status === 401 ? 'Stripe does not accept the key' : `Stripe answers ${inspection.status}`,
          breaks: noBilling,
          remedy: `${keysScreen}: put a restricted key into STRIPE_API_KEY`,
        });
        return withoutFacts;
      }
      const { accountName, forbidden, webhooks, lastWebhook } = inspection;
      found.ok('credentials', `${accountName ?? 'an account without invoices'} (${mode.toLowerCase()})`);
      for (const { name, breaks, isNeeded } of forbidden)
        found[isNeeded ? 'fail' : 'warn'](`permission ${name}`, {
          says: 'the key may not read it',
          breaks,
          remedy: `${keysScreen} → the restricted key → ${name}: Read`,
        });
      if (forbidden.some(({ isNeeded }) => isNeeded)) return withoutFacts;
      found.ok(
        'limits',
        `at most ${rates.requestsPerSecond} requests a second, ${rates.endpointRequestsPerSecond} to one endpoint; Stripe does not report remaining requests`,
      );
      checkWebhooks(found, {
        vendor: 'stripe',
        publicUrl,
        secrets: { variable: 'STRIPE_WEBHOOK_SECRETS', areGiven: config.webhookSecrets.length > 0 },
        registered: webhooks,
        last: lastWebhook,
        wanted: followedEvents,
        breaks: 'changes made in Stripe reach the other systems only with the next sweep',
        screen: 'Stripe → Developers → Webhooks',
      });
      const catalogue = await source.catalogue();
      const plans = publishedPlans(catalogue);
      checkCatalogue(found, config.names, catalogue, plans);
      // Customers that name their account in metadata are not read here, so their links are not compared.
      const counterparts = config.accountMetadata === null ? { counterparts: customersOf(inspection) } : {};
      return { ...withoutFacts, facts: { publishedPlanKeys: keysOf(plans), ...counterparts } };
    } catch (error) {
      found.fail('connection', {
        says: reasonOf(error),
        breaks: noBilling,
        remedy:
          'check STRIPE_API_BASE, and the network: HTTPS_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS, firewall, status.stripe.com',
      });
      return withoutFacts;
    } finally {
      await disposeAll([upstream, source]);
    }
  },
};
export default diagnosis;
