import { z } from 'zod';
import { postgresUrl } from '@customer-graph/postgres/url';
import { parseEnvironment, type Environment } from '@customer-graph/process/configuration';

export interface JournalConfig {
  /** A Postgres database; null: an embedded database of this process. */
  readonly databaseUrl: string | null;
  /** The directory of the embedded database; null: in memory, lost when the process ends. */
  readonly directory: string | null;
  /** How long finished work is kept. */
  readonly retentionDays: number;
}

const inMemory = 'memory';

/** Parses `JOURNAL_DATABASE_URL`, `JOURNAL_DIRECTORY` and `JOURNAL_RETENTION_DAYS`. Throws a `ConfigurationError`. */
export function parseJournalConfig(environment: Environment): JournalConfig {
  const variables = parseEnvironment(environment, {
    JOURNAL_DATABASE_URL: postgresUrl.optional(),
    JOURNAL_DIRECTORY: z.string().default('.data/journal'),
    JOURNAL_RETENTION_DAYS: z.coerce
      .number('must be a number of days')
      .int()
      .positive('must be a number of days')
      .default(30),
  });
  return {
    databaseUrl: variables.JOURNAL_DATABASE_URL ?? null,
    directory: variables.JOURNAL_DIRECTORY === inMemory ? null : variables.JOURNAL_DIRECTORY,
    retentionDays: variables.JOURNAL_RETENTION_DAYS,
  };
}
