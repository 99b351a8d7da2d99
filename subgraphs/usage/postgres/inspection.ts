import type { EventsMapping, ProductMapping } from '../product-mapping.ts';
import type { Database } from './client.ts';
import { quoted } from './statements.ts';

/** Where a name of the mapping leads, or does not. */
export interface MappedTable {
  /** Where it stands in the mapping. */
  readonly path: string;
  readonly table: string;
  readonly exists: boolean;
  readonly isReadable: boolean;
  readonly isWritable: boolean;
  readonly missingColumns: readonly string[];
  /** Events only: whether an index leads to one account's events of a time. */
  readonly isIndexed: boolean | null;
}

export interface ProductInspection {
  readonly role: string;
  readonly version: string;
  readonly tables: readonly MappedTable[];
  readonly planKeys: readonly string[];
}

interface Wanted {
  readonly path: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly events?: EventsMapping;
}

/** Every table and column that the mapping names. */
function wantedOf({ accounts, members, meters, events, allowances, overrides }: ProductMapping): Wanted[] {
  const columns = (given: Readonly<Record<string, unknown>>, except: readonly string[] = []): string[] =>
    Object.entries(given).flatMap(([name, value]) => (typeof value === 'string' && !['table', ...except].includes(name) ? [value] : []));
  const ofEvents = (path: string, given: EventsMapping): Wanted => ({ path, table: given.table, columns: [...columns(given, ['atType', 'meterType']), ...Object.keys(given.where)], events: given });
  return [
    { path: 'accounts', table: accounts.table, columns: columns(accounts, ['idType', 'defaultTimeZone']) },
    { path: 'members', table: members.table, columns: columns(members) },
    ...(Array.isArray(meters)
      ? meters.flatMap((meter, index) => (meter.events ? [ofEvents(`meters.${index}.events`, meter.events)] : []))
      : [{ path: 'meters', table: meters.table, columns: columns(meters) }]),
    ...(events ? [ofEvents('events', events)] : []),
    ...(allowances ? [{ path: 'allowances', table: allowances.table, columns: columns(allowances) }] : []),
    ...(overrides ? [{ path: 'overrides', table: overrides.table, columns: columns(overrides) }] : []),
  ];
}

const tableStatement = `select t.oid is not null as exists,
    coalesce(has_table_privilege(t.oid, 'select'), false) as readable,
    coalesce(has_table_privilege(t.oid, 'insert, update, delete'), false) as writable,
    array(select a.attname::text from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped) as columns,
    coalesce((select c.relkind::text from pg_class c where c.oid = t.oid), '') as kind,
    array(select (select string_agg(a.attname, ',' order by k.place) from unnest(i.indkey::int2[]) with ordinality as k(number, place) join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number)
      from pg_index i where i.indrelid = t.oid and i.indisvalid and i.indpred is null) as indexes
  from (select to_regclass($1)::oid as oid) t`;

/** Looks the mapping up in the catalogue of the database. Reads nothing of any customer. */
export async function inspectProduct(database: Database, mapping: ProductMapping): Promise<ProductInspection> {
  const [server] = await database.query(`select current_user::text as role, current_setting('server_version') as version`, []);
  const tables: MappedTable[] = [];
  for (const { path, table, columns, events } of wantedOf(mapping)) {
    const [row] = await database.query(tableStatement, [quoted(table)]);
    const known = (row?.columns ?? []) as readonly string[];
    const leads = [events?.account, events?.meter, events?.at].filter((name) => name !== undefined).join(',');
    const isView = row?.kind !== 'r' && row?.kind !== 'p';
    tables.push({
      path,
      table,
      exists: row?.exists === true,
      isReadable: row?.readable === true,
      isWritable: row?.writable === true,
      missingColumns: columns.filter((name) => !known.includes(name)),
      isIndexed: events && !isView ? (row.indexes as readonly (string | null)[]).some((index) => index !== null && index.startsWith(leads)) : null,
    });
  }
  const { allowances } = mapping;
  const isReadable = tables.find(({ path }) => path === 'allowances');
  const plans = allowances && isReadable?.isReadable && isReadable.missingColumns.length === 0 ? await database.query(`select distinct ${quoted(allowances.plan)}::text as plan from ${quoted(allowances.table)} limit 1000`, []) : [];
  return { role: String(server?.role), version: String(server?.version), tables, planKeys: plans.map(({ plan }) => String(plan)) };
}
