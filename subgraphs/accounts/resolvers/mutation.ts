import type { Idempotency } from '@customer-graph/journal/idempotency';
import type { CrmNames } from '../config.ts';
import type { MutationResolvers } from '../generated/schema.ts';
import type { CrmSource } from '../port.ts';
import type { OnboardingOf } from '../services/onboarding.ts';
import { createWrites } from '../services/writes.ts';
import { completeOnboardingStepMutation } from './mutations/complete-onboarding-step.ts';
import { updateAccountMutation } from './mutations/update-account.ts';
import { updateNotificationPreferencesMutation } from './mutations/update-notification-preferences.ts';
import { updateProfileMutation } from './mutations/update-profile.ts';

export interface MutationOptions {
  readonly source: CrmSource;
  readonly names: CrmNames;
  readonly onboardingOf: OnboardingOf;
  readonly idempotency: Idempotency;
}

export function createMutationResolvers({
  source,
  names,
  onboardingOf,
  idempotency,
}: MutationOptions): MutationResolvers {
  const writes = createWrites(idempotency);
  return {
    updateAccount: updateAccountMutation(writes, source),
    updateProfile: updateProfileMutation(writes, source),
    updateNotificationPreferences: updateNotificationPreferencesMutation(writes, source),
    completeOnboardingStep: completeOnboardingStepMutation(writes, source, names, onboardingOf),
  };
}
