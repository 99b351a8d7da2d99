import type { Access } from '../../gateway/access/access.ts';
import type { AuditedAct } from '../../gateway/audit/event.ts';
import type { GatewayContext } from '../../gateway/context.ts';
import type { GatewayOptions } from '../../gateway/gateway.ts';

/** A gateway's options without limits, and with an audit that remembers. */
export function unlimited(
  acts: AuditedAct[] = [],
): Pick<GatewayOptions, 'openSchema' | 'documents' | 'trustedOnly' | 'budgets' | 'rateLimits' | 'audit' | 'drops'> {
  const nothing = async () => undefined;
  return {
    openSchema: true,
    documents: new Map(),
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
    drops: { publish: () => undefined, subscribe: () => undefined, [Symbol.asyncDispose]: nothing },
    audit: { begin: nothing, record: async (given) => void acts.push(...given), [Symbol.asyncDispose]: nothing },
  };
}

/** What a request carries, for whoever has this access. */
export const contextOf = (access: Access): GatewayContext => ({
  access,
  actor: { requestId: 'request', principal: { kind: access.kind, subject: null } },
  rateKey: 'key',
  cost: { asked: 0, actual: 0 },
  standings: new Map(),
  answer: {},
  assertion: access.assertion(),
});
