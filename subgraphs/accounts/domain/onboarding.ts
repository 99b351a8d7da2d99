import type { Company } from './company.ts';

export interface OnboardingStep {
  readonly key: string;
  readonly title: string;
  /** Milliseconds since the epoch; null: not completed. */
  readonly completedAt: number | null;
}

export interface Onboarding {
  readonly steps: readonly OnboardingStep[];
  /** Completed steps divided by all steps, 0 to 1. */
  readonly progress: number;
  /** Completion time of the last step; null while a step is not completed. */
  readonly completedAt: number | null;
}

/** A company's onboarding. Null if no steps are configured, or the portal defines none of their properties. */
export function onboardingOf(company: Company, steps: readonly { key: string; title: string }[]): Onboarding | null {
  if (steps.length === 0) return null;
  const all = steps.map((step) => ({ ...step, completedAt: company.onboarding.get(step.key) ?? null }));
  const times = all.map(({ completedAt }) => completedAt).filter((completedAt) => completedAt !== null);
  return {
    steps: all,
    progress: times.length / all.length,
    completedAt: times.length === all.length ? Math.max(...times) : null,
  };
}
