import { randomUUID } from 'node:crypto';
import type { StripeBehaviour } from './stripe/behaviour.ts';
import { inVersion, thinEvent, type StripeEvent } from './stripe/event-shapes.ts';
import type { StripeObject } from './stripe/store.ts';
import { signWebhook, type Webhook, type WebhookVendor } from './webhook-signature.ts';

/** A webhook that was sent, for the vendors' delivery lists. */
export interface SentWebhook {
  readonly id: string;
  readonly vendor: WebhookVendor;
  readonly type: string;
  /** When it was sent, in milliseconds since the epoch. */
  readonly at: number;
  /** Whether the receiver answered with a 2xx status. */
  readonly isDelivered: boolean;
}

/** The vendors' webhooks, delivered at least once and in any order. */
export interface Webhooks {
  /** Sets the receiver's base URL; null sends none. HubSpot signs the public URL, by default the same one. */
  setTarget(url: string | null, publicUrl?: string): void;
  /** The receiver's public base URL; null if none is set. */
  target(): string | null;
  /** The public URL of a vendor's webhooks; null if no receiver is set. */
  urlOf(vendor: WebhookVendor): string | null;
  /** Sent webhooks, newest first. */
  sent(vendor: WebhookVendor): readonly SentWebhook[];
  stripe(type: string, object: StripeObject): void;
  hubspot(changes: readonly object[]): void;
  zendesk(type: string, detail: object): void;
  /** All Stripe events, newest first, also without a receiver. */
  stripeEvents(): readonly StripeEvent[];
  /** Forgets all events and sent webhooks. */
  clear(): void;
  /** Signs a payload without sending it; `at` is in milliseconds since the epoch. */
  sign(
    vendor: WebhookVendor,
    payload: unknown,
    options?: { readonly at?: number; readonly secret?: string; readonly url?: string },
  ): Webhook;
  /** Resolves when all webhooks so far have been sent. */
  settled(): Promise<void>;
}

/** Webhooks within this time are sent in random order, each of them twice. */
const batchMs = 20;
const attempts = 5;
/** The length of the list of sent webhooks. */
const maxSent = 1_000;

export function createWebhooks(
  stripeBehaviour: () => Pick<StripeBehaviour, 'account' | 'events' | 'eventsVersion'>,
): Webhooks {
  let target: string | null = null;
  let publicTarget = '';
  let waiting: { vendor: WebhookVendor; payload: unknown }[] = [];
  let timer: NodeJS.Timeout | undefined;
  const sending = new Set<Promise<void>>();
  let events: StripeEvent[] = [];
  let sentWebhooks: SentWebhook[] = [];

  const urlOf = (vendor: WebhookVendor): string => `${publicTarget}/webhooks/${vendor}`;

  async function send({ vendor, payload }: { vendor: WebhookVendor; payload: unknown }): Promise<void> {
    const { id = randomUUID(), type = vendor } = payload as { readonly id?: string; readonly type?: string };
    const isDelivered = await deliver(vendor, payload);
    sentWebhooks = [{ id, vendor, type, at: Date.now(), isDelivered }, ...sentWebhooks].slice(0, maxSent);
  }

  async function deliver(vendor: WebhookVendor, payload: unknown): Promise<boolean> {
    for (let attempt = 0; attempt < attempts && target !== null; attempt += 1) {
      const { headers, body } = signWebhook(vendor, payload, { url: urlOf(vendor) });
      const response = await fetch(`${target}/webhooks/${vendor}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      }).catch(() => undefined);
      await response?.arrayBuffer();
      if (response?.ok) return true;
    }
    return false;
  }

  function flush(): void {
    timer = undefined;
    const batch = [...waiting, ...waiting].sort(() => Math.random() - 0.5);
    waiting = [];
    const work = (async () => {
      for (const webhook of batch) await send(webhook);
    })().finally(() => sending.delete(work));
    sending.add(work);
  }

  function enqueue(vendor: WebhookVendor, payload: unknown): void {
    if (target === null) return;
    waiting.push({ vendor, payload });
    timer ??= setTimeout(flush, batchMs).unref();
  }

  return {
    setTarget(url, publicUrl = url ?? '') {
      target = url;
      publicTarget = publicUrl;
    },
    target: () => (target === null ? null : publicTarget),
    urlOf: (vendor) => (target === null ? null : urlOf(vendor)),
    sent: (vendor) => sentWebhooks.filter((webhook) => webhook.vendor === vendor),
    stripe(type, object) {
      const { account, events: kind, eventsVersion } = stripeBehaviour();
      const event: StripeEvent = {
        id: `evt_${randomUUID().replaceAll('-', '')}`,
        object: 'event',
        ...(account !== null && { account }),
        api_version: eventsVersion,
        created: Math.floor(Date.now() / 1_000),
        livemode: false,
        pending_webhooks: 1,
        request: { id: null, idempotency_key: null },
        type,
        data: { object: inVersion(object, eventsVersion) },
      };
      events.unshift(event);
      enqueue('stripe', kind === 'thin' ? thinEvent(event) : event);
    },
    hubspot(changes) {
      enqueue(
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
      enqueue('zendesk', {
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
      sentWebhooks = [];
    },
    sign: (vendor, payload, options) => signWebhook(vendor, payload, { url: urlOf(vendor), ...options }),
    async settled() {
      if (timer) {
        clearTimeout(timer);
        flush();
      }
      await Promise.all(sending);
    },
  };
}
