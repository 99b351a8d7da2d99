import { toDateTime, toOptionalDateTime } from '../../shared/scalars.ts';
import type { OperationResolvers } from '../generated/schema.ts';

export const operationResolvers: OperationResolvers = {
  createdAt: ({ createdAt }) => toDateTime(createdAt),
  completedAt: ({ completedAt }) => toOptionalDateTime(completedAt),
  steps: ({ steps }) =>
    steps.map(({ completedAt, ...step }) => ({ ...step, completedAt: toOptionalDateTime(completedAt) })),
};
