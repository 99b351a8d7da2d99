-- A rollup of usage_events by quarters of an hour, for products whose events have become too many to count at each request. It belongs to the product's team:
-- they create it, own it and refresh it ("refresh materialized view concurrently usage_rollup", say every five minutes). The graph reads it while it exists,
-- and then says asOf the moment until which it counts. Table and columns of usage_events are those of mappings/tenants.json: put in your own.
--
-- Quarters, because every time zone's days and hours begin at one. UNIQUE meters are counted from the events themselves: sums of them would count twice.

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
-- The moment until which events are counted: the one row of no account.
select null, null, null, mark.until, null, null, null, null, null, null from mark;

create unique index usage_rollup_key on usage_rollup (account, meter, bucket, member) nulls not distinct;
