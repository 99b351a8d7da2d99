import { z } from 'zod';
import type { IdentityProvider } from './provider.ts';

/** Time limit of a request to the identity provider, in milliseconds. */
export const providerTimeoutMs = 5_000;

const configuration = z.object({ issuer: z.string(), jwks_uri: z.url(), userinfo_endpoint: z.url().optional() });
const keySet = z.object({ keys: z.array(z.object({ kty: z.string().optional(), alg: z.string().optional() })) });

async function fetchJson(url: string | URL): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(providerTimeoutMs), redirect: 'error' });
  if (!response.ok) throw new Error(`${new URL(url).pathname} returned status ${response.status}`);
  return response.json();
}

/** Where an issuer's discovery document lies (OpenID Connect Discovery 4). */
export const discoveryUrlOf = (issuer: string): string =>
  `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;

type Discovered = Pick<IdentityProvider, 'issuer' | 'discoveryUrl' | 'keysUrl'>;

/**
 * Reads the discovery document. The document must name the configured issuer, or it is another issuer's (RFC 8414, 3.3).
 * Its address is configuration: an address from a token could name an attacker's keys. Throws where the provider is
 * unreachable or the document is not usable.
 */
async function discover({ issuer, discoveryUrl }: Discovered): Promise<z.infer<typeof configuration>> {
  const found = configuration.parse(await fetchJson(discoveryUrl));
  if (found.issuer !== issuer) throw new Error(`${discoveryUrl} names another issuer: ${found.issuer}`);
  return found;
}

/** An address from a document that came over TLS must not leave TLS. */
function secured(url: string, { discoveryUrl }: Discovered): URL {
  const parsed = new URL(url);
  if (discoveryUrl.startsWith('https:') && parsed.protocol !== 'https:') throw new Error(`${url} is not https`);
  return parsed;
}

/** The URL of an issuer's keys. Throws as `discover` does. */
export const discoverKeysUrl = async (provider: Discovered): Promise<URL> =>
  provider.keysUrl === null ? secured((await discover(provider)).jwks_uri, provider) : new URL(provider.keysUrl);

/** The URL of an issuer's userinfo. Throws as `discover` does, and where the document names none. */
export async function discoverUserinfoUrl(provider: Discovered): Promise<URL> {
  const { userinfo_endpoint: url } = await discover(provider);
  if (url === undefined) throw new Error(`${provider.discoveryUrl} names no userinfo_endpoint`);
  return secured(url, provider);
}

/** The keys that an issuer publishes now, for diagnosis. */
export const readKeys = async (provider: Discovered) =>
  keySet.parse(await fetchJson(await discoverKeysUrl(provider))).keys;
