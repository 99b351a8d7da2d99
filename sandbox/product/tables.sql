-- The product's own tables: what a team whose product meters something might have. The graph only reads them.

create table tenants (
  id text primary key,
  plan text not null,
  billing_anchor timestamptz not null,
  billing_interval text not null default 'month',
  time_zone text not null
);

create table tenant_members (
  tenant_id text not null references tenants,
  contact_id text not null,
  last_active_at timestamptz,
  note text,
  primary key (tenant_id, contact_id)
);

create table meters (key text primary key, name text not null, unit text not null, aggregation text not null, position int not null);

create table plan_allowances (plan text not null, meter text not null references meters, included numeric, primary key (plan, meter));

create table tenant_allowances (tenant_id text not null references tenants, meter text not null references meters, included numeric, primary key (tenant_id, meter));

create table usage_events (
  id bigint generated always as identity primary key,
  tenant_id text not null,
  meter text not null,
  member_id text,
  occurred_at timestamptz not null,
  value numeric,
  subject text,
  payload text
);
