import { toOptionalDateTime } from '../../shared/scalars.ts';
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
