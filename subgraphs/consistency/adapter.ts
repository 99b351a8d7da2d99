import type { Logger } from 'pino';
import type { JournalConfig } from '../shared/journal/config.ts';
import type { Journal } from '../shared/journal/journal.ts';
import { createDurable } from './dbos/durable.ts';
import type { ConsistencySubgraphOptions } from './subgraph.ts';

/** Configuration to port: the one place where it is chosen what drives promises to their end. */
export const createDurableWith =
  (journal: Journal, { retentionDays }: JournalConfig, log: Logger): ConsistencySubgraphOptions['createDurable'] =>
  (work) =>
    createDurable({ journal, ...work, retentionDays, log });
