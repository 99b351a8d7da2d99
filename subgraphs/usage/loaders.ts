import DataLoader from 'dataloader';
import type { Meter } from './domain/meter.ts';
import type { Tenant } from './domain/tenant.ts';
import type { Figure, MemberKey, Question, Tenants, UsageSource } from './port.ts';

/** A tenant, the product's meters, and how far events are counted. */
export interface MeteredTenant {
  readonly tenant: Tenant;
  readonly meters: readonly Meter[];
  readonly unusableMeters: Tenants['unusableMeters'];
  /** Milliseconds since the epoch; null: events are counted up to now. */
  readonly countedUntil: number | null;
}

export interface Loaders {
  /** By tenant id; null for an unknown tenant. */
  readonly tenant: DataLoader<string, MeteredTenant | null>;
  /** Questions of the same tick become one statement. */
  readonly figures: DataLoader<Question, readonly Figure[], string>;
  readonly lastActive: DataLoader<MemberKey, number | null, string>;
}

export const createLoaders = (source: UsageSource): Loaders => ({
  tenant: new DataLoader(async (ids) => {
    const { tenants, ...shared } = await source.tenants(ids);
    return ids.map((id) => {
      const tenant = tenants.get(id);
      if (tenant instanceof Error) return tenant;
      return tenant ? { tenant, ...shared } : null;
    });
  }),
  figures: new DataLoader((questions) => source.figures(questions), {
    cacheKeyFn: (question) => JSON.stringify(question),
  }),
  lastActive: new DataLoader((keys) => source.lastActive(keys), {
    cacheKeyFn: ({ tenantId, contactId }) => `${contactId}:${tenantId}`,
  }),
});
