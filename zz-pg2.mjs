import { PGlite } from '@electric-sql/pglite';
import { readFileSync, writeFileSync, statSync } from 'node:fs';
import { createPopulation } from './sandbox/seed/population.ts';
import { seedProduct } from './sandbox/seed/product.ts';
const u = () => { const c = process.cpuUsage(); return ((c.user + c.system) / 1e6); };
const rss = () => (process.memoryUsage().rss / 1048576 | 0);
let last = u(), t = performance.now();
const lap = (what) => { const now = u(); console.log(what.padEnd(20), 'cpu', (now - last).toFixed(2), 'ms', performance.now() - t | 0, 'rss', rss(), 'ab', process.memoryUsage().arrayBuffers >> 20, 'ext', process.memoryUsage().external >> 20); last = u(); t = performance.now(); };
const start = [...PGlite.defaultStartParams, '-c', 'shared_buffers=4MB', '-c', 'max_connections=4', '-c', 'max_wal_size=8MB', '-c', 'min_wal_size=2MB', '-c', 'wal_buffers=256kB','-c','max_prepared_transactions=0','-c','max_locks_per_transaction=64'];
const mode = process.argv[2];
lap('import');
if (mode === 'base') {
  const db = await PGlite.create({ initDbStartParams: ['--wal-segsize=1', '--no-sync'], startParams: start });
  lap('initdb');
  await db.exec(`update pg_database set datistemplate = false where datname like 'template%'`);
  await db.exec('drop database template0'); await db.exec('drop database template1');
  await db.exec('checkpoint'); lap('drop');
  const f = await db.dumpDataDir('none'); writeFileSync('/tmp/hs/base.tar', Buffer.from(await f.arrayBuffer())); lap('dump'); console.log(statSync('/tmp/hs/base.tar').size);
}
if (mode === 'seed') {
  const statements = seedProduct(createPopulation({})); lap('population');
  const db = await PGlite.create({ loadDataDir: new Blob([readFileSync('/tmp/hs/base.tar')]), startParams: start });
  lap('load base');
  for (const { text, parameters } of statements) { parameters ? await db.query(text, [...parameters]) : await db.exec(text); lap(text.slice(0, 15)); }
  console.log((await db.query('select count(*) from usage_events')).rows);
  await db.exec('vacuum freeze analyze'); await db.exec('checkpoint'); lap('vacuum');
  const f = await db.dumpDataDir('none'); writeFileSync('/tmp/hs/seeded.tar', Buffer.from(await f.arrayBuffer())); lap('dump'); console.log(statSync('/tmp/hs/seeded.tar').size);
}
if (mode === 'open') {
  const db = await PGlite.create({ loadDataDir: new Blob([readFileSync(process.argv[3])]), startParams: start });
  lap('load'); await db.query('select 1'); lap('query');
  if (process.argv[3].includes('seeded')) { console.log((await db.query(`delete from usage_events where occurred_at >= date_trunc('hour', now()) - interval '3 hours' returning tenant_id`)).rows.length); lap('delete'); }
  globalThis.gc?.(); await new Promise((r) => setTimeout(r, 500)); lap('settled');
}
process.exit(0);
