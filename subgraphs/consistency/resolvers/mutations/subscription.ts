import type { Owners } from '../../owners.ts';
import type { ChangeSubscription } from '../../services/subscription-change.ts';

export interface SubscriptionOptions {
  readonly owners: Owners;
  readonly changeSubscription: ChangeSubscription;
}
