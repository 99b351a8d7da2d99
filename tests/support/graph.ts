import type { Logger } from 'pino';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSingleProcess, type SingleProcessOptions } from '../../processes/single-process.ts';
import type { PlanningThread } from '../../gateway/planning/thread.ts';
import { identities, type Claims } from '../../sandbox/identity/identities.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.ts';
import { silentLog } from '@customer-graph/process/log';
import { startContractCheck } from './contracts.ts';
import { copyJournal } from './journal.ts';
import { sharedPlanning } from './planning.ts';

export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly system?: string;
    readonly retryable: boolean;
    readonly requestId?: string;
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The response body. */
  readonly text: string;
  // The shape follows the test's query.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any;
  readonly errors: readonly GraphError[];
  /** Numbers of vendor calls: the computed maximum and the actual calls. */
  readonly cost: { readonly asked: number; readonly actual: number } | undefined;
}

export interface AskOptions {
  /** The name of a test identity, or token claims. Default: no token. */
  readonly as?: string | Claims;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly operationName?: string;
}

export interface Graph extends AsyncDisposable {
  [Symbol.asyncDispose](): Promise<void>;
  readonly url: string;
  readonly sandbox: Sandbox;
  /** Runs a sweep of the reconciler and returns the number of started reconciliations. */
  readonly sweep: () => Promise<number>;
  ask(query: string, options?: AskOptions): Promise<Answer>;
  /** Vendor calls since the last reset or clear, as "vendor METHOD /path". */
  calls(vendor?: string): string[];
}

export interface GraphOptions {
  readonly sandbox?: SandboxOptions;
  /** A function gets the sandbox's addresses. */
  readonly environment?:
    Readonly<Record<string, string>> | ((urls: Sandbox['urls']) => Readonly<Record<string, string>>);
  readonly onQueryPlan?: SingleProcessOptions['onQueryPlan'];
  /** Default: the planning thread that all graphs share. */
  readonly planning?: PlanningThread;
  /** Whether the process recovers abandoned operations and runs sweeps periodically. */
  readonly isDriving?: boolean;
  /** Default: a silent log. */
  readonly log?: Logger;
  /** Disables the contract check, for tests with faults. */
  readonly spoiled?: boolean;
}

const anyPort = { control: 0, hubspot: 0, stripe: 0, zendesk: 0, identity: 0, product: 0, productWebhook: 0 };
/** Disables the stand-ins' rate limits, which have their own tests. */
const noLimits = {
  hubspotRequestsPer10Seconds: 1e6,
  hubspotSearchesPerSecond: 1e6,
  stripeRequestsPerSecond: 1e6,
  stripeEndpointRequestsPerSecond: 1e6,
  zendeskRequestsPerMinute: 1e6,
};
export const noPace = {
  HUBSPOT_REQUESTS_PER_10_SECONDS: '1000000',
  HUBSPOT_SEARCHES_PER_SECOND: '1000000',
  STRIPE_REQUESTS_PER_SECOND: '1000000',
  STRIPE_ENDPOINT_REQUESTS_PER_SECOND: '1000000',
  ZENDESK_REQUESTS_PER_MINUTE: '1000000',
};

/** Milliseconds. Tests of deadlines set their own. */
const patience = '50000';

export const startTestSandbox = (options: SandboxOptions = {}): Promise<Sandbox> =>
  startSandbox({
    ports: anyPort,
    limits: noLimits,
    hasDuplicateLinks: true,
    ...(process.env.TEST_PRODUCT_DATABASE && { productDatabaseUrl: process.env.TEST_PRODUCT_DATABASE }),
    ...options,
  });

/** Starts the whole graph in this process with its own sandbox. */
export async function startGraph(options: GraphOptions = {}): Promise<Graph> {
  const sandbox = await startTestSandbox(options.sandbox);
  const contracts = options.spoiled ? undefined : await startContractCheck(sandbox.urls);
  const journal = copyJournal();
  const service = await startSingleProcess({
    environment: {
      PORT: '0',
      AUDIT_DIRECTORY: mkdtempSync(join(tmpdir(), 'audit-')),
      // A test reads the trail as soon as it has the answer.
      AUDIT_READS_WITHIN: '0',
      JOURNAL_DIRECTORY: journal.directory,
      REQUEST_TIMEOUT: patience,
      SHUTDOWN_DRAIN: '0',
      ...noPace,
      ...sandbox.environment,
      ...contracts?.environment,
      ...(typeof options.environment === 'function' ? options.environment(sandbox.urls) : options.environment),
    },
    log: options.log ?? silentLog,
    planning: options.planning ?? sharedPlanning,
    ...(options.isDriving !== undefined && { isDriving: options.isDriving }),
    ...(options.onQueryPlan && { onQueryPlan: options.onQueryPlan }),
  });
  sandbox.calls.clear();
  return {
    url: service.url,
    sandbox,
    sweep: service.sweep,
    ask: createAsk(service.url, sandbox),
    calls: (vendor) =>
      sandbox.calls
        .list()
        .filter((call) => vendor === undefined || call.vendor === vendor)
        .map(({ vendor: name, method, path }) => `${name} ${method} ${path}`),
    async [Symbol.asyncDispose]() {
      await service[Symbol.asyncDispose]();
      await journal[Symbol.asyncDispose]();
      await contracts?.[Symbol.asyncDispose]();
      await sandbox[Symbol.asyncDispose]();
    },
  };
}

export const createAsk =
  (url: string, sandbox: Sandbox): Graph['ask'] =>
  async (query, { as, variables, headers, operationName } = {}) => {
    const token =
      as === undefined ? undefined : await sandbox.token(typeof as === 'string' ? (identities[as] ?? {}) : as);
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }), ...headers },
      body: JSON.stringify({ query, variables, operationName }),
    });
    const text = await response.text();
    const {
      data,
      errors = [],
      extensions,
    } = JSON.parse(text) as { data?: unknown; errors?: GraphError[]; extensions?: { cost?: Answer['cost'] } };
    return { status: response.status, headers: response.headers, text, data, errors, cost: extensions?.cost };
  };

/** The paths of all nulls in the data. */
export function nullsIn(value: unknown, path = ''): string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => nullsIn(inner, path === '' ? key : `${path}.${key}`));
}
