import { createHmac, randomUUID } from 'node:crypto';
import { credentials } from './credentials.ts';
import type { StripeObject } from './stripe/store.ts';

export type WebhookVendor = 'stripe' | 'hubspot' | 'zendesk';

/** One piece of news, signed as its vendor signs it. */
export interface Webhook {
  readonly vendor: WebhookVendor;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Stripe API, "Events". */
export interface StripeEvent extends StripeObject {
  readonly created: number;
  readonly type: string;
}

/** A piece of news that went out, for the pages on which vendors show them. */
export interface SentWebhook {
  readonly id: string;
  readonly vendor: WebhookVendor;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly isTaken: boolean;
}

/** How the vendors tell others of what happens: each at least once, and in whatever order. */
export interface Webhooks {
  /** Where to; null: nobody is told. HubSpot signs the address by which it is known outside: default the same. */
  setTarget(url: string | null, publicUrl?: string): void;
  /** The address by which the graph is known outside; null: nobody is told. */
  target(): string | null;
  /** The address that a vendor's are sent to; null: none. */
  addressOf(vendor: WebhookVendor): string | null;
  /** The newest first. */
  sent(vendor: WebhookVendor): readonly SentWebhook[];
  stripe(type: string, object: StripeObject): void;
  hubspot(changes: readonly object[]): void;
  zendesk(type: string, detail: object): void;
  /** What Stripe has told of so far, the newest first, whether or not anybody was told. */
  stripeEvents(): readonly StripeEvent[];
  /** As if nothing had happened. */
  clear(): void;
  /** Signs it without sending it. */
  sign(
    vendor: WebhookVendor,
    payload: unknown,
    options?: { readonly at?: number; readonly secret?: string; readonly url?: string },
  ): Webhook;
  /** Resolves when everything so far has been sent. */
  settled(): Promise<void>;
}

const secrets: Readonly<Record<WebhookVendor, string>> = {
  stripe: credentials.stripeWebhookSecret,
  hubspot: credentials.hubspotClientSecret,
  zendesk: credentials.zendeskWebhookSecret,
};

/** News that come together go out in any order, and each twice. */
const gatherMs = 20;
const tries = 5;
/** How many are shown. */
const kept = 1_000;

export function createWebhooks(): Webhooks {
  let target: string | null = null;
  let signed = '';
  let waiting: { vendor: WebhookVendor; payload: unknown }[] = [];
  let timer: NodeJS.Timeout | undefined;
  const sending = new Set<Promise<void>>();
  let events: StripeEvent[] = [];
  let sentOnes: SentWebhook[] = [];

  function sign(
    vendor: WebhookVendor,
    payload: unknown,
    {
      at = Date.now(),
      secret = secrets[vendor],
      url = `${signed}/webhooks/${vendor}`,
    }: { at?: number; secret?: string; url?: string } = {},
  ): Webhook {
    const body = JSON.stringify(payload);
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

  async function send({ vendor, payload }: { vendor: WebhookVendor; payload: unknown }): Promise<void> {
    const { id = randomUUID(), type = vendor } = payload as { readonly id?: string; readonly type?: string };
    const isTaken = await trySend(vendor, payload);
    sentOnes = [{ id, vendor, type, at: Date.now(), isTaken }, ...sentOnes].slice(0, kept);
  }

  async function trySend(vendor: WebhookVendor, payload: unknown): Promise<boolean> {
    for (let tried = 0; tried < tries && target !== null; tried += 1) {
      const { headers, body } = sign(vendor, payload);
      const answer = await fetch(`${target}/webhooks/${vendor}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      }).catch(() => undefined);
      await answer?.arrayBuffer();
      if (answer?.ok) return true;
    }
    return false;
  }

  function flush(): void {
    timer = undefined;
    const batch = [...waiting, ...waiting].sort(() => Math.random() - 0.5);
    waiting = [];
    const work = (async () => {
      for (const each of batch) await send(each);
    })().finally(() => sending.delete(work));
    sending.add(work);
  }

  function tell(vendor: WebhookVendor, payload: unknown): void {
    if (target === null) return;
    waiting.push({ vendor, payload });
    timer ??= setTimeout(flush, gatherMs).unref();
  }

  return {
    setTarget(url, publicUrl = url ?? '') {
      target = url;
      signed = publicUrl;
    },
    target: () => (target === null ? null : signed),
    addressOf: (vendor) => (target === null ? null : `${signed}/webhooks/${vendor}`),
    sent: (vendor) => sentOnes.filter((each) => each.vendor === vendor),
    stripe(type, object) {
      const event = {
        id: `evt_${randomUUID().replaceAll('-', '')}`,
        object: 'event',
        api_version: '2026-10-28.endive',
        created: Math.floor(Date.now() / 1_000),
        livemode: false,
        pending_webhooks: 1,
        request: { id: null, idempotency_key: null },
        type,
        data: { object: structuredClone(object) },
      };
      events.unshift(event);
      tell('stripe', event);
    },
    hubspot(changes) {
      tell(
        'hubspot',
        changes.map((change) => ({
          eventId: Math.floor(Math.random() * 1e12),
          subscriptionId: 1,
          portalId: 4_100_101,
          appId: 1,
          occurredAt: Date.now(),
          attemptNumber: 0,
          ...change,
        })),
      );
    },
    zendesk(type, detail) {
      tell('zendesk', {
        account_id: 1,
        id: randomUUID(),
        type,
        subject: 'zen:ticket',
        time: new Date().toISOString(),
        zendesk_event_version: '2022-11-06',
        event: {},
        detail,
      });
    },
    stripeEvents: () => events,
    clear() {
      events = [];
      sentOnes = [];
    },
    sign,
    async settled() {
      if (timer) {
        clearTimeout(timer);
        flush();
      }
      await Promise.all(sending);
    },
  };
}
