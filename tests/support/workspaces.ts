import type { Statement } from '@customer-graph/postgres/embedded';
import { readerRole } from '../../sandbox/seed/product.ts';

/** The tables of mappings/workspaces.json: a product database with other names and types. */
export const workspaces: readonly Statement[] = [
  {
    text: `
    create schema app;
    create table app.workspaces (workspace_no bigint primary key, tier text not null, renews_from date);
    create table app.people (person_no bigint primary key, workspace_no bigint not null, crm_contact text, seen_at timestamptz);
    create table app.api_calls (workspace_no bigint not null, person_no bigint, called_at timestamp not null, megabytes double precision, billable boolean not null);
    create table app.activity (workspace_no bigint not null, person_no bigint, happened_at timestamptz not null, project uuid);
    create table app.disk_readings (reading_no bigint generated always as identity, workspace_no bigint not null, read_at timestamptz not null, gigabytes real);
    create table app.presence (workspace_no bigint not null, counted_at timestamptz not null, people int);
    create table app.tier_limits (tier text, what text, at_most bigint);
    create index on app.api_calls (workspace_no, called_at);
    create index on app.activity (workspace_no, happened_at);
    create index on app.disk_readings (workspace_no, read_at);
    create index on app.presence (workspace_no, counted_at);
    insert into app.workspaces values (1, 'team', date '2024-01-31'), (2, 'free', null), (3, 'team', date '2024-02-29');
    insert into app.people select n, 1 + (n - 1) % 3, (12000000000 + n)::text, now() - make_interval(hours => n * 7) from generate_series(1, 9) n;
    insert into app.api_calls select 1 + n % 3, 1 + n % 9, (now() at time zone 'UTC') - make_interval(mins => n * 53), (n % 10) / 10.0, n % 4 > 0 from generate_series(1, 2000) n;
    insert into app.activity select 1 + n % 3, 1 + n % 9, now() - make_interval(mins => n * 97), md5((n % 12)::text)::uuid from generate_series(1, 1000) n;
    insert into app.disk_readings (workspace_no, read_at, gigabytes) select 1 + n % 3, date_trunc('hour', now()) - make_interval(hours => n / 2), n % 17 from generate_series(1, 900) n;
    insert into app.presence select 1 + n % 3, now() - make_interval(mins => n * 61), n % 23 from generate_series(1, 1500) n;
    insert into app.tier_limits values ('team', 'api-calls', 500), ('team', 'storage', null), ('free', 'api-calls', 0);
    grant usage on schema app to ${readerRole};
    grant select on all tables in schema app to ${readerRole};
  `,
  },
];
