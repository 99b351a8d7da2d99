import type { Change } from '../../domain/subscription-change.ts';

/** The changed items, one entry each: price and quantity of one item may change together. */
export function toStripeItems({ planItemId, priceId, seatsItemId, seats }: Change) {
  const items = new Map<string, { id: string; price?: string; quantity?: number }>();
  const entry = (id: string) => items.get(id) ?? { id };
  if (priceId !== null) items.set(planItemId, { ...entry(planItemId), price: priceId });
  if (seats !== null && seatsItemId !== null) items.set(seatsItemId, { ...entry(seatsItemId), quantity: seats });
  return [...items.values()];
}

/** A change is invoiced at once, in the preview as in the change itself. */
export const toStripeProration = ({ prorationAt }: Change) => ({
  proration_behavior: 'always_invoice' as const,
  proration_date: prorationAt / 1_000,
});
