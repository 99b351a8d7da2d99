import type { BillingInterval } from './period.ts';

/** An account in the product. */
export interface Tenant {
  readonly id: string;
  /** Start of a billing period, as ISO 8601: with an offset, or local to `timeZone`. Null: calendar periods. */
  readonly anchor: string | null;
  readonly interval: BillingInterval;
  /** IANA name. */
  readonly timeZone: string;
  /** Included amount for each period, by meter key. Missing or null: unlimited. An unusable amount is an error. */
  readonly allowances: ReadonlyMap<string, number | null | Error>;
}
