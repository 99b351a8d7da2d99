import { z } from 'zod';
import { parseEnvironment, type Environment } from '../configuration.ts';

export interface JournalConfig {
  /** A Postgres database; null: one of its own, embedded. */
  readonly databaseUrl: string | null;
  /** Where the embedded one keeps its files; null: in memory, for as long as the process lives. */
  readonly directory: string | null;
  /** How long what is finished is remembered. */
  readonly retentionDays: number;
}

const inMemory = 'memory';

export function parseJournalConfig(environment: Environment): JournalConfig {
  const given = parseEnvironment(environment, {
    JOURNAL_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres URL' }).optional(),
    JOURNAL_DIRECTORY: z.string().default('.data/journal'),
    JOURNAL_RETENTION_DAYS: z.coerce
      .number('must be a number of days')
      .int()
      .positive('must be a number of days')
      .default(30),
  });
  return {
    databaseUrl: given.JOURNAL_DATABASE_URL ?? null,
    directory: given.JOURNAL_DIRECTORY === inMemory ? null : given.JOURNAL_DIRECTORY,
    retentionDays: given.JOURNAL_RETENTION_DAYS,
  };
}
