import type { EventsMapping, ProductMapping } from './product-mapping.ts';
import type { Database } from './client.ts';
import { quoted } from './names.ts';
import { readRollupState } from './rollup.ts';

/** A table that the mapping names, as found in the database. */
export interface MappedTable {
  /** Its path in the mapping. */
  readonly path: string;
  readonly table: string;
  readonly exists: boolean;
  /** Whether the role may not use its schema. Whether the table exists is then unknown. */
  readonly isHidden: boolean;
  readonly isReadable: boolean;
  readonly isWritable: boolean;
  readonly missingColumns: readonly string[];
  /** Events only: whether an index covers account, meter and time. Null for other tables and views. */
  readonly isIndexed: boolean | null;
}

export interface ProductInspection {
  readonly role: string;
  readonly version: string;
  readonly tables: readonly MappedTable[];
  readonly planKeys: readonly string[];
  /** Null: the mapping names no rollup. */
  readonly isRollupUsable: boolean | null;
  /** Whether sessions are read-only and use UTC. A connection pooler may drop these options. */
  readonly isSafeSession: boolean;
}

interface MappedColumns {
  readonly path: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly events?: EventsMapping;
}

/** Lists every table and column that the mapping names. */
function tablesOf({ accounts, members, meters, events, allowances, overrides }: ProductMapping): MappedColumns[] {
  const columns = (given: Readonly<Record<string, unknown>>, except: readonly string[] = []): string[] =>
    Object.entries(given).flatMap(([name, value]) =>
      typeof value === 'string' && !['table', ...except].includes(name) ? [value] : [],
    );
  const ofEvents = (path: string, given: EventsMapping): MappedColumns => ({
    path,
    table: given.table,
    columns: [...columns(given, ['atType', 'meterType']), ...Object.keys(given.where)],
    events: given,
  });
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

/** $1: the table, $2: its columns, $3: its schema or an empty string. Distinguishes a forbidden schema from a missing table. */
const tableStatement = `select t.oid is not null as exists, t.hidden,
    coalesce((select bool_and(has_column_privilege(t.oid, a.attnum, 'select')) from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attname = any($2)), false) as readable,
    coalesce(has_table_privilege(t.oid, 'insert, update, delete'), false) as writable,
    array(select a.attname::text from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped) as columns,
    coalesce((select c.relkind::text from pg_class c where c.oid = t.oid), '') as kind,
    array(select (select array_to_json(array_agg(coalesce(a.attname, '') order by k.place)) from unnest(i.indkey::int2[]) with ordinality as k(number, place) left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number)
      from pg_index i where i.indrelid = t.oid and i.indisvalid and i.indpred is null) as indexes
  from (select s.hidden, case when not s.hidden then to_regclass($1)::oid end as oid
    from (select coalesce(not has_schema_privilege(to_regnamespace(nullif($3, ''))::oid, 'usage'), false) as hidden) s) t`;

/** Whether an index has the compared columns first, in any order, and then the time. */
const covers = (index: readonly string[], equal: readonly string[], at: string): boolean =>
  equal.every((name) => index.slice(0, equal.length).includes(name)) && index[equal.length] === at;

/** Compares the mapping with the database's catalogue. Reads no customer data. */
export async function inspectProduct(database: Database, mapping: ProductMapping): Promise<ProductInspection> {
  const [server] = await database.query(
    `select current_user::text as role, current_setting('server_version') as version, current_setting('default_transaction_read_only') = 'on' and current_setting('TimeZone') in ('UTC', 'GMT', 'Etc/UTC') as safe`,
    [],
  );
  const tables: MappedTable[] = [];
  for (const { path, table, columns, events } of tablesOf(mapping)) {
    const [schema] = table.includes('.') ? table.split('.') : [''];
    const [row] = await database.query(tableStatement, [quoted(table), columns, schema ? quoted(schema) : '']);
    const known = (row?.columns ?? []) as readonly string[];
    const equal = [events?.account, events?.meter].filter((name) => name !== undefined);
    const isView = row?.kind !== 'r' && row?.kind !== 'p';
    tables.push({
      path,
      table,
      exists: row?.exists === true,
      isHidden: row?.hidden === true,
      isReadable: row?.readable === true,
      isWritable: row?.writable === true,
      missingColumns: columns.filter((name) => !known.includes(name)),
      isIndexed:
        events && !isView
          ? (row.indexes as readonly (readonly string[])[]).some((index) => covers(index, equal, events.at))
          : null,
    });
  }
  const { allowances } = mapping;
  const isReadable = tables.find(({ path }) => path === 'allowances');
  const plans =
    allowances && isReadable?.isReadable && isReadable.missingColumns.length === 0
      ? await database.query(
          `select distinct ${quoted(allowances.plan)}::text as plan from ${quoted(allowances.table)} limit 1000`,
          [],
        )
      : [];
  return {
    role: String(server?.role),
    version: String(server?.version),
    tables,
    planKeys: plans.map(({ plan }) => String(plan)),
    isRollupUsable: mapping.rollup ? await readRollupState(database, mapping) : null,
    isSafeSession: server?.safe === true,
  };
}
