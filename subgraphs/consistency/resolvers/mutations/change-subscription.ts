import type { MutationResolvers } from '../../generated/schema.ts';
import { seatsInUse } from '../../services/seats-in-use.ts';
import type { SubscriptionOptions } from './subscription.ts';

export const changeSubscription =
  ({ owners, changeSubscription }: SubscriptionOptions): NonNullable<MutationResolvers['changeSubscription']> =>
  (_parent, { input }, context) => {
    const { subscriptionId = null, priceId = null, seats = null, prorationAt } = input.change;
    return changeSubscription(
      {
        kind: 'CHANGE_SUBSCRIPTION',
        mutation: 'changeSubscription',
        input,
        write: async ({ accountId, key, isRepeat, startedAt }) =>
          owners.billing.callAsCaller(
            'changeSubscription',
            {
              accountId,
              subscriptionId,
              key,
              isRepeat,
              priceId,
              seats,
              prorationAt: prorationAt ? Date.parse(prorationAt) : startedAt,
              isChosen: Boolean(prorationAt),
              // Billing decides whether fewer seats than are in use are allowed.
              seatsInUse: seats === null ? null : await seatsInUse(owners, accountId, context),
            },
            context,
          ),
      },
      context,
    );
  };
