import type { Statement } from '@customer-graph/postgres/embedded';
import { createSwitches, type BehaviourChange } from './behaviour.ts';
import { createCallLog, type CallLog } from './calls.ts';
import { startControl } from './control.ts';
import { credentials } from './credentials.ts';
import { environmentOf, type SandboxUrls } from './environment.ts';
import { createFaults, type Fault, type Faults } from './faults.ts';
import { startHubSpot } from './hubspot/stand-in.ts';
import type { PortalStore } from './hubspot/store.ts';
import { identities, type Claims } from './identity/identities.ts';
import { startIdentity, type IdentityProvider, type MintOptions } from './identity/stand-in.ts';
import { vendorLimits, type SandboxLimits } from './limits.ts';
import { defaultPorts, type SandboxPorts } from './ports.ts';
import { startEmbedded } from './product/embedded.ts';
import { startProduct, type ProductStandIn } from './product/stand-in.ts';
import { createProductRecords, startProductWebhook, type ProductRecords } from './product/webhook.ts';
import { createRecords, type Records } from './records.ts';
import { seedBilling } from './seed/billing.ts';
import { seedCrm } from './seed/crm.ts';
import { runningPeriod } from './seed/periods.ts';
import { createPopulation } from './seed/population.ts';
import { seedProduct } from './seed/product.ts';
import { seedSupport } from './seed/support.ts';
import type { StandIn } from './stand-in.ts';
import { createRoutes } from './stripe/routes.ts';
import { startStripe, type StripeAccount } from './stripe/stand-in.ts';
import type { StripeStore } from './stripe/store.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';
import { filesHostOf } from './zendesk/attachments.ts';
import { startZendesk } from './zendesk/stand-in.ts';
import type { HelpDeskStore } from './zendesk/store.ts';

export const standIns = ['hubspot', 'stripe', 'zendesk', 'product', 'identity'] as const;
export type StandInName = (typeof standIns)[number];

export interface SandboxOptions {
  readonly ports?: SandboxPorts;
  /** The address to listen on. Default: 127.0.0.1. */
  readonly host?: string;
  /** The host name under which other machines reach the sandbox. Default: 127.0.0.1. */
  readonly publicHost?: string;
  /** The stand-ins to start. Default: all. */
  readonly only?: readonly StandInName[];
  /** The delay of the vendors' search indexes in milliseconds. Default: 2,000. */
  readonly searchLagMs?: number;
  /** Default: the vendors' real limits. */
  readonly limits?: Partial<SandboxLimits>;
  /** Where the vendors differ from new accounts of today. */
  readonly behaviour?: BehaviourChange;
  /** Whether two companies claim one customer, and two others one tenant. Default: false. */
  readonly hasDuplicateLinks?: boolean;
  /** A database with the product's tables. Default: a new embedded database. */
  readonly productDatabaseUrl?: string;
}

/** Stand-ins of the vendors with sample data, and a control port to inspect and disturb them. */
export interface Sandbox extends AsyncDisposable {
  readonly urls: SandboxUrls;
  /** The environment variables with which the graph uses the stand-ins. */
  readonly environment: Readonly<Record<string, string>>;
  readonly calls: CallLog;
  readonly records: Records;
  readonly webhooks: Webhooks;
  /** The current records of the help desk. */
  helpDesk(): HelpDeskStore;
  /** Replaces all faults. */
  setFaults(faults: readonly Fault[]): Promise<void>;
  /** Sets where the vendors differ from new accounts of today. */
  setBehaviour(change: BehaviourChange): void;
  /** The number of faults that still apply. */
  faultsLeft(): number;
  /** Returns a token for a test identity or for any claims. */
  token(as: string | Claims, options?: MintOptions): Promise<string>;
  rotateKeys(): Promise<void>;
  /** Restores the initial data, removes all faults, and clears the call log. */
  reset(): Promise<void>;
  /** Resolves once the product database is filled. The other stand-ins are ready at once. */
  readonly ready: Promise<void>;
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {
    ports = defaultPorts,
    host = '127.0.0.1',
    publicHost = '127.0.0.1',
    only = standIns,
    searchLagMs = 2_000,
  } = options;
  const limits = { ...vendorLimits, ...options.limits };
  const population = { hasDuplicateLinks: options.hasDuplicateLinks ?? false };
  const { productDatabaseUrl } = options;
  // The database takes longest to start, so its thread starts first.
  const embedded =
    only.includes('product') && productDatabaseUrl === undefined
      ? startEmbedded(seedProduct(createPopulation(population)))
      : undefined;
  const ready = Promise.resolve(embedded?.url).then(() => undefined);
  // Without this handler, a failed database would end a process that does not await `ready`.
  ready.catch(() => undefined);
  const calls = createCallLog();
  const faults: Faults = createFaults();
  const switches = createSwitches(options.behaviour);
  let portal: PortalStore;
  let billing: StripeStore;
  let account: StripeAccount;
  let helpDesk: HelpDeskStore;
  let productRecords: ProductRecords;
  const webhooks = createWebhooks(() => switches.get().stripe);

