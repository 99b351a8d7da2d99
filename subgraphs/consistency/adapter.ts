import type { Logger } from 'pino';
import type { JournalConfig } from '@customer-graph/journal/config';
import type { Journal } from '@customer-graph/journal/journal';
import { createWorkflowEngine } from './dbos/workflow-engine.ts';
import type { CreateWorkflowEngine } from './port.ts';

/** Selects the workflow engine: DBOS on the journal's connections. */
export const createWorkflowEngineWith =
  (journal: Journal, { retentionDays }: Pick<JournalConfig, 'retentionDays'>, log: Logger): CreateWorkflowEngine =>
  (handlers) =>
    createWorkflowEngine({ ...handlers, journal, retentionDays, log });
