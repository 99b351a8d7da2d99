import { badInput } from '../../shared/errors.ts';
import { encodeMemberId, isContactId } from '../../shared/member-id.ts';
import { toDateTime } from '../../shared/scalars.ts';
import type { Context } from '../context.ts';
import { projectionOf, remainingOf, stateOf } from '../domain/allowance.ts';
import type { Meter } from '../domain/meter.ts';
import { isTooLong, maxSteps, seriesOf } from '../domain/series.ts';
import type { MeterUsageResolvers } from '../generated/schema.ts';
import type { UsageParent } from './usage.ts';

export interface MeterUsageParent {
  readonly usage: UsageParent;
  readonly meter: Meter;
}

const maxMembers = 50;

const allowanceOf = ({ usage, meter }: MeterUsageParent): number | null =>
  usage.tenant.allowances.get(meter.key) ?? null;

const withinPeriod = ({ tenant, period, asOf }: UsageParent) => ({
  tenantId: tenant.id,
  from: period.start,
  to: Math.min(period.end, asOf),
});

async function usedOf({ usage, meter }: MeterUsageParent, { loaders }: Context): Promise<number> {
  const [figure] = await loaders.figures.load({ kind: 'TOTAL', meter, ...withinPeriod(usage) });
  return figure?.value ?? 0;
}

export const meterUsageResolvers: MeterUsageResolvers = {
  used: (parent, _arguments, context) => usedOf(parent, context),
  allowance: (parent) => allowanceOf(parent),
  remaining: async (parent, _arguments, context) => remainingOf(await usedOf(parent, context), allowanceOf(parent)),
  resetsAt: ({ usage }) => toDateTime(usage.period.end),
  state: async (parent, _arguments, context) => stateOf(await usedOf(parent, context), allowanceOf(parent)),

  async projected(parent, _arguments, context) {
    const { usage, meter } = parent;
    return projectionOf(await usedOf(parent, context), meter.aggregation, usage.period, usage.asOf);
  },

  async series({ usage, meter }, { granularity, ...given }, { loaders }) {
    const { timeZone, id: tenantId } = usage.tenant;
    const from = given.from ? Date.parse(given.from) : usage.period.start;
    const to = given.to ? Date.parse(given.to) : usage.period.end;
    if (from >= to)
      throw badInput('from must be before to: by default they are the start and the end of the running period.');
    if (from < 0) throw badInput('from must not be before 1970.');
    if (isTooLong(from, to, granularity)) throw badInput(`from and to are more than ${maxSteps} steps apart.`);
    // What has not happened yet is no zero.
    const until = Math.min(to, usage.asOf);
    const steps = loaders.steps(from, until, granularity, timeZone);
    const figures = await loaders.figures.load({ kind: 'SERIES', meter, steps, tenantId, from, to: until });
    const measured = figures.flatMap(({ start, value }) => (start === null ? [] : [{ start, value }]));
    return seriesOf(steps, measured, meter.aggregation).map(({ start, value }) => ({
      start: toDateTime(start),
      value,
    }));
  },

  async byMember({ usage, meter }, { first }, { loaders }) {
    if (first < 1 || first > maxMembers) throw badInput(`first must be between 1 and ${maxMembers}.`);
    const { account } = usage;
    const figures = await loaders.figures.load({ kind: 'MEMBERS', meter, ...withinPeriod(usage) });
    // Who the people of an account are is a scope of its own.
    const mayName = account.scopes.includes('members:read');
    return figures.slice(0, first).map(({ contactId, value }) => ({
      member:
        mayName && contactId !== null && isContactId(contactId)
          ? {
              id: encodeMemberId({ accountId: account.id, contactId }),
              links: account.links,
              tenantId: usage.tenant.id,
              contactId,
            }
          : null,
      value,
    }));
  },
};
