import type Stripe from 'stripe';
import type { Address } from '@customer-graph/subgraph-kit/address';
import { expect } from './fields.ts';

export const fromStripeAddress = (address: Stripe.Address | null | undefined): Address | null =>
  address
    ? {
        line1: expect.optionalString(address.line1, 'address.line1'),
        line2: expect.optionalString(address.line2, 'address.line2'),
        city: expect.optionalString(address.city, 'address.city'),
        region: expect.optionalString(address.state, 'address.state'),
        postalCode: expect.optionalString(address.postal_code, 'address.postal_code'),
        countryCode: expect.optionalString(address.country, 'address.country'),
      }
    : null;

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
