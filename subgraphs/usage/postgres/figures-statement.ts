import type { MeterAggregation } from '../domain/meter.ts';
import { literal, quoted } from './names.ts';
import type { EventsMapping, IdType, ProductMapping } from './product-mapping.ts';

/** The part of the statement that answers all questions of one kind and aggregation. */
export interface Part {
  /** Selects its rows of $1. */
  readonly name: string;
  readonly kind: 'TOTAL' | 'SERIES' | 'MEMBERS';
  readonly aggregation: MeterAggregation;
  readonly events: EventsMapping;
  /** The view with sums of these events; null: there is none. */
  readonly rollup: string | null;
}

/** Selects (member, at, total, events, peak, latest, sequence) in [q.from, q.to). Numbers stay exact: only the final value becomes a float. */
function measured({ events, aggregation, rollup }: Part, idType: IdType): string {
  const value = events.value === undefined ? 'null::numeric' : `e.${quoted(events.value)}::numeric`;
  const at = events.atType === 'timestamp' ? `timezone('UTC', e.${quoted(events.at)})` : `e.${quoted(events.at)}`;
  // A bound of another type than the column would prevent an index scan.
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
  // Distinct values of two spans cannot be added, so UNIQUE needs the events.
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
  const select = (inner: string, bucket = 'null::int') =>
    `select q.i, ${bucket} as bucket, u.contact, u.value::float8 as value from q cross join lateral (${inner}) u where q.part = '${part.name}'`;
  if (part.kind === 'TOTAL')
    return select(`select null::text as contact, ${value} as value from (${rows}) e having count(*) > 0`);
  // The starts are parameters: the database may have another version of the time zone database.
  if (part.kind === 'SERIES') {
    return select(
      `select width_bucket(e.at, (select s.starts from s where s.n = q.buckets)) as bucket, null::text as contact, ${value} as value from (${rows}) e group by 1`,
      'u.bucket',
    );
  }
  const contact =
    members.contact === undefined
      ? 'h.member'
      : `(select m.${quoted(members.contact)}::text from ${quoted(members.table)} m where m.${quoted(members.account)} = q.account::${accounts.idType} and m.${quoted(members.id)}::text = h.member limit 1)`;
  return select(`select ${contact} as contact, h.value
      from (select e.member, ${value} as value from (${rows}) e where e.member is not null group by e.member having ${value} is not null order by value desc, e.member limit 50) h`);
}

/**
 * $1: questions, $2: lists of bucket starts, both as JSON. Returns rows of (i, bucket, contact, value): `i` is the question,
 * `bucket` counts from 1.
 */
export function figuresStatement(parts: readonly Part[], withActiveMembers: boolean, mapping: ProductMapping): string {
  const { accounts, members } = mapping;
  const active = `select q.i, null::int as bucket, null::text as contact, (select count(*) from ${quoted(members.table)} m
      where m.${quoted(members.account)} = q.account::${accounts.idType} and m.${quoted(members.lastActiveAt)} >= q."from")::float8 as value
    from q where q.part = 'active'`;
  return `with q as materialized (
      select * from jsonb_to_recordset($1::jsonb) as q(i int, part text, account text, meter text, "from" timestamptz, "to" timestamptz, buckets int)
    ), s as materialized (
      select l.n - 1 as n, array(select to_timestamp(t.start::float8 / 1000) from jsonb_array_elements_text(l.list) with ordinality as t(start, place) order by t.place) as starts
      from jsonb_array_elements($2::jsonb) with ordinality as l(list, n)
    )
    ${[...parts.map((part) => partStatement(part, mapping)), ...(withActiveMembers ? [active] : [])].join('\n    union all ')}`;
}
