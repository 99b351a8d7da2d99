import { toDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { ConsistencyReportResolvers } from '../generated/schema.ts';

export const consistencyReportResolvers: ConsistencyReportResolvers = {
  checkedAt: (_report, _arguments, { startedAt }) => toDateTime(startedAt),
  discrepancies: ({ discrepancies }) =>
    discrepancies.map((discrepancy) => ({ ...discrepancy, facts: [...discrepancy.facts] })),
  unknown: ({ unknown }) => [...unknown],

  consistent: ({ discrepancies, unknown }) => (discrepancies.length > 0 ? false : unknown.length > 0 ? null : true),
};
