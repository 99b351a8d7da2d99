import { GraphQLScalarType } from 'graphql';
import { malformed, type MalformedInput } from './malformed-input.ts';

/** A scalar whose values are texts. `accepts` returns the normalized value, or undefined to reject it. */
const textScalar = (name: string, accepts: (value: string) => string | undefined, wanted: string) => {
  const parse = (value: unknown): string | MalformedInput =>
    (typeof value === 'string' ? accepts(value) : undefined) ?? malformed(`${name} must be ${wanted}.`);
  return new GraphQLScalarType<string | MalformedInput, string>({
    name,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: (node) => parse('value' in node ? node.value : undefined),
  });
};

const parseSafeInt = (value: unknown): number | MalformedInput =>
  Number.isSafeInteger(value) ? (value as number) : malformed('SafeInt must be a whole number below 2^53.');

const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;
const date = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the day exists. JavaScript would move 31 February into March. */
const isCalendarDay = (value: string): boolean => {
  const time = Date.parse(value.slice(0, 10));
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value.slice(0, 10));
};

/**
 * Returns a DateTime in UTC. Fractions appear only for times that are not whole seconds.
 *
 * @param milliseconds since the epoch
 */
export const toDateTime = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('.000Z', 'Z');

/** Like `toDateTime`; null stays null. */
export const toOptionalDateTime = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : toDateTime(milliseconds);

/** A whole number for a field of type Int; null beyond 32 bits, where GraphQL has no Int (GraphQL, 3.5.1). */
export const toInt32 = (value: number | null): number | null =>
  value !== null && Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? value : null;

/** Resolvers of the scalars in schema/shared.graphql. Input is checked here; output was checked by the vendor's mapping. */
export const scalarResolvers = {
  DateTime: textScalar(
    'DateTime',
    (value) =>
      dateTime.test(value) && isCalendarDay(value) && !Number.isNaN(Date.parse(value))
        ? toDateTime(Date.parse(value))
        : undefined,
    'a date and time with an offset, such as 2026-03-01T09:30:00Z',
  ),
  Date: textScalar(
    'Date',
    (value) => (date.test(value) && isCalendarDay(value) ? value : undefined),
    'a calendar day in the format YYYY-MM-DD',
  ),
  EmailAddress: textScalar(
    'EmailAddress',
    (value) => (/^[^\s@]{1,64}@[^\s@]{1,255}$/.test(value) ? value : undefined),
    'an e-mail address',
  ),
  URL: textScalar(
    'URL',
    (value) => (URL.canParse(value) && /^https?:/i.test(value) ? value : undefined),
    'an absolute http(s) URL',
  ),
  Decimal: textScalar(
    'Decimal',
    (value) => (/^-?\d+(\.\d+)?$/.test(value) ? value : undefined),
    'a decimal number in a string',
  ),
  SafeInt: new GraphQLScalarType<number | MalformedInput, number>({
    name: 'SafeInt',
    serialize: Number,
    parseValue: parseSafeInt,
    parseLiteral: (node) => parseSafeInt('value' in node ? Number(node.value) : undefined),
  }),
  CurrencyCode: textScalar(
    'CurrencyCode',
    (value) => (/^[A-Z]{3}$/.test(value) ? value : undefined),
    'an ISO 4217 code',
  ),
};
