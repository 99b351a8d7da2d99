-- The audit trail in a Postgres of yours. Run it as the owner; AUDIT_DATABASE_URL is then the address for a role of its own, which may
-- insert and read, and never change or delete: grant it below.
create table if not exists audit_records (
  chain text not null,
  seq bigint not null,
  at timestamptz not null,
  -- As it was hashed, to the byte: jsonb would sort it anew.
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
