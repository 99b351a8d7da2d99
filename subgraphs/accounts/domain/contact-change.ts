import { userError, type UserError } from '../../shared/user-error.ts';

/** What a person can change of themselves, and nothing else. What is absent stays. */
export interface ContactChange {
  readonly name?: string;
  readonly phone?: string;
  readonly jobTitle?: string;
}

const limits = { name: 200, phone: 50, jobTitle: 100 } as const;

/** Everything that is wrong with a change. */
export function refusalsOfContact(change: ContactChange): UserError[] {
  const fields = Object.keys(limits) as (keyof typeof limits)[];
  if (fields.every((field) => change[field] === undefined))
    return [userError('INVALID_INPUT', 'The input names nothing to change.')];
  return fields.flatMap((field) => {
    const value = change[field];
    if (value === undefined) return [];
    if (field === 'name' && value.trim() === '')
      return [userError('INVALID_INPUT', `name must have 1 to ${limits.name} characters.`, field)];
    return value.length > limits[field]
      ? [userError('INVALID_INPUT', `${field} must have at most ${limits[field]} characters.`, field)]
      : [];
  });
}
