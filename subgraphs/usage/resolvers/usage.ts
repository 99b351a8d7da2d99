import { toDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { UsageResolvers } from '../generated/schema.ts';
import { activeMembersIn } from '../services/current-usage.ts';

export const usageResolvers: UsageResolvers = {
  id: ({ account }) => account.id,
  period: ({ period }) => ({ start: toDateTime(period.start), end: toDateTime(period.end) }),
  meters(usage, { keys }) {
    const meters = usage.meters.filter(({ key }) => !keys || keys.includes(key)).map((meter) => ({ usage, meter }));
    // GraphQL takes an error in a list for an element that failed.
    return keys ? meters : [...meters, ...(usage.unusableMeters as readonly never[])];
  },
  activeMembers: (usage, _arguments, { loaders }) => activeMembersIn(usage, loaders),
  source: ({ asOf }) => ({ system: 'PRODUCT', asOf: toDateTime(asOf) }),
};
