import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import { EnvHttpProxyAgent, setGlobalDispatcher, type Agent, type Dispatcher } from 'undici';
import { z } from 'zod';
import { parseEnvironment, type Environment } from './configuration.ts';
import { withUserAgent } from './user-agent.ts';

/** How a process reaches the internet. */
export interface Network {
  /** The proxy for http URLs; an empty text: none. Its URL may hold a password, so it must not be logged. */
  readonly httpProxy: string;
  /** The proxy for https URLs. Empty: that for http URLs. */
  readonly httpsProxy: string;
  /** Hosts that are reached without a proxy, as in `NO_PROXY`. */
  readonly noProxy: string;
  /** Certificate authorities beside Node's own, in PEM. */
  readonly certificates: readonly string[];
}

/** Hosts of this machine are never reached through a proxy: it would look for them on its own. */
const loopback = 'localhost,127.0.0.1,[::1]';

const direct: Network = { httpProxy: '', httpsProxy: '', noProxy: loopback, certificates: [] };

const proxyUrl = z
  .string()
  // curl and others take a proxy without a scheme for http.
  .transform((given) => (given.includes('://') ? given : `http://${given}`))
  .pipe(z.url({ protocol: /^https?$/, error: 'must be the http(s) URL of a proxy' }))
  .optional();

const pemBlock = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** The path of a file with certificates in PEM. */
const certificateFile = z
  .string()
  .transform((path, context): readonly string[] => {
    try {
      const certificates = readFileSync(path, 'utf8').match(pemBlock) ?? [];
      for (const pem of certificates) new X509Certificate(pem);
      if (certificates.length > 0) return certificates;
    } catch (error) {
      const isFileError = error instanceof Error && 'path' in error;
      context.addIssue({ code: 'custom', message: isFileError ? 'cannot be read' : 'holds an invalid certificate' });
      return z.NEVER;
    }
    context.addIssue({ code: 'custom', message: 'holds no certificate in PEM' });
    return z.NEVER;
  })
  .optional();

/**
 * Parses the variables that curl and Node use: `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY` (each in lower case, too),
 * `NODE_EXTRA_CA_CERTS` and `NODE_USE_SYSTEM_CA`. Node itself reads the last two only from the environment that it starts
 * with, not from a .env file.
 */
export function parseNetwork(environment: Environment): Network {
  const given = parseEnvironment(environment, {
    http_proxy: proxyUrl,
    HTTP_PROXY: proxyUrl,
    https_proxy: proxyUrl,
    HTTPS_PROXY: proxyUrl,
    no_proxy: z.string().optional(),
    NO_PROXY: z.string().optional(),
    NODE_EXTRA_CA_CERTS: certificateFile,
    NODE_USE_SYSTEM_CA: z.string().optional(),
  });
  const noProxy = given.no_proxy ?? given.NO_PROXY ?? '';
  return {
    httpProxy: given.http_proxy ?? given.HTTP_PROXY ?? '',
    httpsProxy: given.https_proxy ?? given.HTTPS_PROXY ?? '',
    // A wildcard counts only if it stands alone.
    noProxy: noProxy.trim() === '*' ? '*' : `${loopback},${noProxy}`,
    certificates: [
      ...(given.NODE_USE_SYSTEM_CA === '1' ? tls.getCACertificates('system') : []),
      ...(given.NODE_EXTRA_CA_CERTS ?? []),
    ],
  };
}

let current = direct;

/**
 * Sets how this process reaches the internet: for every dispatcher that is created later, and for `fetch`, which libraries use.
 * To be called once, before anything connects.
 */
export function useNetwork(network: Network): void {
  current = network;
  if (network.certificates.length > 0)
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...network.certificates]);
  setGlobalDispatcher(createDispatcher());
}

/**
 * Creates the connections for requests to others: through the proxy of the network, with the program's User-Agent.
 * Not for requests between processes of the graph, which no proxy may see.
 */
export const createDispatcher = (options: Agent.Options = {}): Dispatcher => {
  const { httpProxy, httpsProxy, noProxy } = current;
  return new EnvHttpProxyAgent({ ...options, httpProxy, httpsProxy, noProxy }).compose(withUserAgent);
};
