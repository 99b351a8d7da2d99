import type { MutationResolvers } from '../../generated/schema.ts';
import type { SubscriptionOptions } from './subscription.ts';

export const cancelSubscription =
  ({ owners, changeSubscription }: SubscriptionOptions): NonNullable<MutationResolvers['cancelSubscription']> =>
  (_parent, { input }, context) => {
    const { subscriptionId = null, immediately, reason = null, comment = null } = input;
    return changeSubscription(
      {
        kind: 'CANCEL_SUBSCRIPTION',
        mutation: 'cancelSubscription',
        input,
        write: (request) =>
          owners.billing.callAsCaller(
            'cancelSubscription',
            { ...request, subscriptionId, immediately: immediately ?? false, reason, comment },
            context,
          ),
      },
      context,
    );
  };
