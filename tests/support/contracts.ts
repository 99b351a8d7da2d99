import { appendFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** A proxy between an SDK and a stand-in that checks the traffic against the vendor's published contract. */
interface ContractProxy {
  readonly url: string;
  report(): {
    readonly requests: number;
    readonly violations: readonly {
      readonly method: string;
      readonly path: string;
      readonly message: string;
      readonly pointer?: string;
    }[];
  };
  close(): Promise<void>;
}

interface ProxyModule {
  readonly startContractProxy: (options: { vendor: string; target: string }) => Promise<ContractProxy>;
}

export interface ContractCheck extends AsyncDisposable {
  /** Environment variables that route the SDKs through the proxies. */
  readonly environment: Readonly<Record<string, string>>;
}

const none: ContractCheck = { environment: {}, async [Symbol.asyncDispose]() {} };

/**
 * Starts the contract proxies if `npm run test:contracts` has set CONTRACT_PROXY and CONTRACT_RESULTS. Tests with faults run
 * without them, because every fault would count as a violation.
 */
export async function startContractCheck(targets: {
  readonly hubspot: string;
  readonly stripe: string;
  readonly zendesk: string;
}): Promise<ContractCheck> {
  const { CONTRACT_PROXY: proxyPath, CONTRACT_RESULTS: results } = process.env;
  if (!proxyPath || !results) return none;
  const { startContractProxy } = (await import(pathToFileURL(proxyPath).href)) as ProxyModule;
  const proxies = {
    hubspot: await startContractProxy({ vendor: 'hubspot', target: targets.hubspot }),
    stripe: await startContractProxy({ vendor: 'stripe', target: targets.stripe }),
    zendesk: await startContractProxy({ vendor: 'zendesk', target: targets.zendesk }),
  };
  return {
    environment: {
      HUBSPOT_API_BASE: proxies.hubspot.url,
      STRIPE_API_BASE: proxies.stripe.url,
      ZENDESK_BASE: proxies.zendesk.url,
    },
    async [Symbol.asyncDispose]() {
      for (const [vendor, proxy] of Object.entries(proxies)) {
        const { requests, violations } = proxy.report();
        appendFileSync(results, `${JSON.stringify({ vendor, requests, violations })}\n`);
        await proxy.close();
      }
    },
  };
}
