import type { MutationResolvers } from '../../generated/schema.ts';
import type { SubscriptionOptions } from './subscription.ts';

export const resumeSubscription =
  ({ owners, changeSubscription }: SubscriptionOptions): NonNullable<MutationResolvers['resumeSubscription']> =>
  (_parent, { input }, context) =>
    changeSubscription(
      {
        kind: 'RESUME_SUBSCRIPTION',
        mutation: 'resumeSubscription',
        input,
        write: ({ accountId, key, isRepeat }) =>
          owners.billing.callAsCaller(
            'resumeSubscription',
            { accountId, subscriptionId: input.subscriptionId ?? null, key, isRepeat },
            context,
          ),
      },
      context,
    );
