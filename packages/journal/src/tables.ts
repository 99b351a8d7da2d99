/**
 * The tables of the journal. The workflow engine keeps its own tables beside them.
 * Each statement may run again, and in several processes at the same time.
 */
export const tables: readonly string[] = [
  `do $$ begin create schema if not exists customer_graph; exception when unique_violation then null; end $$`,
  // id: hash of account, caller, mutation and key. outcome: ids, counts, codes and refusals; never input values.
  `do $$ begin
    create table if not exists customer_graph.idempotency_keys (
      id text primary key,
      input_hash text not null,
      holder text not null,
      held_until timestamptz not null,
      outcome jsonb,
      created_at timestamptz not null default now()
    );
    create index if not exists idempotency_keys_created_at on customer_graph.idempotency_keys (created_at);
  exception when unique_violation or duplicate_table then null; end $$`,
  // principal: hash of the caller, for the bound on each caller's records.
  `do $$ begin
    alter table customer_graph.idempotency_keys add column if not exists principal text;
    create index if not exists idempotency_keys_principal on customer_graph.idempotency_keys (principal, created_at);
  exception when unique_violation or duplicate_column or duplicate_table then null; end $$`,
  // Locks by name, each with the lease of its holder.
  `do $$ begin
    create table if not exists customer_graph.turns (name text primary key, holder text not null, held_until timestamptz not null);
  exception when unique_violation or duplicate_table then null; end $$`,
];
