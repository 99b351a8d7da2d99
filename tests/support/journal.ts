import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWorkflowEngineWith } from '../../subgraphs/consistency/adapter.ts';
import { createJournal } from '@customer-graph/journal/journal';
import { silentLog } from '@customer-graph/process/log';

const retentionDays = 30;
/** The name of the single process's journal. */
const name = 'graph';

/** Creates an empty journal. Postgres takes seconds for it; a copy takes none. */
export async function makeTemplate(): Promise<AsyncDisposable> {
  const directory = mkdtempSync(join(tmpdir(), 'journal-template-'));
  const config = { databaseUrl: null, directory, retentionDays };
  const journal = createJournal({ config, name, log: silentLog });
  const workflows = createWorkflowEngineWith(
    journal,
    config,
    silentLog,
  )({ syncFollower: async () => ({ kind: 'DONE' }), processDelivery: async () => ({ kind: 'DONE' }) });
  await workflows.ensureReady();
  await workflows[Symbol.asyncDispose]();
  await journal[Symbol.asyncDispose]();
  process.env.TEST_JOURNAL = directory;
  return {
    async [Symbol.asyncDispose]() {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Copies the empty journal for one test. Outside jest the directory is empty, and the journal is created there. */
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
