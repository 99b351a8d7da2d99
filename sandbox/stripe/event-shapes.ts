import type { StripeObject } from './store.ts';

/** Stripe API, "Events". */
export interface StripeEvent extends StripeObject {
  readonly created: number;
  readonly type: string;
}

/** The first API version in which subscription items have the period, and invoices have a parent (changelog "Basil"). */
const basil = '2025-03-31';

type Fields = Record<string, unknown>;

/** A changed object as an API version has it. */
export function inVersion(object: StripeObject, version: string): StripeObject {
  const copy = structuredClone(object);
  if (version.slice(0, 10) >= basil) return copy;
  if (copy.object === 'subscription') {
    const { data } = copy.items as { data: Fields[] };
    Object.assign(copy, {
      current_period_start: data[0]?.current_period_start,
      current_period_end: data[0]?.current_period_end,
    });
    for (const item of data) {
      delete item.current_period_start;
      delete item.current_period_end;
    }
  }
  if (copy.object === 'invoice') {
    const { parent, ...rest } = copy;
    const details = (parent as { subscription_details?: { subscription: string } } | null)?.subscription_details;
    return {
      ...rest,
      id: copy.id,
      object: copy.object,
      subscription: details?.subscription ?? null,
      paid: copy.status === 'paid',
    };
  }
  return copy;
}

/** The thin form of an event (Stripe, "Thin events"): it names the object and has no data. */
export const thinEvent = ({ id, type, created, data, account = null }: StripeEvent) => {
  const { id: objectId, object } = (data as { object: StripeObject }).object;
  return {
    id,
    object: 'v2.core.event',
    type: `v1.${type}`,
    created: new Date(created * 1_000).toISOString(),
    livemode: false,
    context: account,
    reason: null,
    related_object: { id: objectId, type: object, url: `/v1/${object}s/${objectId}` },
  };
};
