import DataLoader from 'dataloader';
import type { Meter } from './domain/meter.ts';
import { stepsBetween } from './domain/series.ts';
import type { Tenant } from './domain/tenant.ts';
import type { Figure, Question, UsageSource } from './port.ts';

export interface TenantFacts {
  readonly tenant: Tenant;
  readonly meters: readonly Meter[];
  readonly countedUntil: number | null;
}

export interface Loaders {
  /** By the product's id; null for what the product does not know. */
  readonly tenant: DataLoader<string, TenantFacts | null>;
  /** Whatever is asked at about the same time is one statement. */
  readonly figures: DataLoader<Question, readonly Figure[], string>;
  /** Where the steps of a series begin: the same for every meter of an account. */
  readonly steps: typeof stepsBetween;
  readonly lastActive: DataLoader<{ readonly tenantId: string; readonly contactId: string }, number | null, string>;
}

/** Each answer once. */
function remembered<Arguments extends readonly unknown[], Result>(
  work: (...given: Arguments) => Result,
): (...given: Arguments) => Result {
  const results = new Map<string, Result>();
  return (...given) => {
    const key = given.join();
    const result = results.get(key) ?? work(...given);
    results.set(key, result);
    return result;
  };
}

export const createLoaders = (source: UsageSource): Loaders => ({
  steps: remembered(stepsBetween),
  tenant: new DataLoader(async (ids) => {
    const { meters, tenants, countedUntil } = await source.tenants(ids);
    return ids.map((id) => {
      const tenant = tenants.get(id);
      if (tenant instanceof Error) return tenant;
      return tenant ? { tenant, meters, countedUntil } : null;
    });
  }),
  figures: new DataLoader((questions) => source.figures(questions), {
    cacheKeyFn: (question) => JSON.stringify(question),
  }),
  lastActive: new DataLoader((keys) => source.lastActive(keys), {
    cacheKeyFn: ({ tenantId, contactId }) => `${contactId}:${tenantId}`,
  }),
});
