import type { Company } from './company.ts';

export interface OnboardingStep {
  readonly key: string;
  readonly title: string;
  /** Milliseconds since the epoch; null while it is open. */
  readonly completedAt: number | null;
}

export interface Onboarding {
  readonly steps: readonly OnboardingStep[];
  /** Done steps over all steps, 0 to 1. */
  readonly progress: number;
  /** When the last step was done; null while one is open. */
  readonly completedAt: number | null;
}

/** Null where no steps are configured, or the portal has none of their properties. */
export function onboardingOf(company: Company, steps: readonly { key: string; title: string }[]): Onboarding | null {
  if (steps.length === 0) return null;
  const known = steps.map((step) => ({ ...step, completedAt: company.onboarding.get(step.key) ?? null }));
  const done = known.map((step) => step.completedAt).filter((completedAt) => completedAt !== null);
  return {
    steps: known,
    progress: done.length / known.length,
    completedAt: done.length === known.length ? Math.max(...done) : null,
  };
}
