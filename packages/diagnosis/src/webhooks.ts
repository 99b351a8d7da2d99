import type { Findings } from './findings.ts';

/** A webhook as registered with a vendor. */
export interface RegisteredWebhook {
  readonly url: string;
  readonly isEnabled: boolean;
  /** Names of events; `*` for all of them. */
  readonly events: readonly string[];
}

/** The vendor's last delivery. */
export interface LastDelivery {
  /** The time in the vendor's format. Null: none was sent yet. */
  readonly at: string | null;
  /** The error of the last delivery. Null: it was accepted. */
  readonly failure: string | null;
}

export interface WebhookCheck {
  readonly vendor: string;
  /** The gateway's public URL. Null: not configured, and the check ends after the secrets. */
  readonly publicUrl: string | null;
  /** The variable with the secrets, and whether it is set. */
  readonly secrets: { readonly variable: string; readonly areGiven: boolean };
  /** Null: the vendor does not let the credentials read them. */
  readonly registered: readonly RegisteredWebhook[] | null;
  readonly last: LastDelivery | null;
  /** Events that the subgraph needs. */
  readonly wanted: readonly string[];
  /** The consequence of missing webhooks. */
  readonly breaks: string;
  /** The screen on which webhooks are registered. */
  readonly screen: string;
}

const subject = 'webhooks';

/** Checks that a vendor sends the needed webhooks to the gateway, as far as the vendor's API tells. */
export function checkWebhooks(
  found: Findings,
  { vendor, publicUrl, secrets, registered, last, wanted, breaks, screen }: WebhookCheck,
): void {
  if (!secrets.areGiven) {
    found.warn(subject, {
      says: `${secrets.variable} is not set: every webhook is refused`,
      breaks,
      remedy: `${screen}: copy its secret into ${secrets.variable}`,
    });
    return;
  }
  if (publicUrl === null) return;
  const url = `${publicUrl}/webhooks/${vendor}`;
  if (registered === null) {
    found.ok(subject, `expected at ${url}; the registration cannot be read`);
    return;
  }
  const own = registered.filter((webhook) => webhook.url === url);
  const enabled = own.find(({ isEnabled }) => isEnabled);
  if (!enabled) {
    const says = own.length > 0 ? `the webhook to ${url} is disabled` : `none goes to ${url}`;
    found.warn(subject, { says, breaks, remedy: `${screen}: ${url}, with ${wanted.join(', ')}` });
    return;
  }
  const missing = enabled.events.includes('*') ? [] : wanted.filter((event) => !enabled.events.includes(event));
  if (missing.length > 0) {
    found.warn(subject, {
      says: `${url} does not receive ${missing.join(', ')}`,
      breaks,
      remedy: `${screen}: add them`,
    });
    return;
  }
  if (last && last.failure !== null) {
    found.warn(subject, {
      says: `the last one to ${url}${last.at === null ? '' : `, of ${last.at},`} was not accepted: ${last.failure}`,
      breaks,
      remedy: `${screen}: look up the response, and check that ${url} leads to the gateway`,
    });
    return;
  }
  found.ok(
    subject,
    last === null ? url : `${url}, ${last.at === null ? 'none was sent yet' : `the last one of ${last.at}`}`,
  );
}
