import { toDateTime } from '@customer-graph/subgraph-kit/scalars';
import { missingElement } from '@customer-graph/subgraph-kit/omissions';
import type { UsageResolvers } from '../generated/schema.ts';
import { activeMembersIn } from '../services/current-usage.ts';

export const usageResolvers: UsageResolvers = {
  id: ({ account }) => account.id,
  period: ({ period }) => ({ start: toDateTime(period.start), end: toDateTime(period.end) }),
  meters(usage, { keys }, { omissions }, info) {
    if (!keys) omissions.push(...usage.unusableMeters.map((error) => missingElement(info, error)));
    return usage.meters.filter(({ key }) => !keys || keys.includes(key)).map((meter) => ({ usage, meter }));
  },
  activeMembers: (usage, _arguments, { loaders }) => activeMembersIn(usage, loaders),
  source: ({ asOf }) => ({ system: 'PRODUCT', asOf: toDateTime(asOf) }),
};
