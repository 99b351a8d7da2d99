import { quoted } from './names.ts';
import type { ProductMapping } from './product-mapping.ts';

/** $1: ids as text. Returns one row: `tenants` by requested id, `meters` and, with a rollup, `countedUntil`. */
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

/** $1: account ids as text, $2: contact ids, in pairs. Returns rows of (i, at); `i` is the pair, from 1. */
export function lastActiveStatement({ accounts, members }: ProductMapping): string {
  const contact = quoted(members.contact ?? members.id);
  return `select k.i, max(m.${quoted(members.lastActiveAt)})::timestamptz as at
    from unnest($1::text[], $2::text[]) with ordinality as k(account, contact, i)
    join ${quoted(members.table)} m on m.${quoted(members.account)} = k.account::${accounts.idType} and m.${contact}::text = k.contact
    group by k.i`;
}
