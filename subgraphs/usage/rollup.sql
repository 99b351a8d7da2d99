-- A view of 15-minute sums of usage_events, for products with too many events to count at each request. The product's team
-- creates it, owns it and refreshes it: "refresh materialized view concurrently usage_rollup", for example every five minutes.
-- The graph reads it while it exists; asOf is then the time up to which it counts. Table and columns of usage_events are
-- those of mappings/tenants.json: replace them with your own.
--
-- 15 minutes, because hours and days begin at a quarter of an hour in every time zone. UNIQUE meters are counted from the
-- events: sums of distinct values would count some twice.

create materialized view usage_rollup as
with mark as (select date_bin('15 minutes', now(), timestamptz '1970-01-01 00:00:00Z') as until)
select
  tenant_id as account,
  meter,
  member_id as member,
  date_bin('15 minutes', occurred_at, timestamptz '1970-01-01 00:00:00Z') as bucket,
  sum(value) as total,
  count(*) as events,
  max(value) as peak,
  (array_agg(value order by occurred_at desc, id desc) filter (where value is not null))[1] as latest,
  (array_agg(id order by occurred_at desc, id desc) filter (where value is not null))[1] as latest_sequence,
  max(occurred_at) filter (where value is not null) as latest_at
from usage_events, mark
where occurred_at < mark.until
group by 1, 2, 3, 4
union all
-- The row without an account holds the time up to which events are counted.
select null, null, null, mark.until, null, null, null, null, null, null from mark;

create unique index usage_rollup_key on usage_rollup (account, meter, bucket, member) nulls not distinct;
