import { refusalsOfAddress, type Address } from '../../shared/address.ts';
import { userError, type UserError } from '../../shared/user-error.ts';

/** What can be changed of the billing details. What is absent stays. */
export interface DetailsInput {
  readonly name?: string;
  readonly email?: string;
  readonly address?: Partial<Record<keyof Address, string>>;
}

const longest = 255;

/** Everything that is wrong with a change. */
export function refusalsOfDetails({ name, email, address = {} }: DetailsInput): UserError[] {
  if (name === undefined && email === undefined && Object.keys(address).length === 0)
    return [userError('INVALID_INPUT', 'The input names nothing to change.')];
  const wrongName = name !== undefined && (name.trim() === '' || name.length > longest);
  return [
    ...(wrongName ? [userError('INVALID_INPUT', `name must have 1 to ${longest} characters.`, 'name')] : []),
    ...refusalsOfAddress(address),
  ];
}
