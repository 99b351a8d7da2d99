import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDurableWith } from '../../subgraphs/consistency/adapter.ts';
import { createJournal } from '../../subgraphs/shared/journal/journal.ts';
import { silentLog } from '../../subgraphs/shared/log.ts';

const retentionDays = 30;
/** What a graph in one process calls its own. */
const name = 'graph';

/** A journal in which nothing is written yet: making one takes a Postgres seconds, copying it none. */
export async function makeTemplate(): Promise<AsyncDisposable> {
  const directory = mkdtempSync(join(tmpdir(), 'journal-template-'));
  const config = { databaseUrl: null, directory, retentionDays };
  const journal = createJournal({ config, name, log: silentLog });
  const durable = createDurableWith(
    journal,
    config,
    silentLog,
  )({ attempt: async () => ({ kind: 'DONE' }), lookAfter: async () => ({ kind: 'DONE' }) });
  await durable.begin();
  await durable[Symbol.asyncDispose]();
  await journal[Symbol.asyncDispose]();
  process.env.TEST_JOURNAL = directory;
  return {
    async [Symbol.asyncDispose]() {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Where a graph of a test keeps its own. Outside jest it is made from nothing. */
export function copyJournal(): AsyncDisposable & { readonly directory: string } {
  const template = process.env.TEST_JOURNAL;
  const directory = mkdtempSync(join(tmpdir(), 'journal-'));
  if (template) cpSync(template, directory, { recursive: true });
  return {
    directory,
    async [Symbol.asyncDispose]() {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
