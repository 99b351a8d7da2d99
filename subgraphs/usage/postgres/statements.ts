import type { MeterAggregation } from '../domain/meter.ts';
import type { EventsMapping, IdType, ProductMapping } from '../product-mapping.ts';

/** A name of the product's own, with its schema where it says one. */
export const quoted = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');

const literal = (value: string | number | boolean): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

/** $1: ids, as text. One row: meters, tenants by the id asked and, where there is a rollup, until when it counts. */
export function tenantsStatement(
  { accounts, meters, allowances, overrides }: ProductMapping,
  rollup: string | null,
): string {
  const column = (name: string | undefined, type = 'text') =>
    name === undefined ? 'null' : `a.${quoted(name)}::${type}`;
  const limits = (from: string) => `(select json_object_agg(l.meter, l.included) from (${from}) l)`;
  const tenants = `select k.id,
      to_json(${accounts.anchor === undefined ? 'null::text' : `a.${quoted(accounts.anchor)}`}) as anchor,
      ${column(accounts.interval)} as "interval",
      ${column(accounts.timeZone)} as "timeZone",
      ${allowances && accounts.plan !== undefined ? limits(`select p.${quoted(allowances.meter)}::text as meter, p.${quoted(allowances.included)}::float8 as included from ${quoted(allowances.table)} p where p.${quoted(allowances.plan)} = a.${quoted(accounts.plan)}`) : 'null'} as allowances,
      ${overrides ? limits(`select o.${quoted(overrides.meter)}::text as meter, o.${quoted(overrides.included)}::float8 as included from ${quoted(overrides.table)} o where o.${quoted(overrides.account)} = a.${quoted(accounts.id)}`) : 'null'} as overrides
    from unnest($1::text[]) as k(id) join ${quoted(accounts.table)} a on a.${quoted(accounts.id)} = k.id::${accounts.idType}`;
  const listed = Array.isArray(meters)
    ? 'null'
    : `(select json_agg(json_build_object('key', m.${quoted(meters.key)}::text, 'name', m.${quoted(meters.name)}::text, 'unit', m.${quoted(meters.unit)}::text, 'aggregation', upper(m.${quoted(meters.aggregation)}::text)) order by ${meters.position === undefined ? '' : `m.${quoted(meters.position)}, `}m.${quoted(meters.key)}) from ${quoted(meters.table)} m)`;
  const until = rollup === null ? 'null' : `(select r.bucket from ${quoted(rollup)} r where r.account is null)`;
  return `select (select json_agg(t) from (${tenants}) t) as tenants, ${listed} as meters, ${until} as "countedUntil"`;
}

export interface Part {
  /** Which rows of $1 it answers. */
  readonly name: string;
  readonly kind: 'TOTAL' | 'SERIES' | 'MEMBERS';
  readonly aggregation: MeterAggregation;
  readonly events: EventsMapping;
  /** The view that sums those events up, where there is one. */
  readonly rollup: string | null;
}

/** What is measured in [q.from, q.to), as rows of (member, at, total, events, peak, latest, sequence). Numbers stay exact until the end. */
function measured({ events, aggregation, rollup }: Part, idType: IdType): string {
  const value = events.value === undefined ? 'null::numeric' : `e.${quoted(events.value)}::numeric`;
  const at = events.atType === 'timestamp' ? `timezone('UTC', e.${quoted(events.at)})` : `e.${quoted(events.at)}`;
  // A bound takes the column's own type, or no index would help.
  const bound = (moment: string) => (events.atType === 'timestamp' ? `timezone('UTC', ${moment})` : moment);
  const raw = (
    from: string,
    to: string,
  ) => `select ${events.member === undefined ? 'null' : `e.${quoted(events.member)}::text`} as member, ${at} as at,
        ${value} as total, 1 as events, ${value} as peak, ${value} as latest,
        ${events.sequence === undefined ? 'null::numeric' : `e.${quoted(events.sequence)}::numeric`} as sequence${aggregation === 'UNIQUE' ? `, e.${quoted(events.subject ?? '')}::text as subject` : ''}
      from ${quoted(events.table)} e
      where e.${quoted(events.account)} = q.account::${idType}${events.meter === undefined ? '' : ` and e.${quoted(events.meter)} = q.meter::${events.meterType}`}
        and e.${quoted(events.at)} >= ${bound(from)} and e.${quoted(events.at)} < ${bound(to)}${Object.entries(
          events.where,
        )
          .map(([name, wanted]) => ` and e.${quoted(name)} = ${literal(wanted)}`)
          .join('')}`;
  // Different values are no sum of differences: only the events themselves can tell.
  if (rollup === null || aggregation === 'UNIQUE') return raw('q."from"', 'q."to"');
  const quarter = (moment: string) => `date_bin('15 minutes', ${moment}, timestamptz '1970-01-01 00:00:00Z')`;
  const [first, last] = [
    `least(q."to", ${quarter(`q."from" + interval '15 minutes' - interval '1 microsecond'`)})`,
    `greatest(q."from", ${quarter('q."to"')})`,
  ];
  return `${raw('q."from"', first)}
      union all select r.member::text, ${aggregation === 'LAST' ? 'coalesce(r.latest_at, r.bucket)' : 'r.bucket'}, r.total::numeric, r.events, r.peak::numeric, r.latest::numeric, r.latest_sequence::numeric
      from ${quoted(rollup)} r where r.account = q.account::${idType} and r.meter = q.meter::${events.meterType} and r.bucket >= ${first} and r.bucket < ${last}
      union all ${raw(`greatest(${first}, ${last})`, 'q."to"')}`;
}

