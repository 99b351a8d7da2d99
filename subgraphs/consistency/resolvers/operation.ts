import { toDateTime, toOptionalDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { OperationResolvers } from '../generated/schema.ts';

export const operationResolvers: OperationResolvers = {
  createdAt: ({ createdAt }) => toDateTime(createdAt),
  completedAt: ({ completedAt }) => toOptionalDateTime(completedAt),
  steps: ({ steps }) =>
    steps.map(({ completedAt, ...step }) => ({ ...step, completedAt: toOptionalDateTime(completedAt) })),
};
