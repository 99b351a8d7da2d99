import { GraphError } from '@customer-graph/protocol/errors';
import { toDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { ConsistencyReportResolvers } from '../generated/schema.ts';

export const consistencyReportResolvers: ConsistencyReportResolvers = {
  checkedAt: (_report, _arguments, { startedAt }) => toDateTime(startedAt),
  discrepancies: ({ discrepancies }) =>
    discrepancies.map((discrepancy) => ({ ...discrepancy, facts: [...discrepancy.facts] })),
  unknown: ({ unknown }) => [...unknown],

  /** Unknown is null with an error, as everywhere in the graph. The report lists the other unknown systems. */
  consistent({ discrepancies, unknown: [system] }) {
    if (discrepancies.length > 0) return false;
    if (system === undefined) return true;
    throw new GraphError('UPSTREAM_UNAVAILABLE', { system });
  },
};
