import type { Logger } from 'pino';
import { createFileStore } from './file-store.ts';
import { createPostgresStore } from './postgres-store.ts';
import type { AuditStore } from './store.ts';

export interface AuditPlace {
  readonly directory: string;
  /** Instead of the directory. */
  readonly databaseUrl: string | null;
}

export const openAuditStore = async ({ directory, databaseUrl }: AuditPlace, log: Logger): Promise<AuditStore> =>
  databaseUrl === null ? createFileStore(directory) : createPostgresStore(databaseUrl, log);
