import { refused } from '@customer-graph/protocol/outcome';
import { userError } from '@customer-graph/protocol/user-error';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import type { RefreshedValue } from '@customer-graph/upstream/refreshed-value';
import type { CrmNames } from '../config.ts';
import type { Context } from '../context.ts';
import type { Definitions } from '../domain/definitions.ts';
import { onboardingOf, type Onboarding } from '../domain/onboarding.ts';
import type { CrmSource } from '../port.ts';
import { done, type WriteOutcome } from './writes.ts';

/** Returns an account's onboarding: the configured steps that the portal defines. Null: there is none. */
export type OnboardingOf = (account: { readonly id: string }, context: Context) => Promise<Onboarding | null>;

export const createOnboardingOf =
  (names: CrmNames, definitions: RefreshedValue<Definitions>): OnboardingOf =>
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

/** Completes a step now. A completed step stays as it is. */
export async function completeOnboardingStep(
  source: CrmSource,
  names: CrmNames,
  accountId: string,
  key: string,
  onboarding: Onboarding | null,
): Promise<WriteOutcome> {
  const property = names.onboarding.find((step) => step.key === key)?.property;
  const step = onboarding?.steps.find((candidate) => candidate.key === key);
  if (!step || property === undefined)
    return refused(userError('NOT_FOUND', 'The account has no such onboarding step.', 'key'));
  if (step.completedAt === null)
    await withMinimumDeadline('CRM', () => source.completeStep(accountId, property, Date.now()));
  return done;
}
