import { userError, type UserError } from './user-error.ts';

/** A postal address, as the schema has it. Null where the owner has no such line. */
export interface Address {
  readonly line1: string | null;
  readonly line2: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly countryCode: string | null;
}

const longest = 255;
const countryShape = /^[A-Z]{2}$/;

/** What is wrong with an address that is to be written. */
export function refusalsOfAddress(address: Partial<Record<keyof Address, string>>): UserError[] {
  const tooLong = Object.entries(address).flatMap(([part, value]) =>
    value.length > longest
      ? [userError('INVALID_INPUT', `address.${part} must have at most ${longest} characters.`, 'address', part)]
      : [],
  );
  const { countryCode = '' } = address;
  const noCountry = countryCode !== '' && !countryShape.test(countryCode);
  return [
    ...tooLong,
    ...(noCountry
      ? [
          userError(
            'INVALID_INPUT',
            'address.countryCode must be an ISO 3166-1 alpha-2 code: DE.',
            'address',
            'countryCode',
          ),
        ]
      : []),
  ];
}
