import { z } from 'zod';
import { addressInput, type Address, type AddressInput } from '@customer-graph/subgraph-kit/address';
import { invalidFields } from '@customer-graph/subgraph-kit/check-input';
import type { UserError } from '@customer-graph/protocol/user-error';

/** A requested change of the billing details; absent fields stay as they are. */
export interface DetailsInput {
  readonly name?: string;
  readonly email?: string;
  readonly address?: AddressInput;
}

/** A change of the billing details; absent fields stay as they are. */
export interface DetailsChange {
  readonly name?: string;
  readonly email?: string;
  /** The complete new address: the billing system replaces all of its lines. */
  readonly address?: Address;
}

const maxNameLength = 255;

const detailsInput = z
  .object({
    name: z
      .string()
      .refine((name) => name.trim() !== '' && name.length <= maxNameLength, {
        error: `name must have 1 to ${maxNameLength} characters.`,
      })
      .optional(),
    email: z.string().optional(),
    address: addressInput.optional(),
  })
  .refine(
    ({ name, email, address = {} }) => name !== undefined || email !== undefined || Object.keys(address).length > 0,
    { error: 'The input has no field to change.' },
  );

/** Every refusal of a requested change; empty: it is valid. */
export const refusalsOfDetails = (input: DetailsInput): UserError[] => invalidFields(detailsInput, input);

const emptyAddress: Address = {
  line1: null,
  line2: null,
  city: null,
  region: null,
  postalCode: null,
  countryCode: null,
};

/** Merges a requested change into the present address. */
export const toDetailsChange = ({ address, ...rest }: DetailsInput, present: Address | null): DetailsChange => ({
  ...rest,
  ...(address && { address: { ...emptyAddress, ...present, ...address } }),
});
