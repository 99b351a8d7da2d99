import { setTimeout } from 'node:timers/promises';
import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Logger } from 'pino';
import { journalUnavailable, type Journal } from '@customer-graph/journal/journal';
import type { WorkflowEngine, WorkHandlers } from '../port.ts';
import { launchDbos, shutDownDbos } from './launch.ts';
import { accountsSince, failedSince } from './operation-list.ts';
import { readOperation } from './operation-record.ts';
import { resumeAbandoned } from './recovery.ts';
import { startRetention } from './retention.ts';
import { createShutdown } from './shutdown.ts';
import { deliveryWorkflowId, endedStatuses } from './stored.ts';
import { registerWorkflows, type Workflows } from './workflows.ts';

export interface WorkflowEngineOptions extends WorkHandlers {
  readonly journal: Journal;
  /** How long ended workflows are kept. */
  readonly retentionDays: number;
  readonly log: Logger;
}

/** How often workflows of other processes are polled, in milliseconds. */
const pollMs = 250;

/** The workflow engine on DBOS. It is launched by the first call; a failed launch is repeated by the next call. */
export function createWorkflowEngine(options: WorkflowEngineOptions): WorkflowEngine {
  const { journal, retentionDays, log } = options;
  const shutdown = createShutdown();
  let launched: Promise<Workflows> | undefined;
  let retention: Disposable | undefined;
  /** Operations that this process drives, by id. They resolve when the operation ends. */
  const running = new Map<string, Promise<true>>();

  async function launch(): Promise<Workflows> {
    const workflows = await launchDbos(journal, log, () => registerWorkflows(options, shutdown));
    retention = await startRetention(retentionDays, log);
    return workflows;
  }

  async function ready(): Promise<Workflows> {
    launched ??= launch().catch((error: unknown) => {
      launched = undefined;
      throw error;
    });
    try {
      return await launched;
    } catch (error) {
      throw journalUnavailable(error, log);
    }
  }

  async function pollUntilEnded(id: string, deadline: number): Promise<boolean> {
    for (;;) {
      const workflow = await DBOS.getWorkflowStatus(id);
      if (workflow && endedStatuses.has(workflow.status)) return true;
      if (Date.now() + pollMs >= deadline) return false;
      await setTimeout(pollMs);
    }
  }

  return {
    async ensureReady() {
      await ready();
      // The launch may be long ago: the database must be available now.
      await journal.query('select 1');
    },

    async recoverAbandoned() {
      await ready();
      return resumeAbandoned(journal);
    },

    async start(operation) {
      const workflows = await ready();
      const handle = await DBOS.startWorkflow(workflows.operation, { workflowID: operation.id })(operation);
      const ended = handle.getResult().then(
        () => true as const,
        () => true as const,
      );
      running.set(operation.id, ended);
      void ended.finally(() => running.delete(operation.id));
    },

    async accept(delivery) {
      const workflows = await ready();
      const workflowID = deliveryWorkflowId(delivery.id);
      const handle = await DBOS.startWorkflow(workflows.delivery, { workflowID })(delivery);
      handle.getResult().catch(() => undefined);
    },

    async waitFor(id, deadline) {
      await ready();
      const own = running.get(id);
      if (!own) return pollUntilEnded(id, deadline);
      return Promise.race([own, setTimeout(Math.max(0, deadline - Date.now()), false as const, { ref: false })]);
    },

    async operation(id) {
      await ready();
      return readOperation(id);
    },

    async accountsSince(time) {
      await ready();
      return accountsSince(time);
    },

    async failedSince(time) {
      await ready();
      return failedSince(time);
    },

    async [Symbol.asyncDispose]() {
      if (!launched) return;
      await launched.catch(() => undefined);
      retention?.[Symbol.dispose]();
      await shutdown.drain();
      await shutDownDbos();
    },
  };
}
