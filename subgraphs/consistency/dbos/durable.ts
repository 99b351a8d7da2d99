import { setTimeout } from 'node:timers/promises';
import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Logger } from 'pino';
import { GraphError } from '../../shared/errors.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { followersOf, operationIdOf, type FollowingSystem, type Promised } from '../domain/operation.ts';
import type { Delivery, Durable, Tried } from '../port.ts';
import { finished, forgetFinished, operations, partOf, readOperation, type Ending } from './records.ts';
import { delayAfter, isFinal, isWorthwhile } from './patience.ts';

export interface DurableOptions {
  readonly journal: Journal;
  /** One try of one system's part. Never throws. */
  readonly attempt: (system: FollowingSystem, promised: Promised) => Promise<Tried>;
  /** One try of looking after what a vendor told of. Never throws. */
  readonly lookAfter: (delivery: Delivery) => Promise<Tried>;
  /** How long finished ones are remembered. */
  readonly retentionDays: number;
  readonly log: Logger;
}

/** DBOS takes up unfinished workflows of this version alone: it changes when what is journaled is read differently. */
const applicationVersion = '1';
/** All processes take up each other's: two that drive the same write the same. */
const executorID = 'customer-graph';
/** How often others' workflows are looked after: one's own say themselves that they have ended. */
const pollMs = 250;
const hour = 3_600_000;
/** Each start counts as one, and processes start more often than a system stays away. */
const maxRecoveryAttempts = 1_000_000;

/** A workflow that has journaled nothing for so long, in milliseconds, is nobody's any more: the longest wait and the longest try are shorter together. */
const abandonedMs = 150_000;
/** How long what is being tried may take to end before the process does, in milliseconds. */
const drainMs = 1_500;
const forever = new Promise<never>(() => undefined);

/** Whether some other instance in this process has it: DBOS is one for a process. */
let isTaken = false;

