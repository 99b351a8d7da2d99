import { z } from 'zod';
import type { UserError } from '@customer-graph/protocol/user-error';
import { addressInput, type AddressInput } from '@customer-graph/subgraph-kit/address';
import { invalidFields } from '@customer-graph/subgraph-kit/check-input';

/** The properties of a company that a customer can change. Absent properties stay as they are. */
export interface CompanyChange {
  readonly name?: string;
  readonly phone?: string;
  readonly domain?: string;
  readonly address?: AddressInput;
}

const maxLength = 255;
const maxPhoneLength = 50;
const domainPattern = /^(?=.{4,253}$)([a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,63}$/i;

const companyChange = z
  .object({
    name: z
      .string()
      .refine((name) => name.trim() !== '' && name.length <= maxLength, `name must have 1 to ${maxLength} characters.`)
      .optional(),
    phone: z.string().max(maxPhoneLength, `phone must have at most ${maxPhoneLength} characters.`).optional(),
    domain: z.string().regex(domainPattern, 'domain must be an internet domain: example.com.').optional(),
    address: addressInput.optional(),
  })
  .refine(
    ({ address = {}, ...fields }) =>
      Object.values(fields).some((value) => value !== undefined) || Object.keys(address).length > 0,
    'The input has no field to change.',
  );

/** Every refusal of a requested change; empty: it is valid. */
export const refusalsOfCompany = (change: CompanyChange): UserError[] => invalidFields(companyChange, change);
