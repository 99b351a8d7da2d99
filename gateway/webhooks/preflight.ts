import { webhookToleranceMs } from '@customer-graph/protocol/webhook';

/**
 * Whether a webhook's headers can belong to a genuine one: every required header is there, and none has a time that is too
 * old or ahead. Checked before the body is read.
 *
 * @param required names in lower case; `webhookHeaders` of the subgraph's entry
 */
export const isPlausible = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
  required: readonly string[],
): boolean =>
  required.every((name) => {
    const value = headers[name];
    if (typeof value !== 'string' || value === '') return false;
    const time = timeIn(value);
    return time === null || Math.abs(Date.now() - time) <= webhookToleranceMs;
  });

/**
 * The time in a header, in milliseconds since the epoch; null: none. In the forms of Stripe (`t=` and seconds), HubSpot
 * (milliseconds), Standard Webhooks (seconds) and Zendesk (ISO 8601).
 */
function timeIn(value: string): number | null {
  const [, seconds] = /^(?:t=|.*,t=)?(\d{10})(?:,|$)/.exec(value) ?? [];
  if (seconds !== undefined) return Number(seconds) * 1_000;
  if (/^\d{13}$/.test(value)) return Number(value);
  return /^\d{4}-\d{2}-\d{2}T/.test(value) ? Date.parse(value) : null;
}
