import { z } from 'zod';

export const identifier = z.int().transform(String);

export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? null);

/** An ISO 8601 time, in milliseconds since the epoch. */
export const time = z
  .string()
  .transform((text) => Date.parse(text))
  .pipe(z.int('must be a time'));

/** A word of a fixed vocabulary. Words that Zendesk added later are OTHER. */
export const wordOf = <T>(vocabulary: ReadonlyMap<string, T>) =>
  z.string().transform((text): T | 'OTHER' => vocabulary.get(text) ?? 'OTHER');

export const optionalWordOf = <T>(vocabulary: ReadonlyMap<string, T>) =>
  wordOf(vocabulary)
    .nullish()
    .transform((word) => word ?? null);

/** The word for a value; undefined for null and OTHER. */
export const wordFor = <T>(vocabulary: ReadonlyMap<string, T>, wanted: T | null): string | undefined =>
  [...vocabulary].find(([, value]) => value === wanted)?.[0];
