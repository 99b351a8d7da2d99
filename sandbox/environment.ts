import { createPrivateKey, createPublicKey } from 'node:crypto';
import { credentials } from './credentials.ts';

export interface SandboxUrls {
  readonly control: string;
  readonly hubspot: string;
  readonly stripe: string;
  readonly identity: string;
}

const publicOf = (privateKey: string): string =>
  createPublicKey(createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' }))
    .export({ format: 'der', type: 'spki' })
    .toString('base64');

/** Variables by what they point at, so that each stand-in can be left out. */
export const environmentOf = (urls: SandboxUrls) => ({
  hubspot: { HUBSPOT_API_BASE: urls.hubspot, HUBSPOT_ACCESS_TOKEN: credentials.hubspotAccessToken },
  stripe: { STRIPE_API_BASE: urls.stripe, STRIPE_API_KEY: credentials.stripeApiKey },
  identity: { OIDC_ISSUER: urls.identity, OIDC_AUDIENCE: credentials.audience, IDENTITY_CONSOLE_URL: `${urls.identity}/account` },
});

/** The keys that split processes need. */
export const keyEnvironment = () => ({
  GATEWAY_PRIVATE_KEY: credentials.gatewayPrivateKey,
  GATEWAY_PUBLIC_KEY: publicOf(credentials.gatewayPrivateKey),
  LINKS_PRIVATE_KEY: credentials.linksPrivateKey,
  LINKS_PUBLIC_KEY: publicOf(credentials.linksPrivateKey),
});
