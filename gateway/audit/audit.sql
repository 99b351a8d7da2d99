-- The audit trail in Postgres. Run this file as the owner of the tables. AUDIT_DATABASE_URL is then the URL of another role,
-- which may insert and select, and not update or delete. The last lines create that role.
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
-- create role graph_audit login;
-- grant select, insert on audit_records, audit_heads to graph_audit;