export function createDurable({ journal, attempt, lookAfter, retentionDays, log }: DurableOptions): Durable {
  let launched:
    | Promise<{ promise: (promised: Promised) => Promise<void>; accept: (delivery: Delivery) => Promise<void> }>
    | undefined;
  let sweep: NodeJS.Timeout | undefined;
  /** Those that this process drives. */
  const running = new Map<string, Promise<true>>();
  /** What is being tried. */
  const trying = new Set<Promise<unknown>>();
  let isClosing = false;

  /** What DBOS cannot do any more while it shuts down must not end a workflow: it stays open, for the next process. */
  const surviving =
    <Given extends unknown[], Result>(work: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      try {
        return await work(...given);
      } catch (error) {
        if (isClosing) return forever;
        throw error;
      }
    };

  function tried<Result>(work: Promise<Result>): Promise<Result> {
    trying.add(work);
    return work.finally(() => trying.delete(work));
  }

  /** One system's part, until it is done or is never going to be. Each try and each wait is journaled, so that a restart goes on where it was. */
  async function part(system: FollowingSystem, promised: Promised): Promise<Ending> {
    const result = await untilDone(system, () => attempt(system, promised));
    return result.kind === 'DONE' ? { failure: null, isTold: result.isTold ?? true } : { failure: result.code };
  }

  async function untilDone(name: string, work: () => Promise<Tried>): Promise<Tried> {
    for (let count = 0; ; count += 1) {
      const result = await DBOS.runStep(() => tried(work()), { name });
      if (isClosing && result.kind !== 'DONE') return forever;
      if (result.kind === 'DONE' || !isWorthwhile(count, result)) return result;
      await DBOS.sleep(delayAfter(count));
    }
  }

  async function launch() {
    if (isTaken) throw new Error('this process has a journal already');
    const pool = await journal.pool();
    isTaken = true;
    const drivePart = DBOS.registerWorkflow(surviving(part), { name: 'part', maxRecoveryAttempts });
    const drive = DBOS.registerWorkflow(
      surviving(async (promised: Promised): Promise<Ending> => {
        const { id, kind } = promised;
        const parts = [];
        for (const system of followersOf(kind))
          parts.push(await DBOS.startWorkflow(drivePart, { workflowID: partOf(id, system) })(system, promised));
        const endings = await Promise.all(parts.map((handle) => handle.getResult()));
        return { failure: endings.find(({ failure }) => failure !== null)?.failure ?? null };
      }),
      { name: 'operation', maxRecoveryAttempts },
    );
    const deliver = DBOS.registerWorkflow(
      surviving(async (delivery: Delivery): Promise<Ending> => {
        const result = await untilDone('look after', () => lookAfter(delivery));
        if (result.kind === 'FAILED') return { failure: result.code };
        for (const accountId of result.reconcile ?? []) {
          const id = operationIdOf(`delivery ${delivery.id} ${accountId}`);
          await DBOS.startWorkflow(drive, { workflowID: id })({
            id,
            kind: 'RECONCILE',
            accountId,
            contactId: null,
            subscriptionId: null,
          });
        }
        return { failure: null };
      }),
      { name: 'delivery', maxRecoveryAttempts },
    );
    DBOS.setConfig({
      name: 'customer-graph',
      systemDatabasePool: pool,
      useListenNotify: !journal.isEmbedded,
      applicationVersion,
      executorID,
      logger: loggerOf(log),
    });
    try {
      await DBOS.launch();
    } catch (error) {
      // Or it could not be tried again: what is registered is registered once.
      await DBOS.shutdown({ deregister: true }).catch(() => undefined);
      isTaken = false;
      throw error;
    }
    const forget = () =>
      forgetFinished(retentionDays).catch((error: unknown) =>
        log.warn({ reason: String(error) }, 'finished operations could not be forgotten'),
      );
    await forget();
    sweep = setInterval(() => void forget(), hour).unref();
    return {
      promise: async (promised: Promised) => {
        const handle = await DBOS.startWorkflow(drive, { workflowID: promised.id })(promised);
        const ended = handle.getResult().then(
          () => true as const,
          () => true as const,
        );
        running.set(promised.id, ended);
        void ended.finally(() => running.delete(promised.id));
      },
      accept: async (delivery: Delivery) => {
        const handle = await DBOS.startWorkflow(deliver, { workflowID: `delivery:${delivery.id}` })(delivery);
        handle.getResult().catch(() => undefined);
      },
    };
  }

  const ready = async () => {
    launched ??= launch().catch((error: unknown) => {
      launched = undefined;
      throw error;
    });
    try {
      return await launched;
    } catch (error) {
      log.error({ reason: error instanceof Error ? error.message : String(error) }, 'the journal cannot be used');
      throw new GraphError('UPSTREAM_UNAVAILABLE', {
        cause: error,
        message: 'Changes cannot be made safely at the moment: nothing is changed meanwhile.',
      });
    }
  };

  return {
    async begin() {
      await ready();
      // That it could be reached once says nothing of now.
      await journal.query('select 1');
    },

    async takeUp() {
      await ready();
      const before = Date.now() - abandonedMs;
      const abandoned = await journal.query<{ readonly id: string }>(
        `select workflow_uuid as id from dbos.workflow_status as s
         where status = 'PENDING' and application_version = $1 and updated_at < $2
           and not exists (select 1 from dbos.operation_outputs as o where o.workflow_uuid = s.workflow_uuid and o.completed_at_epoch_ms >= $2)
           and not exists (select 1 from dbos.workflow_status as p where p.workflow_uuid in (s.workflow_uuid || ':CRM', s.workflow_uuid || ':PRODUCT') and p.status in ('PENDING', 'ENQUEUED'))`,
        [applicationVersion, before],
      );
      if (abandoned.length > 0) await DBOS.resumeWorkflows(abandoned.map(({ id }) => id));
      return abandoned.length;
    },

    async promise(promised) {
      await (await ready()).promise(promised);
    },

    async accept(delivery) {
      await (await ready()).accept(delivery);
    },

    async isSettled(id, deadline) {
      await ready();
      const own = running.get(id);
      if (own)
        return Promise.race([own, setTimeout(Math.max(0, deadline - Date.now()), false as const, { ref: false })]);
      for (;;) {
        const status = await DBOS.getWorkflowStatus(id);
        if (status && finished.has(status.status)) return true;
        if (Date.now() + pollMs >= deadline) return false;
        await setTimeout(pollMs);
      }
    },

    async operation(id) {
      await ready();
      return readOperation(id);
    },

    async accountsSince(time) {
      await ready();
      const since = new Date(time).toISOString();
      const [open, recent] = await Promise.all([
        operations({ status: ['PENDING', 'ENQUEUED'], loadOutput: false }),
        operations({ startTime: since, loadOutput: false }),
      ]);
      return [...new Set([...open, ...recent].map(({ input }) => (input?.[0] as Promised).accountId))];
    },

    async failedSince(time) {
      await ready();
      const ended = await operations({
        status: ['SUCCESS', 'ERROR', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED'],
        completedAfter: new Date(time).toISOString(),
      });
      return ended.flatMap(({ status, input, output }) => {
        const failure = status === 'SUCCESS' ? (output as Ending).failure : 'INTERNAL';
        return failure !== null && !isFinal(failure) ? [input?.[0] as Promised] : [];
      });
    },

    async [Symbol.asyncDispose]() {
      clearInterval(sweep);
      if (!launched) return;
      await launched.catch(() => undefined);
      isClosing = true;
      await Promise.race([Promise.allSettled(trying), setTimeout(drainMs, undefined, { ref: false })]);
      await DBOS.shutdown({ deregister: true });
      isTaken = false;
    },
  };
}

/** DBOS's logger, as ours; it says at length what is no news. */
const loggerOf = (log: Logger) => ({
  info: (entry: unknown) => log.debug({ entry: String(entry) }, 'journal'),
  debug: () => undefined,
  warn: (entry: unknown) => log.warn({ entry: String(entry) }, 'journal'),
  error: (entry: unknown) => log.error({ entry: String(entry) }, 'journal'),
});
