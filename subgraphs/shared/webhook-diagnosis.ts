import type { Findings } from './diagnosis.ts';
import type { WebhookVendor } from './webhook.ts';

/** A webhook that a vendor has been told to send. */
export interface RegisteredWebhook {
  readonly url: string;
  readonly isEnabled: boolean;
  /** Names of events; `*` for all of them. */
  readonly events: readonly string[];
}

/** What became of the last ones that a vendor sent. */
export interface LastDelivery {
  /** As the vendor writes it; null: none yet. */
  readonly at: string | null;
  /** What went wrong with the last one; null: nothing. */
  readonly failure: string | null;
}

export interface WebhookCheck {
  readonly vendor: WebhookVendor;
  /** Under which it knows the graph; null: nowhere. */
  readonly publicUrl: string | null;
  /** The variable of the secrets, and whether it says any. */
  readonly secrets: { readonly variable: string; readonly areGiven: boolean };
  /** Null where the vendor does not let that be read. */
  readonly registered: readonly RegisteredWebhook[] | null;
  readonly last: LastDelivery | null;
  /** Events without which something is not followed. */
  readonly wanted: readonly string[];
  readonly breaks: string;
  /** The screen on which webhooks are registered. */
  readonly screen: string;
}

const subject = 'webhooks';

/** Whether a vendor tells the graph of what happens there, as far as the vendor says so. */
export function checkWebhooks(
  found: Findings,
  { vendor, publicUrl, secrets, registered, last, wanted, breaks, screen }: WebhookCheck,
): void {
  if (!secrets.areGiven) {
    found.warn(subject, {
      says: `${secrets.variable} is not set: whatever is sent is refused`,
      breaks,
      remedy: `${screen}: the secret it shows into ${secrets.variable}`,
    });
    return;
  }
  if (publicUrl === null) return;
  const url = `${publicUrl}/webhooks/${vendor}`;
  if (registered === null) {
    found.ok(subject, `to be sent to ${url}; whether they are cannot be read`);
    return;
  }
  const own = registered.filter((each) => each.url === url);
  const [enabled] = own.filter(({ isEnabled }) => isEnabled);
  if (!enabled) {
    const says = own.length > 0 ? `the one to ${url} is switched off` : `none goes to ${url}`;
    found.warn(subject, { says, breaks, remedy: `${screen}: ${url}, with ${wanted.join(', ')}` });
    return;
  }
  const missing = enabled.events.includes('*') ? [] : wanted.filter((event) => !enabled.events.includes(event));
  if (missing.length > 0) {
    found.warn(subject, { says: `${url} is not told of ${missing.join(', ')}`, breaks, remedy: `${screen}: add them` });
    return;
  }
  if (last && last.failure !== null) {
    found.warn(subject, {
      says: `the last one to ${url}${last.at === null ? '' : `, of ${last.at},`} was not taken: ${last.failure}`,
      breaks,
      remedy: `${screen}: what was answered; and whether ${url} leads to the gateway`,
    });
    return;
  }
  found.ok(
    subject,
    last === null ? url : `${url}, ${last.at === null ? 'none was sent yet' : `the last one of ${last.at}`}`,
  );
}
