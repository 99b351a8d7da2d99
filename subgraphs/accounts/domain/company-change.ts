import { refusalsOfAddress, type Address } from '../../shared/address.ts';
import { userError, type UserError } from '../../shared/user-error.ts';

/** What can be changed of a company, and nothing else. What is absent stays. */
export interface CompanyChange {
  readonly name?: string;
  readonly phone?: string;
  readonly domain?: string;
  readonly address?: Partial<Record<keyof Address, string>>;
}

const longest = 255;
const longestPhone = 50;
const domainShape = /^(?=.{4,253}$)([a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,63}$/i;

/** Everything that is wrong with a change. */
export function refusalsOf({ name, phone, domain, address = {} }: CompanyChange): UserError[] {
  const invalid = (message: string, ...field: string[]): UserError => userError('INVALID_INPUT', message, ...field);
  const found = [
    name !== undefined &&
      (name.trim() === '' || name.length > longest) &&
      invalid(`name must have 1 to ${longest} characters.`, 'name'),
    phone !== undefined &&
      phone.length > longestPhone &&
      invalid(`phone must have at most ${longestPhone} characters.`, 'phone'),
    domain !== undefined &&
      !domainShape.test(domain) &&
      invalid('domain must be an internet domain: example.com.', 'domain'),
    [name, phone, domain].every((value) => value === undefined) &&
      Object.keys(address).length === 0 &&
      invalid('The input names nothing to change.'),
  ];
  return [...found.filter((each) => each !== false), ...refusalsOfAddress(address)];
}
