import type { BillingInterval } from './period.ts';

/** An account as the product knows it. */
export interface Tenant {
  readonly id: string;
  /** When its periods begin: a moment, or a day or time of its own time zone. ISO 8601; null: with the calendar. */
  readonly anchor: string | null;
  readonly interval: BillingInterval;
  /** IANA name. */
  readonly timeZone: string;
  /** What is included in a period, by meter key. A meter that is missing, or null, is unlimited. */
  readonly allowances: ReadonlyMap<string, number | null>;
}
