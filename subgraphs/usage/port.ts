import type { GraphError } from '@customer-graph/protocol/errors';
import type { ProductNews } from './contract.ts';
import type { Meter } from './domain/meter.ts';
import type { Tenant } from './domain/tenant.ts';

/** The requested tenants, and facts that hold for all of them. */
export interface Tenants {
  /** In the product's order. */
  readonly meters: readonly Meter[];
  /** Why other meters cannot be used. */
  readonly unusableMeters: readonly GraphError[];
  /** By the requested id. An unknown tenant is missing; an unusable record is an error. */
  readonly tenants: ReadonlyMap<string, Tenant | Error>;
  /** With a rollup: events before this time are counted, in milliseconds since the epoch. Null: up to now. */
  readonly countedUntil: number | null;
}

/** Half open; milliseconds since the epoch. */
interface Span {
  readonly tenantId: string;
  readonly from: number;
  readonly to: number;
}

/** A request for figures. */
export type Question =
  | ({ readonly kind: 'TOTAL'; readonly meter: Meter } & Span)
  /** One figure for each time bucket. `buckets` has their starts; the last one ends at `to`. */
  | ({ readonly kind: 'SERIES'; readonly meter: Meter; readonly buckets: readonly number[] } & Span)
  /** The 50 members with the highest values. */
  | ({ readonly kind: 'MEMBERS'; readonly meter: Meter } & Span)
  /** The number of members who were active at or after `from`. */
  | { readonly kind: 'ACTIVE_MEMBERS'; readonly tenantId: string; readonly from: number };

/** One number of an answer. */
export interface Figure {
  /** Start of the time bucket; null in answers that are not series. */
  readonly start: number | null;
  /** The member's contact in the CRM; null where the figure is not one member's, or the product has no contact id. */
  readonly contactId: string | null;
  readonly value: number;
}

export interface MemberKey {
  readonly tenantId: string;
  readonly contactId: string;
}

/**
 * Reads the product's database. Each method is one statement for any number of keys. Failures are thrown as a
 * `GraphError` of the closed table.
 */
export interface UsageSource extends AsyncDisposable {
  tenants(ids: readonly string[]): Promise<Tenants>;
  /**
   * In the order of the questions. No figure: no events. Series are in order of time, members in descending order of
   * value. An unusable row is an error for its question alone.
   */
  figures(questions: readonly Question[]): Promise<(readonly Figure[] | Error)[]>;
  /** Times of last activity in the order of the keys; null for never and for unknown members. */
  lastActive(keys: readonly MemberKey[]): Promise<(number | null | Error)[]>;
}

/** Notifies the product of changes that it has to enforce. The graph never writes to the product's database. */
export interface ProductAnnouncer extends AsyncDisposable {
  /**
   * Sends one notification. A repeated one has the same id and carries the current state, not a difference.
   * Returns false where no webhook is configured.
   *
   * @param tenantId the account's id in the product
   */
  announce(news: ProductNews, tenantId: string): Promise<boolean>;
}
