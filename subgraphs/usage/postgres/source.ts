import { z } from 'zod';
import { GraphError } from '@customer-graph/protocol/errors';
import type { RefreshedValue } from '@customer-graph/upstream/refreshed-value';
import { integer } from '@customer-graph/upstream/shapes';
import type { UsageSource } from '../port.ts';
import type { Database } from './client.ts';
import { createFigures } from './figures.ts';
import { createIdCheck } from './ids.ts';
import { fromMeterRow, fromTenantRow, moment, tenantRow } from './mapping.ts';
import { orError, parse } from './parse.ts';
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
  tenants: z.array(tenantRow).nullable(),
  meters: z.array(z.unknown()).nullable(),
  countedUntil: moment,
});
const activityIndex = z.object({ i: integer });
const activityRow = z.object({ at: moment });

export function createPostgresSource({ database, mapping, rollup }: PostgresSourceOptions): UsageSource {
  const isId = createIdCheck(mapping);
  const readFigures = createFigures(database, mapping);
  const listedMeters = Array.isArray(mapping.meters) ? mapping.meters : null;

  return {
    async tenants(ids) {
      const statement = tenantsStatement(mapping, await usableRollup(mapping, rollup));
      const [row] = await database.query(statement, [ids.filter(isId)]);
      const { tenants, meters, countedUntil } = parse(tenantsRow, row, 'tenants');
      const { defaultTimeZone } = mapping.accounts;
      const read = meters?.map(fromMeterRow) ?? [];
      return {
        meters: listedMeters ?? read.flatMap((meter) => (meter instanceof GraphError ? [] : [meter])),
        unusableMeters: read.filter((meter) => meter instanceof GraphError),
        tenants: new Map(tenants?.map((tenant) => [tenant.id, fromTenantRow(tenant, defaultTimeZone)])),
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
        rows.map((row) => [
          valid[parse(activityIndex, row, 'members').i - 1],
          orError(() => parse(activityRow, row, 'members').at),
        ]),
      );
      return keys.map((key) => times.get(key) ?? null);
    },

    async [Symbol.asyncDispose]() {
      rollup[Symbol.dispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}
