import { z } from 'zod';
import { optional, text } from '@customer-graph/upstream/shapes';

export const optionalText = optional(text);

/** An ISO 8601 time, in milliseconds since the epoch. */
export const time = z
  .string()
  .transform((value) => Date.parse(value))
  .pipe(z.int('must be a time'));

/** A word of a fixed vocabulary. Words that Zendesk added later are OTHER. */
export const wordOf = <T>(vocabulary: ReadonlyMap<string, T>) =>
  z.string().transform((value): T | 'OTHER' => vocabulary.get(value) ?? 'OTHER');

export const optionalWordOf = <T>(vocabulary: ReadonlyMap<string, T>) => optional(wordOf(vocabulary));

/** The word for a value; undefined for null and OTHER. */
export const wordFor = <T>(vocabulary: ReadonlyMap<string, T>, wanted: T | null): string | undefined =>
  [...vocabulary].find(([, value]) => value === wanted)?.[0];
