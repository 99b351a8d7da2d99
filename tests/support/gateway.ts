import type { Access } from '../../gateway/access/access.ts';
import { createPersistedQueries } from '../../gateway/documents/persisted-queries.ts';
import type { AuditEvent } from '../../gateway/audit/event.ts';
import type { GatewayContext } from '../../gateway/operation/context.ts';
import type { GatewayOptions } from '../../gateway/gateway.ts';
import { noScan } from '../../gateway/uploads/scan.ts';
import { sharedPlanning } from './planning.ts';

/** Gateway options without limits, with an audit that appends its events to the given array. */
export function unlimited(
  acts: AuditEvent[] = [],
): Pick<
  GatewayOptions,
  | 'planning'
  | 'scan'
  | 'openSchema'
  | 'documents'
  | 'persistedQueries'
  | 'trustedOnly'
  | 'budgets'
  | 'rateLimits'
  | 'audit'
  | 'invalidation'
> {
  const nothing = async () => undefined;
  return {
    planning: sharedPlanning,
    scan: noScan,
    openSchema: true,
    documents: new Map(),
    persistedQueries: createPersistedQueries(null),
    trustedOnly: false,
    budgets: { ANONYMOUS: 1e9, CUSTOMER: 1e9, PARTNER: 1e9, STAFF: 1e9 },
    rateLimits: {
      consume: async ({ policy }) => ({
        policy,
        quota: 1,
        remaining: 1,
        resetSeconds: 1,
        isExceeded: false,
        isFirst: false,
      }),
      [Symbol.asyncDispose]: nothing,
    },
    invalidation: { publish: () => undefined, subscribe: () => undefined, [Symbol.asyncDispose]: nothing },
    audit: {
      begin: nothing,
      record: async (events) => void acts.push(...events),
      recordReads: async (events) => void acts.push(...events),
      isWorking: () => true,
      [Symbol.asyncDispose]: nothing,
    },
  };
}

/** The context of a request with this access. */
export const contextOf = (access: Access): GatewayContext => ({
  access,
  actor: { requestId: 'request', principal: { kind: access.kind, subject: null } },
  rateKey: 'key',
  cost: { asked: 0, actual: 0 },
  standings: new Map(),
  left: undefined,
  answer: {},
  assertion: access.assertion(),
});
