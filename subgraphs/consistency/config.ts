import { parseJournalConfig, type JournalConfig } from '@customer-graph/journal/config';
import { milliseconds, parseEnvironment, parseTogether, type Environment } from '@customer-graph/process/configuration';

export interface ConsistencyConfig {
  readonly journal: JournalConfig;
  /** Time between two sweeps, in milliseconds. */
  readonly sweepMs: number;
}

/** Parses the environment. Throws a `ConfigurationError` that names every bad variable. */
export function parseConsistencyConfig(environment: Environment): ConsistencyConfig {
  const { journal, sweepMs } = parseTogether({
    journal: () => parseJournalConfig(environment),
    sweepMs: () =>
      parseEnvironment(environment, { RECONCILE_INTERVAL: milliseconds.default(300_000) }).RECONCILE_INTERVAL,
  });
  return { journal, sweepMs };
}
