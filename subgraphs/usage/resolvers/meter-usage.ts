import { badInput } from '@customer-graph/protocol/errors';
import { encodeMemberId, isContactId } from '@customer-graph/protocol/member-id';
import { toDateTime } from '@customer-graph/subgraph-kit/scalars';
import { projectionOf, remainingOf, stateOf } from '../domain/allowance.ts';
import type { Meter } from '../domain/meter.ts';
import { isTooLong, maxTimeBuckets, seriesOf, timeBucketsBetween } from '../domain/series.ts';
import type { MeterUsageResolvers } from '../generated/schema.ts';
import { allowanceIn, countedSpan, usedIn, type CurrentUsage } from '../services/current-usage.ts';

export interface MeterUsageParent {
  readonly usage: CurrentUsage;
  readonly meter: Meter;
}

const maxMembers = 50;

export const meterUsageResolvers: MeterUsageResolvers = {
  used: ({ usage, meter }, _arguments, { loaders }) => usedIn(usage, meter, loaders),
  allowance: ({ usage, meter }) => allowanceIn(usage, meter),
  resetsAt: ({ usage }) => toDateTime(usage.period.end),

  remaining: async ({ usage, meter }, _arguments, { loaders }) =>
    remainingOf(await usedIn(usage, meter, loaders), allowanceIn(usage, meter)),

  state: async ({ usage, meter }, _arguments, { loaders }) =>
    stateOf(await usedIn(usage, meter, loaders), allowanceIn(usage, meter)),

  projected: async ({ usage, meter }, _arguments, { loaders }) =>
    projectionOf(await usedIn(usage, meter, loaders), meter.aggregation, usage.period, usage.asOf),

  async series({ usage, meter }, { granularity, ...given }, { loaders }) {
    const { timeZone, id: tenantId } = usage.tenant;
    const from = given.from ? Date.parse(given.from) : usage.period.start;
    const to = given.to ? Date.parse(given.to) : usage.period.end;
    if (from >= to)
      throw badInput('from must be before to: by default they are the start and the end of the current period.');
    if (from < 0) throw badInput('from must not be before 1970.');
    if (isTooLong(from, to, granularity))
      throw badInput(
        `from and to are more than ${maxTimeBuckets} time buckets apart. Shorten the time or use a longer granularity.`,
      );
    // Points after asOf would show 0 for events that were not counted yet.
    const until = Math.min(to, usage.asOf);
    const buckets = timeBucketsBetween(from, until, granularity, timeZone);
    const figures = await loaders.figures.load({ kind: 'SERIES', meter, buckets, tenantId, from, to: until });
    const measured = figures.flatMap(({ start, value }) => (start === null ? [] : [{ start, value }]));
    return seriesOf(buckets, measured, meter.aggregation).map(({ start, value }) => ({
      start: toDateTime(start),
      value,
    }));
  },

  async byMember({ usage, meter }, { first }, { loaders }) {
    if (first < 1 || first > maxMembers) throw badInput(`first must be between 1 and ${maxMembers}.`);
    const { account, tenant } = usage;
    const figures = await loaders.figures.load({ kind: 'MEMBERS', meter, ...countedSpan(usage) });
    // Members' identities require members:read; usage:read covers only the values.
    const mayReadMembers = account.scopes.includes('members:read');
    return figures.slice(0, first).map(({ contactId, value }) => ({
      member:
        mayReadMembers && contactId !== null && isContactId(contactId)
          ? {
              id: encodeMemberId({ accountId: account.id, contactId }),
              links: account.links,
              tenantId: tenant.id,
              contactId,
            }
          : null,
      value,
    }));
  },
};
