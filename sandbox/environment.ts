import { createPrivateKey, createPublicKey } from 'node:crypto';
import { credentials } from './credentials.ts';
import { contextFields } from './seed/support-ids.ts';
import { filesHostOf } from './zendesk/attachments.ts';

export interface SandboxUrls {
  readonly control: string;
  readonly hubspot: string;
  readonly stripe: string;
  readonly zendesk: string;
  readonly identity: string;
  readonly product: string;
  /** Where the product receives webhooks. */
  readonly productWebhook: string;
}

const publicOf = (privateKey: string): string =>
  createPublicKey(createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' }))
    .export({ format: 'der', type: 'spki' })
    .toString('base64');

/** Stand-ins that do not run have no URL. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '127.0.0.1');

/** Environment variables by stand-in, so that each stand-in can be replaced by the real system. */
export const environmentOf = (urls: SandboxUrls) => ({
  hubspot: {
    HUBSPOT_API_BASE: urls.hubspot,
    HUBSPOT_ACCESS_TOKEN: credentials.hubspotAccessToken,
    HUBSPOT_CLIENT_SECRETS: credentials.hubspotClientSecret,
  },
  stripe: {
    STRIPE_API_BASE: urls.stripe,
    STRIPE_API_KEY: credentials.stripeApiKey,
    RETURN_ORIGINS: 'https://app.sandbox.example,http://localhost:3000',
    STRIPE_WEBHOOK_SECRETS: credentials.stripeWebhookSecret,
  },
  zendesk: {
    ZENDESK_BASE: urls.zendesk,
    ZENDESK_CLIENT_ID: credentials.zendeskClientId,
    ZENDESK_CLIENT_SECRET: credentials.zendeskClientSecret,
    ZENDESK_FILE_HOSTS: filesHostOf(hostOf(urls.zendesk)),
    ZENDESK_WEBHOOK_SECRETS: credentials.zendeskWebhookSecret,
    ZENDESK_FIELD_ARTICLE: String(contextFields.article),
    ZENDESK_FIELD_PAGE_URL: String(contextFields.pageUrl),
    ZENDESK_FIELD_PLAN: String(contextFields.plan),
  },
  product: {
    PRODUCT_DATABASE_URL: urls.product,
    PRODUCT_WEBHOOK_URL: urls.productWebhook,
    PRODUCT_WEBHOOK_SECRET: credentials.productWebhookSecret,
  },
  identity: {
    OIDC_ISSUER: urls.identity,
    OIDC_AUDIENCE: credentials.audience,
    IDENTITY_CONSOLE_URL: `${urls.identity}/account`,
  },
});

/** The keys that split processes need, as environment variables. */
export const keyEnvironment = () => ({
  GATEWAY_PRIVATE_KEY: credentials.gatewayPrivateKey,
  GATEWAY_PUBLIC_KEY: publicOf(credentials.gatewayPrivateKey),
  LINKS_PRIVATE_KEY: credentials.linksPrivateKey,
  CONSISTENCY_PRIVATE_KEY: credentials.consistencyPrivateKey,
  CONSISTENCY_PUBLIC_KEY: publicOf(credentials.consistencyPrivateKey),
  LINKS_PUBLIC_KEY: publicOf(credentials.linksPrivateKey),
});
