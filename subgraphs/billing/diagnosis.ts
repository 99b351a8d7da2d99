import type { Logger } from 'pino';
import { createFindings, reasonOf, type Finding, type Mode } from '../shared/diagnosis.ts';
import { createUpstream } from '../shared/upstream/client.ts';
import { checkWebhooks } from '../shared/webhook-diagnosis.ts';
import { createBillingSource } from './adapter.ts';
import { isLiveKey, type BillingConfig } from './config.ts';
import { countsSeats, publishedPlans, type Plan } from './domain/catalogue.ts';
import { isStripeRead, stripeLimits } from './stripe/client.ts';
import { inspectStripe } from './stripe/inspection.ts';
import { followedEvents } from './stripe/webhooks.ts';

export interface BillingFacts {
  readonly planKeys: readonly string[];
  readonly customerIds: ReadonlySet<string>;
  readonly isWhole: boolean;
}

const keysOf = (plans: readonly Plan[]): string[] => plans.map(({ product }) => product.planKey ?? product.id);

const keys = 'Stripe → Developers → API keys';

/** Reads what the graph would read of Stripe, and says what is wrong with it. Changes nothing. */
export async function diagnoseBilling(
  config: BillingConfig,
  publicUrl: string | null,
  log: Logger,
): Promise<{ findings: readonly Finding[]; facts: BillingFacts | null; mode: Mode }> {
  const mode: Mode = isLiveKey(config.stripe.apiKey) ? 'LIVE' : 'TEST';
  const found = createFindings('BILLING');
  const upstream = createUpstream({ system: 'BILLING', isRead: isStripeRead, limits: stripeLimits(config.rates), log });
  const source = createBillingSource(config, log);
  try {
    const inspected = await inspectStripe({ ...config.stripe, upstream });
    if (inspected.status !== 200) {
      const says = inspected.status === 401 ? 'Stripe does not accept the key' : `Stripe answers ${inspected.status}`;
      found.fail('credentials', {
        says,
        breaks: 'nothing of billing is shown',
        remedy: `${keys}: put a restricted key into STRIPE_API_KEY`,
      });
      return { findings: found.list, facts: null, mode };
    }
    const { accountName, forbidden, webhooks, lastWebhook, customerIds, isWhole } = inspected;
    found.ok('credentials', `${accountName ?? 'an account without invoices'} (${mode === 'LIVE' ? 'live' : 'test'})`);
    for (const { name, breaks, isNeeded } of forbidden)
      found[isNeeded ? 'fail' : 'warn'](`permission ${name}`, {
        says: 'the key may not read it',
        breaks,
        remedy: `${keys} → the restricted key → ${name}: Read`,
      });
    if (forbidden.some(({ isNeeded }) => isNeeded)) return { findings: found.list, facts: null, mode };
    found.ok(
      'limits',
      `kept to ${config.rates.requestsPerSecond} requests a second, ${config.rates.endpointRequestsPerSecond} an endpoint: Stripe says nothing of what is left`,
    );
    checkWebhooks(found, {
      vendor: 'stripe',
      publicUrl,
      secrets: { variable: 'STRIPE_WEBHOOK_SECRETS', areGiven: config.webhookSecrets.length > 0 },
      registered: webhooks,
      last: lastWebhook,
      wanted: followedEvents,
      breaks: 'what is changed in Stripe itself reaches the CRM and the product only with the next sweep',
      screen: 'Stripe → Developers → Webhooks',
    });
    const catalogue = await source.catalogue();
    const plans = publishedPlans(catalogue);
    const published = [...catalogue.products.values()].filter((product) => product.published);
    if (plans.length === 0) {
      found.warn('catalogue', {
        says: `no product is published (metadata ${config.names.published}=true) with an active recurring price`,
        breaks: 'Query.plans is empty, and no plan can be chosen',
        remedy: `Stripe → Product catalogue → the product → Metadata: ${config.names.published}=true, ${config.names.planKey}=<key>`,
      });
    } else found.ok('catalogue', `${plans.length} plans: ${keysOf(plans).join(', ')}`);
    for (const { id, planKey } of published) {
      if (planKey === null) {
        found.warn(`product ${id}`, {
          says: `has no plan key (metadata ${config.names.planKey})`,
          breaks: 'its key is its id, which no other system knows',
          remedy: `Stripe → Product catalogue → ${id} → Metadata: ${config.names.planKey}=<key>`,
        });
      }
    }
    if (
      plans.length > 0 &&
      plans.every(({ product, prices }) => prices.every((price) => !countsSeats(price, product)))
    ) {
      found.warn('seats', {
        says: 'no published price counts seats',
        breaks: 'BillingSubscription.seats is 0, and seats cannot be changed',
        remedy: `Stripe → Product catalogue: a licensed price, or metadata ${config.names.seats}=true on the product`,
      });
    }
    return { findings: found.list, facts: { planKeys: keysOf(plans), customerIds, isWhole }, mode };
  } catch (error) {
    found.fail('connection', {
      says: reasonOf(error),
      breaks: 'nothing of billing is shown',
      remedy: 'STRIPE_API_BASE, and the way there: proxy, firewall, status.stripe.com',
    });
    return { findings: found.list, facts: null, mode };
  } finally {
    await upstream[Symbol.asyncDispose]();
    await source[Symbol.asyncDispose]();
  }
}
