import type { Held } from '../../shared/held.ts';
import { toOptionalDateTime } from '../../shared/scalars.ts';
import type { CrmNames } from '../config.ts';
import type { Context } from '../context.ts';
import type { Definitions } from '../domain/definitions.ts';
import { onboardingOf, type Onboarding } from '../domain/onboarding.ts';
import type { OnboardingResolvers } from '../generated/schema.ts';
import type { AccountParent } from './links.ts';

export type OnboardingOf = (account: AccountParent, context: Context) => Promise<Onboarding | null>;

/** How far an account has come, by the steps that the configuration names and the portal has. */
export const createOnboardingOf =
  (names: CrmNames, definitions: Held<Definitions>): OnboardingOf =>
  async ({ id }, { loaders }) => {
    const company = await loaders.company.load(id);
    if (company === null) return null;
    const { company: properties } = await definitions.get();
    const steps = names.onboarding.flatMap(({ key, property }) => {
      const definition = properties.get(property);
      return definition ? [{ key, title: definition.label }] : [];
    });
    return onboardingOf(company, steps);
  };

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
