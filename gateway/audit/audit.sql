-- The audit trail in Postgres. Run this file as the owner of the tables, also after an update: it only adds what is missing.
-- AUDIT_DATABASE_URL is then the URL of another role, which may insert and select, and not update or delete.
-- No superuser is needed. The last lines create that role.
create table if not exists audit_records (
  chain text not null,
  seq bigint not null,
  at timestamptz not null,
  -- Text, because the hash covers these bytes: jsonb would reorder the keys.
  record text not null,
  primary key (chain, seq)
);
create table if not exists audit_heads (
  chain text not null,
  seq bigint not null,
  hash text not null,
  primary key (chain, seq)
);
-- The signature of the head, with AUDIT_KEY.
alter table audit_heads add column if not exists mac text;
-- create role graph_audit login;
-- grant select, insert on audit_records, audit_heads to graph_audit;
