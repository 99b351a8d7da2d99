import { toDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { RefreshedValue } from '@customer-graph/upstream/refreshed-value';
import type { Catalogue } from '../domain/catalogue.ts';
import { planOf } from '../domain/catalogue.ts';
import { toInt } from '../domain/integer.ts';
import type { Subscription } from '../domain/subscription.ts';
import type { Context } from '../context.ts';
import type { PendingChangeResolvers } from '../generated/schema.ts';
import { plannedItemsOf, type PlannedItems } from '../services/pending-changes.ts';
import type { PendingChange } from '../domain/subscription-schedule.ts';

/** A change that a schedule plans; `change` is null for the planned end. */
export interface PendingChangeParent {
  readonly subscription: Subscription;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly change: PendingChange | null;
}

const itemsOf = ({ change }: PendingChangeParent, context: Context): Promise<PlannedItems | null> =>
  change ? plannedItemsOf(change, context) : Promise.resolve(null);

export const createPendingChangeResolvers = (catalogue: RefreshedValue<Catalogue>): PendingChangeResolvers => ({
  at: ({ at }) => toDateTime(at),
  ends: ({ change }) => change === null,
  async plan(parent, _arguments, context) {
    const product = (await itemsOf(parent, context))?.product;
    return product ? planOf(product, await catalogue.get()) : null;
  },
  price: async (parent, _arguments, context) => (await itemsOf(parent, context))?.price ?? null,
  seats: async (parent, _arguments, context) => toInt((await itemsOf(parent, context))?.seats ?? null),
  seatCount: async (parent, _arguments, context) => (await itemsOf(parent, context))?.seats ?? null,
});
