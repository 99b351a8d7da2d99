import type { AccountReference } from '../../shared/account-reference.ts';
import { toDateTime } from '../../shared/scalars.ts';
import type { Period } from '../domain/period.ts';
import type { UsageResolvers } from '../generated/schema.ts';
import type { TenantFacts } from '../loaders.ts';

/** An account's tenant and its running period. Nothing has been counted yet. */
export interface UsageParent extends TenantFacts {
  readonly account: AccountReference;
  readonly period: Period;
  /** Until when events count; milliseconds since the epoch. */
  readonly asOf: number;
}

export const usageResolvers: UsageResolvers = {
  id: ({ account }) => account.id,
  period: ({ period }) => ({ start: toDateTime(period.start), end: toDateTime(period.end) }),
  meters: (usage, { keys }) =>
    usage.meters.filter(({ key }) => !keys || keys.includes(key)).map((meter) => ({ usage, meter })),

  async activeMembers({ tenant, period }, _arguments, { loaders }) {
    const [figure] = await loaders.figures.load({ kind: 'ACTIVE_MEMBERS', tenantId: tenant.id, from: period.start });
    return figure?.value ?? 0;
  },

  source: ({ asOf }) => ({ system: 'PRODUCT', asOf: toDateTime(asOf) }),
};
