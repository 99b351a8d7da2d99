import type { ProductNews } from '../shared/steps.ts';
import type { Meter } from './domain/meter.ts';
import type { Tenant } from './domain/tenant.ts';

/** What the product knows of the tenants that were asked for. */
export interface Tenants {
  /** In the product's order. */
  readonly meters: readonly Meter[];
  /** By the id that was asked for; a tenant that there is not is missing, and one whose record cannot be used is an error of its own. */
  readonly tenants: ReadonlyMap<string, Tenant | Error>;
  /** Until when events are counted where the product keeps a rollup; null: until now. Milliseconds since the epoch. */
  readonly countedUntil: number | null;
}

/** Half open, in milliseconds since the epoch. */
interface Within {
  readonly tenantId: string;
  readonly from: number;
  readonly to: number;
}

/** Something to be counted. */
export type Question =
  | ({ readonly kind: 'TOTAL'; readonly meter: Meter } & Within)
  /** In steps, each up to the next, the last up to the end. */
  | ({ readonly kind: 'SERIES'; readonly meter: Meter; readonly steps: readonly number[] } & Within)
  /** The 50 heaviest. */
  | ({ readonly kind: 'MEMBERS'; readonly meter: Meter } & Within)
  /** Active since then. */
  | { readonly kind: 'ACTIVE_MEMBERS'; readonly tenantId: string; readonly from: number };

/** One number of an answer: of a step, of a member, or of the whole. */
export interface Figure {
  /** Where the step begins. */
  readonly start: number | null;
  /** Whose; null for nobody's in particular, and for somebody whom the product knows by no id of the CRM's. */
  readonly contactId: string | null;
  readonly value: number;
}

/**
 * What the usage subgraph needs of the product. Reads only; each method is one statement, however much is asked. Whatever could not be found out is thrown as a
 * GraphError of the closed table.
 */
export interface UsageSource extends AsyncDisposable {
  tenants(ids: readonly string[]): Promise<Tenants>;
  /** In the order of the questions. No figure: nothing was measured. Series in order of time, members heaviest first. What cannot be used is an error of its own. */
  figures(questions: readonly Question[]): Promise<(readonly Figure[] | Error)[]>;
  /** When each was last active, in the order of the keys; null for never, and for whom the tenant does not know. */
  lastActive(
    keys: readonly { readonly tenantId: string; readonly contactId: string }[],
  ): Promise<(number | null | Error)[]>;
}

/** How the product hears of what it has to enforce. The graph never writes to the product's database. */
export interface ProductAnnouncer extends AsyncDisposable {
  /**
   * Whether anybody was told. The same news may be told several times, under the same id; what is told is how it is, not what to change.
   *
   * @param tenantId what the product calls the account
   */
  announce(news: ProductNews, tenantId: string): Promise<boolean>;
}
