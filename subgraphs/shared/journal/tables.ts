/** Of the journal's own; the durable workflows have theirs beside them. Each statement may run again, by several processes at once. */
export const tables: readonly string[] = [
  `do $$ begin create schema if not exists customer_graph; exception when unique_violation then null; end $$`,
  // What a key was used for: a hash of who used it for what, a hash of the input, and what came of it in ids and codes.
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
  // Whose turn it is, where one after another is the only way.
  `do $$ begin
    create table if not exists customer_graph.turns (name text primary key, holder text not null, held_until timestamptz not null);
  exception when unique_violation or duplicate_table then null; end $$`,
];
