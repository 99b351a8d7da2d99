import { z } from 'zod';
import type { RefreshedValue } from '@customer-graph/upstream/refreshed-value';
import type { UsageSource } from '../port.ts';
import type { Database } from './client.ts';
import { createFigures } from './figures.ts';
import { createIdCheck } from './ids.ts';
import { fromTenantRow, meterRow, moment } from './mapping.ts';
import { orError, parseRow } from './parse-row.ts';
import type { ProductMapping } from './product-mapping.ts';
import { usableRollup } from './rollup.ts';
import { lastActiveStatement, tenantsStatement } from './statements.ts';

export interface PostgresSourceOptions {
  /** Disposed of together with the source. */
  readonly database: Database;
  readonly mapping: ProductMapping;
  /** Whether the rollup can be read. */
  readonly rollup: RefreshedValue<boolean>;
}

const tenantsRow = z.object({
  tenants: z.array(z.looseObject({ id: z.string() })).nullable(),
  meters: z.array(meterRow).nullable(),
  countedUntil: moment,
});
const activityRow = z.object({ at: moment });

export function createPostgresSource({ database, mapping, rollup }: PostgresSourceOptions): UsageSource {
  const isId = createIdCheck(mapping);
  const readFigures = createFigures(database, mapping);
  const listedMeters = Array.isArray(mapping.meters) ? mapping.meters : null;

  return {
    async tenants(ids) {
      const statement = tenantsStatement(mapping, await usableRollup(mapping, rollup));
      const [row] = await database.query(statement, [ids.filter(isId)]);
      const { tenants, meters, countedUntil } = parseRow(tenantsRow, row, 'tenants');
      const { defaultTimeZone } = mapping.accounts;
      return {
        meters: listedMeters ?? meters ?? [],
        tenants: new Map(tenants?.map((tenant) => [tenant.id, orError(() => fromTenantRow(tenant, defaultTimeZone))])),
        countedUntil,
      };
    },

    figures: async (questions) => readFigures(questions, await usableRollup(mapping, rollup)),

    async lastActive(keys) {
      const valid = keys.filter(({ tenantId }) => isId(tenantId));
      if (valid.length === 0) return keys.map(() => null);
      const rows = await database.query(lastActiveStatement(mapping), [
        valid.map(({ tenantId }) => tenantId),
        valid.map(({ contactId }) => contactId),
      ]);
      const times = new Map(
        rows.map((row) => [valid[Number(row.i) - 1], orError(() => parseRow(activityRow, row, 'members').at)]),
      );
      return keys.map((key) => times.get(key) ?? null);
    },

    async [Symbol.asyncDispose]() {
      rollup[Symbol.dispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}
