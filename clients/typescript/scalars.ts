/**
 * The TypeScript type of each scalar, for `scalars` of GraphQL Code Generator. All of them are strings in JSON. Decimal
 * stays one, because a number would round it.
 */
export const scalarTypes = {
  CurrencyCode: 'string',
  Date: 'string',
  DateTime: 'string',
  Decimal: 'string',
  EmailAddress: 'string',
  URL: 'string',
} as const;
