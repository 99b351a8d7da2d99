import { beforeDeadline } from '@customer-graph/process/before-deadline';
import { GraphError } from '@customer-graph/protocol/errors';
import { currentUpstreamContext } from '@customer-graph/upstream/context';
import type { RefreshedValue } from '@customer-graph/upstream/refreshed-value';
import type { Database } from './client.ts';
import { quoted } from './names.ts';
import type { ProductMapping } from './product-mapping.ts';

/** $1: the view's quoted name. Returns whether it exists, is filled and may be read. */
const usableStatement = `select coalesce((select c.relispopulated and has_table_privilege(c.oid, 'select') from pg_class c where c.oid = to_regclass($1)), false) as usable`;

/** Whether the mapping names a rollup and it can be read now. */
export async function readRollupState(database: Database, { rollup }: ProductMapping): Promise<boolean> {
  if (!rollup) return false;
  const [row] = await database.query(usableStatement, [quoted(rollup.table)]);
  return row?.usable === true;
}

/** Returns the rollup to read from, or null: count single events. Waits for a pending check no longer than the request. */
export async function usableRollup(mapping: ProductMapping, state: RefreshedValue<boolean>): Promise<string | null> {
  if (!mapping.rollup) return null;
  const deadline = currentUpstreamContext()?.deadline;
  const late = () => new GraphError('UPSTREAM_TIMEOUT', { system: 'PRODUCT' });
  const isUsable = await (deadline === undefined ? state.get() : beforeDeadline(deadline, state.get(), late));
  return isUsable ? mapping.rollup.table : null;
}
