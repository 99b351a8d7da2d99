import { createHmac } from 'node:crypto';
import { credentials } from './credentials.ts';

export type WebhookVendor = 'stripe' | 'hubspot' | 'zendesk';

/** A webhook request, signed in the vendor's way. */
export interface Webhook {
  readonly vendor: WebhookVendor;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const secrets: Readonly<Record<WebhookVendor, string>> = {
  stripe: credentials.stripeWebhookSecret,
  hubspot: credentials.hubspotClientSecret,
  zendesk: credentials.zendeskWebhookSecret,
};

/** Signs a payload; undefined: an empty body, as tests of webhooks send. The URL is signed by HubSpot only; `at` is in milliseconds since the epoch, default now. */
export function signWebhook(
  vendor: WebhookVendor,
  payload: unknown,
  { url, at = Date.now(), secret = secrets[vendor] }: { url: string; at?: number; secret?: string },
): Webhook {
  const body = payload === undefined ? '' : JSON.stringify(payload);
  const hmac = (text: string) => createHmac('sha256', secret).update(text);
  if (vendor === 'stripe') {
    const time = Math.floor(at / 1_000);
    return { vendor, body, headers: { 'stripe-signature': `t=${time},v1=${hmac(`${time}.${body}`).digest('hex')}` } };
  }
  if (vendor === 'hubspot') {
    return {
      vendor,
      body,
      headers: {
        'x-hubspot-request-timestamp': String(at),
        'x-hubspot-signature-v3': hmac(`POST${url}${body}${at}`).digest('base64'),
      },
    };
  }
  const time = new Date(at).toISOString();
  return {
    vendor,
    body,
    headers: {
      'x-zendesk-webhook-signature-timestamp': time,
      'x-zendesk-webhook-signature': hmac(`${time}${body}`).digest('base64'),
    },
  };
}
