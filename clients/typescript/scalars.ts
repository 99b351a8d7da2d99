/**
 * The TypeScript type of each scalar, for `scalars` of GraphQL Code Generator. All but SafeInt are strings in JSON.
 * Decimal stays one, because a number would round it.
 */
export const scalarTypes = {
  CurrencyCode: 'string',
  Date: 'string',
  DateTime: 'string',
  Decimal: 'string',
  EmailAddress: 'string',
  SafeInt: 'number',
  URL: 'string',
} as const;