const aggregates: Record<MeterAggregation, string> = {
  SUM: 'sum(e.total)',
  COUNT: 'sum(e.events)',
  UNIQUE: 'count(distinct e.subject)',
  MAX: 'max(e.peak)',
  LAST: '(array_agg(e.latest order by e.at desc, e.sequence desc nulls last, e.latest desc) filter (where e.latest is not null))[1]',
};

function partStatement(part: Part, { accounts, members }: ProductMapping): string {
  const value = aggregates[part.aggregation];
  const rows = measured(part, accounts.idType);
  const select = (inner: string, step = 'null::int') =>
    `select q.i, ${step} as step, u.contact, u.value::float8 as value from q cross join lateral (${inner}) u where q.part = '${part.name}'`;
  if (part.kind === 'TOTAL')
    return select(`select null::text as contact, ${value} as value from (${rows}) e having count(*) > 0`);
  // The moments at which steps begin are ours: the database's own time zones may differ.
  if (part.kind === 'SERIES') {
    return select(
      `select width_bucket(e.at, (select s.starts from s where s.n = q.steps)) as step, null::text as contact, ${value} as value from (${rows}) e group by 1`,
      'u.step',
    );
  }
  const contact =
    members.contact === undefined
      ? 'h.member'
      : `(select m.${quoted(members.contact)}::text from ${quoted(members.table)} m where m.${quoted(members.account)} = q.account::${accounts.idType} and m.${quoted(members.id)}::text = h.member limit 1)`;
  return select(`select ${contact} as contact, h.value
      from (select e.member, ${value} as value from (${rows}) e where e.member is not null group by e.member having ${value} is not null order by value desc, e.member limit 50) h`);
}

/** $1: questions, $2: for each kind of series where its steps begin, both as JSON. Rows of (i, step, contact, value), i being the question, steps counted from 1. */
export function figuresStatement(parts: readonly Part[], withActiveMembers: boolean, mapping: ProductMapping): string {
  const { accounts, members } = mapping;
  const active = `select q.i, null::int as step, null::text as contact, (select count(*) from ${quoted(members.table)} m
      where m.${quoted(members.account)} = q.account::${accounts.idType} and m.${quoted(members.lastActiveAt)} >= q."from")::float8 as value
    from q where q.part = 'active'`;
  return `with q as materialized (
      select * from jsonb_to_recordset($1::jsonb) as q(i int, part text, account text, meter text, "from" timestamptz, "to" timestamptz, steps int)
    ), s as materialized (
      select l.n - 1 as n, array(select to_timestamp(t.start::float8 / 1000) from jsonb_array_elements_text(l.list) with ordinality as t(start, place) order by t.place) as starts
      from jsonb_array_elements($2::jsonb) with ordinality as l(list, n)
    )
    ${[...parts.map((part) => partStatement(part, mapping)), ...(withActiveMembers ? [active] : [])].join('\n    union all ')}`;
}

/** $1: accounts' ids as text, $2: contacts' ids, pair by pair. */
export function lastActiveStatement({ accounts, members }: ProductMapping): string {
  const contact = quoted(members.contact ?? members.id);
  return `select k.i, max(m.${quoted(members.lastActiveAt)})::timestamptz as at
    from unnest($1::text[], $2::text[]) with ordinality as k(account, contact, i)
    join ${quoted(members.table)} m on m.${quoted(members.account)} = k.account::${accounts.idType} and m.${contact}::text = k.contact
    group by k.i`;
}

/** $1: the view's name, quoted. Whether it is there, has been filled, and may be read. */
export const usableStatement = `select coalesce((select c.relispopulated and has_table_privilege(c.oid, 'select') from pg_class c where c.oid = to_regclass($1)), false) as usable`;
