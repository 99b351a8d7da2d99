import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { startEmbedded } from '../../sandbox/product/embedded.ts';
import { createPopulation } from '../../sandbox/seed/population.ts';
import { readerRole, seedProduct } from '../../sandbox/seed/product.ts';
import { administer } from './administer.ts';
import { workspaces } from './workspaces.ts';

/** Starts one product database for all tests, because the graph only reads it: a new database on PRODUCT_DATABASE_URL, or an embedded one. */
export async function startProductDatabase(): Promise<AsyncDisposable> {
  const rollup = readFileSync(new URL('../../subgraphs/usage/rollup.sql', import.meta.url), 'utf8');
  const { base, version, current } = seedProduct(createPopulation({ hasDuplicateLinks: true }));
  const added = [
    ...workspaces,
    // The rollup is in its own schema, because most tests read the events directly.
    {
      text: `create schema rolled; ${rollup.replaceAll('usage_rollup', 'rolled.usage_rollup').replace('index rolled.usage_rollup_key', 'index usage_rollup_key')}`,
    },
    // Views with numbers that are not finite.
    ...[
      'create schema spoiled',
      `create view spoiled.usage_events as select e.id, e.tenant_id, e.meter, e.member_id, e.occurred_at, e.subject,
         case when e.meter = 'storage' then 'NaN'::numeric else e.value::numeric end as value from usage_events e`,
      `create view spoiled.plan_allowances as select p.plan, p.meter,
         case when p.meter = 'active-projects' then 'Infinity'::float8 else p.included::float8 end as included from plan_allowances p`,
      'create view spoiled.tenant_allowances as select * from tenant_allowances where false',
      `grant usage on schema spoiled to ${readerRole}; grant select on all tables in schema spoiled to ${readerRole}`,
    ].map((text) => ({ text })),
    {
      text: `grant usage on schema rolled to ${readerRole}; grant select on all tables in schema rolled to ${readerRole}`,
    },
  ];
  const server = process.env.PRODUCT_DATABASE_URL;
  if (!server) {
    const embedded = startEmbedded({ base, version, current: [...current, ...added] });
    process.env.TEST_PRODUCT_DATABASE = await embedded.url;
    return embedded;
  }
  const name = `customer_graph_test_${randomBytes(4).toString('hex')}`;
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  for (const { text, parameters } of [...base, ...current, ...added])
    await client.query(text, parameters && [...parameters]);
  await client.end();
  process.env.TEST_PRODUCT_DATABASE = url.href;
  return {
    async [Symbol.asyncDispose]() {
      await administer(server, `drop database ${name} with (force)`);
      await administer(server, `drop role if exists ${readerRole}`);
    },
  };
}
