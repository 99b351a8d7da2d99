import type { Logger } from 'pino';
import { createFileStore } from './file-store.ts';
import { createPostgresStore, type PostgresTimeouts } from './postgres-store.ts';
import type { AuditStore } from './store.ts';

export interface AuditLocation {
  readonly directory: string;
  /** Replaces the directory. Null: files are used. */
  readonly databaseUrl: string | null;
}

/** Opens the store of the audit trail. Throws ConfigurationError for a directory that cannot be written. */
export const openAuditStore = async (
  { directory, databaseUrl }: AuditLocation,
  timeouts: PostgresTimeouts,
  log: Logger,
): Promise<AuditStore> =>
  databaseUrl === null ? createFileStore(directory) : createPostgresStore(databaseUrl, timeouts, log);
