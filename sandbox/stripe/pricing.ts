import type { StripeObject } from './store.ts';

interface Recurring {
  readonly interval: 'day' | 'week' | 'month' | 'year';
  readonly interval_count: number;
  readonly usage_type: 'licensed' | 'metered';
}

export const recurringOf = (price: StripeObject): Recurring => price.recurring as Recurring;

/** The end of a period, in seconds since the epoch. Months keep their day if the later month has it. */
export function periodEnd(
  start: number,
  { interval, interval_count: count }: Pick<Recurring, 'interval' | 'interval_count'>,
): number {
  if (interval === 'day' || interval === 'week') return start + count * (interval === 'day' ? 1 : 7) * 86_400;
  const date = new Date(start * 1_000);
  const months = interval === 'year' ? 12 * count : count;
  const day = date.getUTCDate();
  const end = new Date(date);
  end.setUTCDate(1);
  end.setUTCMonth(end.getUTCMonth() + months);
  const last = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(day, last));
  return end.getTime() / 1_000;
}

/** The price of a quantity for one period. Graduated tiers add up; a volume tier prices all units alike. */
export function amountOf(price: StripeObject, quantity: number | null): number {
  const units = quantity ?? 1;
  if (price.billing_scheme !== 'tiered')
    return Number(price.unit_amount ?? 0) * (recurringOf(price).usage_type === 'metered' ? 0 : units);
  const tiers = price.tiers as { up_to: number | null; unit_amount: number; flat_amount: number | null }[];
  if (price.tiers_mode === 'volume') {
    const tier = tiers.find(({ up_to }) => up_to === null || units <= up_to);
    return tier ? tier.unit_amount * units + (tier.flat_amount ?? 0) : 0;
  }
  let below = 0;
  return tiers.reduce((sum, tier) => {
    const within = Math.max(0, Math.min(units, tier.up_to ?? Infinity) - below);
    below = tier.up_to ?? Infinity;
    return within === 0 ? sum : sum + within * tier.unit_amount + (tier.flat_amount ?? 0);
  }, 0);
}

/** The price as Stripe returns it unless tiers are expanded. */
export function withoutTiers(price: StripeObject): StripeObject {
  const { tiers: _tiers, ...rest } = price;
  return rest;
}
