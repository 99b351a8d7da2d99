import { randomUUID } from 'node:crypto';
import type { Actor } from './actor.ts';
import type { AuditEvent } from './event.ts';

/** The accounts of one audited field. */
export interface ReadAccounts {
  /** Ids of accounts whose field was answered. */
  readonly read: Set<string>;
  /** Error codes by the id of each account whose field failed. */
  readonly failed: Map<string, string>;
}

/** For each audited field, an event of its successful reads and one of its failed reads. Empty and skipped fields have none. */
export const reads = (actor: Actor, accountsByField: ReadonlyMap<string, ReadAccounts>): AuditEvent[] =>
  [...accountsByField].flatMap(([action, { read, failed }]) => {
    const event = (accounts: Iterable<string>, outcome: 'SUCCEEDED' | 'FAILED', code: string | null): AuditEvent => ({
      id: randomUUID(),
      ...actor,
      accounts: [...accounts].sort(),
      kind: 'READ',
      action,
      outcome,
      code,
    });
    return [
      ...(read.size > 0 ? [event(read, 'SUCCEEDED', null)] : []),
      ...(failed.size > 0 ? [event(failed.keys(), 'FAILED', [...failed.values()][0] ?? null)] : []),
    ];
  });
