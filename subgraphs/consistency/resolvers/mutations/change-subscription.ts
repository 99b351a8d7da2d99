import { GraphError } from '@customer-graph/protocol/errors';
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
        async write({ accountId, key, isRepeat, startedAt }) {
          const request = {
            accountId,
            subscriptionId,
            key,
            isRepeat,
            priceId,
            seats,
            prorationAt: prorationAt ? Date.parse(prorationAt) : startedAt,
            isChosen: Boolean(prorationAt),
          };
          const changed = await owners.billing.callAsCaller('changeSubscription', request, context);
          if (!('needs' in changed)) return changed;
          // Only a reduction reads the product, so that a slow product does not hold up an increase.
          const inUse = await seatsInUse(owners, accountId, context);
          const decided = await owners.billing.callAsCaller(
            'changeSubscription',
            { ...request, seatsInUse: inUse },
            context,
          );
          if ('needs' in decided) throw new GraphError('UPSTREAM_INVALID_RESPONSE', { system: 'BILLING' });
          return decided;
        },
      },
      context,
    );
  };
