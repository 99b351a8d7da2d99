import { GraphError } from '@customer-graph/protocol/errors';
import { createExpect } from '@customer-graph/upstream/expect';
import type { MinorAmount } from '../../domain/money.ts';
import type { Period } from '../../domain/subscription.ts';

/** Checks fields of Stripe's responses at run time. */
export const expect = createExpect('BILLING');

/** The id in a field that Stripe may expand into the whole object. */
export const idOf = (value: string | { id: string } | null | undefined, field: string): string =>
  expect.string(typeof value === 'object' && value !== null ? value.id : value, field);

/** Seconds to milliseconds since the epoch. */
export const fromStripeTime = (seconds: unknown, field: string): number => expect.integer(seconds, field) * 1_000;
export const fromOptionalStripeTime = (seconds: unknown, field: string): number | null =>
  seconds === null || seconds === undefined ? null : fromStripeTime(seconds, field);

export const fromStripeAmount = (minor: unknown, currency: unknown, field: string): MinorAmount => ({
  minor: expect.integer(minor, field),
  currency: expect.string(currency, 'currency').toUpperCase(),
});

export const fromStripePeriod = (start: unknown, end: unknown): Period => ({
  start: fromStripeTime(start, 'period.start'),
  end: fromStripeTime(end, 'period.end'),
});

/** The elements of an embedded list. Throws if the list is incomplete, because a partial list would be wrong data. */
export function completeList<T>(
  list: { readonly data: readonly T[]; readonly has_more: boolean } | null | undefined,
  field: string,
): readonly T[] {
  const { data, has_more: hasMore } = expect.object(list, field);
  if (expect.boolean(hasMore, `${field}.has_more`)) {
    throw new GraphError('UPSTREAM_INVALID_RESPONSE', {
      system: 'BILLING',
      cause: new Error(`${field} is incomplete`),
    });
  }
  return expect.array(data, `${field}.data`);
}

/** Translates a value of Stripe's enum. An unknown value is OTHER. */
export const enumOf =
  <T extends string>(values: Readonly<Record<string, T>>) =>
  (value: unknown, field: string): T | 'OTHER' => {
    const name = expect.string(value, field);
    return Object.hasOwn(values, name) ? (values[name] as T) : 'OTHER';
  };
