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
  /** Variables that lead the SDKs through the proxies. */
  readonly environment: Readonly<Record<string, string>>;
}

const none: ContractCheck = { environment: {}, async [Symbol.asyncDispose]() {} };

/**
 * Set by `npm run test:contracts`: where the proxy is, and where each test file writes what it counted. Tests that spoil answers on purpose go
 * without, or every fault would count as a stand-in's mistake.
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
