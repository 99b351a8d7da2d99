import type Stripe from 'stripe';
import type { Entitlement } from '../../domain/customer.ts';
import { expect } from './fields.ts';

/** An entitlement with `feature` expanded. */
export function fromStripeEntitlement(entitlement: Stripe.Entitlements.ActiveEntitlement): Entitlement {
  const feature = expect.object(entitlement.feature as Stripe.Entitlements.Feature, 'feature');
  return {
    key: expect.string(entitlement.lookup_key, 'lookup_key'),
    name: expect.string(feature.name, 'feature.name'),
  };
}
