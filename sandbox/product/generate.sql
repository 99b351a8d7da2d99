-- Events of the days :first_day to :last_day before today, for every tenant and meter, up to the last full hour. The same for the same day: what varies is arithmetic
-- on the tenant's number, the day and the event's number. The first tenant has more of everything.

with added as (
  insert into usage_events (tenant_id, meter, member_id, occurred_at, value, subject, payload)
  select
    t.id,
    m.key,
    case when m.key = 'storage' then null else p.members[1 + (t.n + d.day + k.k * 5) % cardinality(p.members)] end,
    date_trunc('day', now(), 'UTC') - make_interval(days => d.day) + make_interval(mins => (t.n * 37 + d.day * 11 + k.k * 101 + m.position * 13) % 1440),
    case m.key
      when 'api-requests' then 50 + (t.n * 7919 + d.day * 1047 + k.k * 129) % 400
      when 'storage' then 20 + (t.n % 30) + (90 - d.day) * 0.25
      when 'concurrent-users' then 1 + (t.n * 31 + d.day * 7 + k.k * 3) % 12
      when 'exports' then 1
    end,
    case when m.key = 'active-projects' then 'project-' || (t.n * 13 + d.day * 3 + k.k * 5) % 23 end,
    'CANARY-product-payload'
  from (select id, (row_number() over (order by ordinal) - 1)::int as n from seed_tenants join tenants using (id)) t
  join lateral (select array_agg(contact_id order by contact_id) as members from tenant_members where tenant_id = t.id and note is distinct from 'invited') p on cardinality(p.members) > 0
  cross join meters m
  cross join generate_series(:first_day, :last_day) as d(day)
  cross join lateral generate_series(1, (case m.key when 'api-requests' then 2 when 'active-projects' then 2 else 1 end) * (case when t.n = 0 then 3 else 1 end)) as k(k)
  where date_trunc('day', now(), 'UTC') - make_interval(days => d.day) + make_interval(mins => (t.n * 37 + d.day * 11 + k.k * 101 + m.position * 13) % 1440) < date_trunc('hour', now())
  returning tenant_id, member_id, occurred_at
)
update tenant_members p set last_active_at = e.at
from (select tenant_id, member_id, max(occurred_at) as at from added where member_id is not null group by 1, 2) e
where e.tenant_id = p.tenant_id and e.member_id = p.contact_id;
