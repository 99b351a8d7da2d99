import type Stripe from 'stripe';
import { fieldByField } from '@customer-graph/upstream/field-by-field';
import type { Address } from '@customer-graph/subgraph-kit/address';
import { optionalFieldsOf, optionalText, parse } from './fields.ts';

export function fromStripeAddress(value: unknown): Address | null {
  const address = optionalFieldsOf<Stripe.Address>(value, 'address');
  return (
    address &&
    fieldByField<Address>({
      line1: () => parse(optionalText, address.line1, 'address.line1'),
      line2: () => parse(optionalText, address.line2, 'address.line2'),
      city: () => parse(optionalText, address.city, 'address.city'),
      region: () => parse(optionalText, address.state, 'address.state'),
      postalCode: () => parse(optionalText, address.postal_code, 'address.postal_code'),
      countryCode: () => parse(optionalText, address.country, 'address.country'),
    })
  );
}

/** All lines of an address. An empty string removes the line in Stripe. */
export const toStripeAddress = ({
  line1,
  line2,
  city,
  region,
  postalCode,
  countryCode,
}: Address): Stripe.AddressParam => ({
  line1: line1 ?? '',
  line2: line2 ?? '',
  city: city ?? '',
  state: region ?? '',
  postal_code: postalCode ?? '',
  country: countryCode ?? '',
});
