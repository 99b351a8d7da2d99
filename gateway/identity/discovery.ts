import { z } from 'zod';

/** Time limit of a request to the identity provider, in milliseconds. */
export const providerTimeoutMs = 5_000;

const configuration = z.object({ issuer: z.string(), jwks_uri: z.url() });
const keySet = z.object({ keys: z.array(z.object({ kty: z.string().optional(), alg: z.string().optional() })) });

async function fetchJson(url: string | URL): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(providerTimeoutMs), redirect: 'error' });
  if (!response.ok) throw new Error(`${new URL(url).pathname} returned status ${response.status}`);
  return response.json();
}

/**
 * The URL of an issuer's keys (OpenID Connect Discovery 4). The URL is read from the configured issuer only: a URL from a token could
 * name an attacker's keys. Throws where the provider is unreachable or its configuration is invalid.
 */
export async function discoverKeysUrl(issuer: string): Promise<URL> {
  const found = configuration.parse(await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`));
  if (found.issuer !== issuer) throw new Error(`the provider's configuration names another issuer: ${found.issuer}`);
  return new URL(found.jwks_uri);
}

/** The keys that an issuer publishes now, for diagnosis. */
export const readKeys = async (issuer: string) => keySet.parse(await fetchJson(await discoverKeysUrl(issuer))).keys;
