import { toOptionalDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { OnboardingResolvers } from '../generated/schema.ts';

export const onboardingResolvers: OnboardingResolvers = {
  completedAt: ({ completedAt }) => toOptionalDateTime(completedAt),
  steps: ({ steps }) =>
    steps.map(({ key, title, completedAt }) => ({
      key,
      title,
      done: completedAt !== null,
      completedAt: toOptionalDateTime(completedAt),
    })),
};
