import type Stripe from 'stripe';
import { fieldByField } from '@customer-graph/upstream/field-by-field';
import { text } from '@customer-graph/upstream/shapes';
import type { Entitlement } from '../../domain/customer.ts';
import { fieldsOf, parse } from './fields.ts';

/** An entitlement with `feature` expanded. */
export function fromStripeEntitlement(value: unknown): Entitlement {
  const entitlement = fieldsOf<Stripe.Entitlements.ActiveEntitlement>(value, 'entitlement');
  return fieldByField<Entitlement>({
    key: () => parse(text, entitlement.lookup_key, 'lookup_key'),
    name: () => parse(text, fieldsOf<Stripe.Entitlements.Feature>(entitlement.feature, 'feature').name, 'feature.name'),
  });
}
