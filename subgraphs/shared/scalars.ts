import { GraphQLScalarType } from 'graphql';
import { badInput } from './errors.ts';

const text = (name: string, accepts: (value: string) => string | undefined, wanted: string) => {
  const parse = (value: unknown): string => {
    const parsed = typeof value === 'string' ? accepts(value) : undefined;
    if (parsed === undefined) throw badInput(`${name} must be ${wanted}.`);
    return parsed;
  };
  return new GraphQLScalarType<string, string>({
    name,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: (node) => parse('value' in node ? node.value : undefined),
  });
};

const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;
const date = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a calendar has the day: JavaScript would move one that it has not into the next month. */
const isDay = (value: string): boolean => {
  const time = Date.parse(value.slice(0, 10));
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value.slice(0, 10));
};

/** The whole second is kept as it is; a fraction only where there is one. */
export const toDateTime = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('.000Z', 'Z');

export const toOptionalDateTime = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : toDateTime(milliseconds);

/** Scalars of schema/shared.graphql. What comes from an owner was checked by its mapping; what comes from a client is checked here. */
export const scalarResolvers = {
  DateTime: text(
    'DateTime',
    (value) =>
      dateTime.test(value) && isDay(value) && !Number.isNaN(Date.parse(value))
        ? toDateTime(Date.parse(value))
        : undefined,
    'a moment with its offset: 2026-03-01T09:30:00Z',
  ),
  Date: text('Date', (value) => (date.test(value) && isDay(value) ? value : undefined), 'a day as YYYY-MM-DD'),
  EmailAddress: text(
    'EmailAddress',
    (value) => (/^[^\s@]{1,64}@[^\s@]{1,255}$/.test(value) ? value : undefined),
    'an e-mail address',
  ),
  URL: text(
    'URL',
    (value) => (URL.canParse(value) && /^https?:/i.test(value) ? value : undefined),
    'an absolute http(s) URL',
  ),
  Decimal: text(
    'Decimal',
    (value) => (/^-?\d+(\.\d+)?$/.test(value) ? value : undefined),
    'a decimal number in a string',
  ),
  CurrencyCode: text('CurrencyCode', (value) => (/^[A-Z]{3}$/.test(value) ? value : undefined), 'an ISO 4217 code'),
};
