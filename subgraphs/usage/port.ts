import type { Meter } from './domain/meter.ts';
import type { Granularity } from './domain/series.ts';
import type { Tenant } from './domain/tenant.ts';

/** What the product knows of the tenants that were asked for. */
export interface Tenants {
  /** In the product's order. */
  readonly meters: readonly Meter[];
  /** By id; a tenant that there is not is missing. */
  readonly tenants: ReadonlyMap<string, Tenant>;
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
  | ({ readonly kind: 'SERIES'; readonly meter: Meter; readonly granularity: Granularity; readonly timeZone: string } & Within)
  /** The 50 heaviest. */
  | ({ readonly kind: 'MEMBERS'; readonly meter: Meter } & Within)
  | ({ readonly kind: 'ACTIVE_MEMBERS' } & Within);

/** One number of an answer: of a step, of a member, or of the whole. */
export interface Figure {
  /** Where the step begins, no earlier than the question does. */
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
  /** In the order of the questions. No figure: nothing was measured. Series in order of time, members heaviest first. */
  figures(questions: readonly Question[]): Promise<(readonly Figure[])[]>;
  /** When each was last active, in the order of the keys; null for never, and for whom the tenant does not know. */
  lastActive(keys: readonly { readonly tenantId: string; readonly contactId: string }[]): Promise<(number | null)[]>;
}