  function seed(): void {
    const companies = createPopulation(population);
    portal = seedCrm({ companies, searchLagMs, renewsAt: (company) => runningPeriod(company)?.end ?? null });
    billing = seedBilling(companies, { searchLagMs, billingMode: switches.get().stripe.billingMode });
    helpDesk = seedSupport(companies, { searchLagMs });
    productRecords = createProductRecords(companies);
    account = { store: billing, routes: createRoutes(billing, webhooks, switches), replays: new Map() };
  }
  seed();

  const shared = { host, calls, faults, switches, webhooks };
  const running = new Map<StandInName, StandIn>();
  let identity: IdentityProvider | undefined;
  if (only.includes('hubspot')) {
    const { hubspotRequestsPer10Seconds: requestsPer10Seconds, hubspotSearchesPerSecond: searchesPerSecond } = limits;
    const accessToken = credentials.hubspotAccessToken;
    running.set(
      'hubspot',
      await startHubSpot({
        ...shared,
        port: ports.hubspot,
        accessToken,
        installedApp: {
          clientId: credentials.hubspotClientId,
          clientSecret: credentials.hubspotClientSecret,
          refreshToken: credentials.hubspotRefreshToken,
        },
        store: () => portal,
        requestsPer10Seconds,
        searchesPerSecond,
      }),
    );
  }
  if (only.includes('stripe')) {
    const { stripeRequestsPerSecond: requestsPerSecond, stripeEndpointRequestsPerSecond: endpointRequestsPerSecond } =
      limits;
    const apiKey = credentials.stripeApiKey;
    running.set(
      'stripe',
      await startStripe({
        ...shared,
        port: ports.stripe,
        apiKey,
        account: () => account,
        requestsPerSecond,
        endpointRequestsPerSecond,
      }),
    );
  }
  if (only.includes('zendesk')) {
    const { zendeskEmail: email, zendeskApiToken: token } = credentials;
    running.set(
      'zendesk',
      await startZendesk({
        ...shared,
        port: ports.zendesk,
        email,
        token,
        client: { id: credentials.zendeskClientId, secret: credentials.zendeskClientSecret },
        filesHost: filesHostOf(publicHost),
        store: () => helpDesk,
        requestsPerMinute: limits.zendeskRequestsPerMinute,
      }),
    );
  }
  let product: ProductStandIn | undefined;
  let productWebhook: StandIn | undefined;
  if (only.includes('product')) {
    const database = embedded?.url ?? Promise.resolve(productDatabaseUrl ?? '');
    const name = productDatabaseUrl === undefined ? 'postgres' : new URL(productDatabaseUrl).pathname.slice(1);
    product = await startProduct({ ...shared, port: ports.product, database, name });
    running.set('product', product);
    const execute = async (statement: Statement): Promise<void> => {
      product?.change();
      await embedded?.execute(statement);
    };
    productWebhook = await startProductWebhook({
      ...shared,
      port: ports.productWebhook,
      product: () => productRecords,
      execute,
    });
  }
  if (only.includes('identity')) {
    identity = await startIdentity({ ...shared, port: ports.identity, audience: credentials.audience, publicHost });
    running.set('identity', identity);
  }

  const applyPresence = async (): Promise<void> => {
    for (const standIn of running.values()) await standIn.applyPresence();
  };
  const setFaults = async (next: readonly Fault[]): Promise<void> => {
    faults.set(next);
    await applyPresence();
  };
  const reset = async (): Promise<void> => {
    await setFaults([]);
    switches.set(options.behaviour ?? {});
    webhooks.clear();
    seed();
    if (product?.isChanged()) await embedded?.reset();
    calls.clear();
  };
  const records = createRecords({
    portal: () => portal,
    account: () => billing,
    helpDesk: () => helpDesk,
    product: () => productRecords,
    webhooks,
    switches,
  });
  const control = await startControl({
    ...shared,
    port: ports.control,
    publicHost,
    records,
    identity,
    reset,
    ready,
    applyPresence,
  });

  const urls: SandboxUrls = {
    control: control.url,
    hubspot: running.get('hubspot')?.url ?? '',
    stripe: running.get('stripe')?.url ?? '',
    zendesk: running.get('zendesk')?.url ?? '',
    identity: identity?.url ?? '',
    product: product?.url ?? '',
    productWebhook: productWebhook ? `${productWebhook.url}/webhooks` : '',
  };
  const variables = environmentOf(urls);
  return {
    urls,
    environment: Object.assign(
      {},
      ...standIns.filter((name) => running.has(name)).map((name) => variables[name]),
    ) as Record<string, string>,
    calls,
    helpDesk: () => helpDesk,
    records,
    webhooks,
    setFaults,
    setBehaviour: (change) => switches.set(change),
    faultsLeft: () => faults.left(),
    ready,
    token(as, mintOptions) {
      const claims = typeof as === 'string' ? identities[as] : as;
      if (!claims) throw new Error(`Unknown identity: ${JSON.stringify(as)}`);
      if (!identity) throw new Error('This sandbox has no identity provider.');
      return identity.mint(claims, mintOptions);
    },
    rotateKeys: async () => identity?.rotate(),
    reset,
    async [Symbol.asyncDispose]() {
      webhooks.setTarget(null);
      await control[Symbol.asyncDispose]();
      for (const standIn of running.values()) await standIn[Symbol.asyncDispose]();
      await productWebhook?.[Symbol.asyncDispose]();
      await embedded?.[Symbol.asyncDispose]();
    },
  };
}
