import { z } from 'zod';

/** A postal address, as in the schema. A part is null if the owner has no value for it. */
export interface Address {
  readonly line1: string | null;
  readonly line2: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly countryCode: string | null;
}

/** An address to write. Absent parts stay as they are; an empty text clears a part. */
export type AddressInput = Partial<Record<keyof Address, string>>;

const maxLength = 255;
const part = (name: keyof Address) =>
  z.string().max(maxLength, `address.${name} must have at most ${maxLength} characters.`);

/** The schema of an address to write, for the field `address` of a mutation's input. */
export const addressInput = z.object({
  line1: part('line1').optional(),
  line2: part('line2').optional(),
  city: part('city').optional(),
  region: part('region').optional(),
  postalCode: part('postalCode').optional(),
  countryCode: part('countryCode')
    .regex(/^([A-Z]{2})?$/, 'address.countryCode must be an ISO 3166-1 alpha-2 code such as DE.')
    .optional(),
});
