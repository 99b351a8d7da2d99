import { randomBytes } from 'node:crypto';
import { createJournal, type Journal } from '@customer-graph/journal/journal';
import { silentLog } from '@customer-graph/process/log';
import { administer } from '../support/administer.ts';
import { copyJournal } from '../support/journal.ts';

/** A journal that can be closed and opened again, as after a restart. */
export interface Journals extends AsyncDisposable {
  /** The database's URL; null for an embedded journal. */
  readonly url: string | null;
  open(retentionDays?: number): Journal;
}

const server = process.env.PRODUCT_DATABASE_URL;

async function embedded(): Promise<Journals> {
  const files = copyJournal();
  return {
    url: null,
    open: (retentionDays = 30) =>
      createJournal({
        config: { databaseUrl: null, directory: files.directory, retentionDays },
        name: 'graph',
        log: silentLog,
      }),
    [Symbol.asyncDispose]: () => files[Symbol.asyncDispose](),
  };
}

async function postgres(url: string): Promise<Journals> {
  const name = `customer_graph_journal_${randomBytes(4).toString('hex')}`;
  await administer(url, `create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return {
    url: own.href,
    open: (retentionDays = 30) =>
      createJournal({
        config: { databaseUrl: own.href, directory: null, retentionDays },
        name: 'graph',
        log: silentLog,
      }),
    [Symbol.asyncDispose]: () => administer(url, `drop database ${name} with (force)`),
  };
}

/** The implementations that are available on this machine. */
export const journals: readonly (readonly [name: string, start: () => Promise<Journals>])[] = [
  ['PGlite', embedded],
  ...(server ? [['Postgres', () => postgres(server)] as const] : []),
];
