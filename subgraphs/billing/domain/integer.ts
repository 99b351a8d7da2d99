const maxInt = 2_147_483_647;

/** A value for a GraphQL Int; null if it has more than 32 bits. */
export const toInt = (value: number | null): number | null =>
  value === null || Math.abs(value) > maxInt ? null : value;

/** A value for a non-null GraphQL Int: at most the largest one. */
export const toLimitedInt = (value: number): number => Math.min(value, maxInt);
