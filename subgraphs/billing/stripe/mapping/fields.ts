import { z } from 'zod';
import { GraphError } from '@customer-graph/protocol/errors';
import { createParse } from '@customer-graph/upstream/parse';
import { anyList, anyObject, identifier, integer, optional, text } from '@customer-graph/upstream/shapes';
import type { MinorAmount } from '../../domain/money.ts';
import type { Period } from '../../domain/subscription.ts';

/** Checks values of Stripe's responses at run time. */
export const parse = createParse('BILLING');

/** The fields of an object. The SDK's types promise more than every API version keeps, so their values are unknown. */
export type Fields<T extends object> = { readonly [Name in keyof T]?: unknown };

// The rule sees no fields in the type parameter's constraint.
/* eslint-disable @typescript-eslint/no-generated-empty-object-type */
export const fieldsOf = <T extends object>(value: unknown, name: string): Fields<T> => parse(anyObject, value, name);
/** The fields of an object that may be absent or still an id. */
export const optionalFieldsOf = <T extends object>(value: unknown, name: string): Fields<T> | null =>
  value === null || value === undefined || typeof value === 'string' ? null : fieldsOf<T>(value, name);
/* eslint-enable @typescript-eslint/no-generated-empty-object-type */

export const listOf = (value: unknown, name: string): readonly unknown[] => parse(anyList, value, name);

/** The id in a field that Stripe may expand into the whole object. */
export const reference = z.union([identifier, z.object({ id: identifier }).transform(({ id }) => id)]);

/** Seconds to milliseconds since the epoch. */
export const time = integer.transform((seconds) => seconds * 1_000);

/** A currency in capitals. */
export const currencyCode = text.transform((code) => code.toUpperCase());

/** A decimal number. The SDK turns some of them into objects of its own. */
export const decimal = z
  .unknown()
  .refine((value) => value !== null && value !== undefined, 'must be a decimal number')
  .transform(String)
  .pipe(z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a decimal number'));

export const optionalText = optional(text);
export const optionalTime = optional(time);

export const fromStripeAmount = (minor: unknown, currency: unknown, name: string): MinorAmount => ({
  minor: parse(integer, minor, name),
  currency: parse(currencyCode, currency, 'currency'),
});

export const fromStripePeriod = (start: unknown, end: unknown): Period => ({
  start: parse(time, start, 'period.start'),
  end: parse(time, end, 'period.end'),
});

const embeddedList = z.object({ data: anyList, has_more: z.boolean() });

/** The elements of an embedded list. Stripe embeds ten at most, so the others are read with `readAll`. */
export async function completeList(
  value: unknown,
  name: string,
  readAll: () => Promise<readonly unknown[]>,
): Promise<readonly unknown[]> {
  const list = parse(embeddedList, value, name);
  return list.has_more ? readAll() : list.data;
}

/** Reads now and returns the result later: its error then costs the field that needs the result, and no other. */
export async function deferred<T>(read: () => Promise<T>): Promise<() => T> {
  try {
    const value = await read();
    return () => value;
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return () => {
      throw error;
    };
  }
}

/** The shape of an enum of Stripe. An unknown value is OTHER. */
export const enumOf = <T extends string>(values: Readonly<Record<string, T>>) =>
  text.transform((name): T | 'OTHER' => (Object.hasOwn(values, name) ? (values[name] as T) : 'OTHER'));
