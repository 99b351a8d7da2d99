import type { StripeObject } from './store.ts';

interface Recurring {
  readonly interval: 'day' | 'week' | 'month' | 'year';
  readonly interval_count: number;
  readonly usage_type: 'licensed' | 'metered';
}

interface Tier {
  readonly up_to: number | null;
  readonly unit_amount_decimal: string | null;
  readonly flat_amount_decimal: string | null;
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

type Options = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The currencies of a price. Stripe, "Multi-currency prices": its own and those of its currency options. */
export const currenciesOf = (price: StripeObject): string[] => [
  String(price.currency),
  ...Object.keys(price.currency_options ?? {}),
];

/** A price with the amounts of one of its currencies. */
const inCurrency = (price: StripeObject, currency: string): StripeObject => {
  const option = currency === price.currency ? undefined : ((price.currency_options ?? {}) as Options)[currency];
  return option ? { ...price, ...option } : price;
};

/** The number of packages. Stripe API, "Price": transform_quantity divides the quantity before the price applies. */
function packagesOf(price: StripeObject, units: number): number {
  const transform = price.transform_quantity as { divide_by: number; round: 'up' | 'down' } | null;
  if (!transform) return units;
  const packages = units / transform.divide_by;
  return transform.round === 'up' ? Math.ceil(packages) : Math.floor(packages);
}

const decimal = (amount: unknown): number => Number(amount ?? 0);

/** The price of a quantity for one period. Graduated tiers add up; a volume tier prices all units alike. */
export function amountOf(price: StripeObject, quantity: number | null, currency = String(price.currency)): number {
  const { billing_scheme: scheme, tiers: allTiers, tiers_mode: mode, ...rest } = inCurrency(price, currency);
  const units = quantity ?? 1;
  if (scheme !== 'tiered') {
    if (recurringOf(price).usage_type === 'metered') return 0;
    return Math.round(decimal(rest.unit_amount_decimal ?? rest.unit_amount) * packagesOf(price, units));
  }
  const tiers = allTiers as readonly Tier[];
  if (mode === 'volume') {
    const tier = tiers.find(({ up_to }) => up_to === null || units <= up_to);
    return tier ? Math.round(decimal(tier.unit_amount_decimal) * units + decimal(tier.flat_amount_decimal)) : 0;
  }
  let below = 0;
  const sum = tiers.reduce((total, tier) => {
    const within = Math.max(0, Math.min(units, tier.up_to ?? Infinity) - below);
    below = tier.up_to ?? Infinity;
    return within === 0
      ? total
      : total + within * decimal(tier.unit_amount_decimal) + decimal(tier.flat_amount_decimal);
  }, 0);
  return Math.round(sum);
}

/** The price as Stripe returns it unless tiers and currency options are expanded. */
export function withoutExpandables(price: StripeObject): StripeObject {
  const { tiers: _tiers, currency_options: _options, ...rest } = price;
  return rest;
}
