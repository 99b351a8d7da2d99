import { toDateTime } from '../../shared/scalars.ts';
import type { OnboardingResolvers } from '../generated/schema.ts';

export const onboardingResolvers: OnboardingResolvers = {
  completedAt: ({ completedAt }) => (completedAt === null ? null : toDateTime(completedAt)),
  steps: ({ steps }) =>
    steps.map(({ key, title, completedAt }) => ({
      key,
      title,
      done: completedAt !== null,
      completedAt: completedAt === null ? null : toDateTime(completedAt),
    })),
};
