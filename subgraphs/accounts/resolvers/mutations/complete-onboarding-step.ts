import { requireAccount } from '@customer-graph/subgraph-kit/mutation';
import type { CrmNames } from '../../config.ts';
import type { MutationResolvers } from '../../generated/schema.ts';
import type { CrmSource } from '../../port.ts';
import { completeOnboardingStep, type OnboardingOf } from '../../services/onboarding.ts';
import type { Writes } from '../../services/writes.ts';

export const completeOnboardingStepMutation =
  (
    writes: Writes,
    source: CrmSource,
    names: CrmNames,
    onboardingOf: OnboardingOf,
  ): Required<MutationResolvers>['completeOnboardingStep'] =>
  async (_parent, { input }, context) => {
    const account = requireAccount(input.accountId, context);
    const userErrors = await writes('completeOnboardingStep', account.id, input, context, async () =>
      completeOnboardingStep(source, names, account.id, input.key, await onboardingOf(account, context)),
    );
    if (userErrors.length > 0) return { onboarding: null, userErrors };
    context.loaders.company.clear(account.id);
    return { onboarding: await onboardingOf(account, context), userErrors: [] };
  };
