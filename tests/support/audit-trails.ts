import { silentLog } from '@customer-graph/process/log';
import type { AnchorStatement } from '../../gateway/audit/anchor.ts';
import { createAudit, type AuditOptions } from '../../gateway/audit/audit.ts';
import type { AuditEvent } from '../../gateway/audit/event.ts';
import { noKeys, type AuditKeys } from '../../gateway/audit/keys.ts';
import type { AuditPlace } from './audit-places.ts';

export const change = (action: string): AuditEvent => ({
  id: 'id',
  requestId: 'request-1',
  principal: { kind: 'CUSTOMER', subject: 's' },
  accounts: ['8800000001'],
  kind: 'MUTATION',
  action,
  outcome: 'SUCCEEDED',
  code: null,
});

/** Options of a trail with enough room and without anchors. */
export const quiet = {
  keys: noKeys,
  retentionDays: 400,
  reservedBytes: 0,
  anchors: [],
  readsWithinMs: 0,
  anchorIntervalMs: 3_600_000,
  log: silentLog,
} satisfies Omit<AuditOptions, 'store'>;

/** One run of a gateway. */
export interface Run {
  readonly keys: AuditKeys;
  readonly at: string;
  /** Default: two. */
  readonly actions?: readonly string[];
  readonly retentionDays?: number;
}

/** Writes the trail of runs one after another, and returns the statements that their anchor received. */
export async function writeTrail(place: AuditPlace, runs: readonly Run[]): Promise<AnchorStatement[]> {
  const statements: AnchorStatement[] = [];
  for (const { keys, at, actions = ['one', 'two'], retentionDays = 400 } of runs) {
    const audit = createAudit({
      ...quiet,
      store: await place.open(),
      keys,
      retentionDays,
      now: () => new Date(at),
      anchors: [{ name: 'test', publish: async (statement) => void statements.push(statement) }],
    });
    for (const action of actions) await audit.record([change(action)]);
    await audit[Symbol.asyncDispose]();
  }
  return statements;
}
