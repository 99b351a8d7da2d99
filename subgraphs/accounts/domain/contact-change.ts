import { z } from 'zod';
import type { UserError } from '@customer-graph/protocol/user-error';
import { invalidFields } from '@customer-graph/subgraph-kit/check-input';

/** The properties that people can change of themselves. Absent properties stay as they are. */
export interface ContactChange {
  readonly name?: string;
  readonly phone?: string;
  readonly jobTitle?: string;
}

const maxNameLength = 200;

const text = (field: string, maxLength: number) =>
  z.string().max(maxLength, `${field} must have at most ${maxLength} characters.`).optional();

const contactChange = z
  .object({
    name: z
      .string()
      .refine(
        (name) => name.trim() !== '' && name.length <= maxNameLength,
        `name must have 1 to ${maxNameLength} characters.`,
      )
      .optional(),
    phone: text('phone', 50),
    jobTitle: text('jobTitle', 100),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'The input has no field to change.');

/** Every refusal of a requested change; empty: it is valid. */
export const refusalsOfContact = (change: ContactChange): UserError[] => invalidFields(contactChange, change);
