import type { IdType, ProductMapping } from './product-mapping.ts';

const shapes: Record<IdType, RegExp> = {
  text: /^[^\0]{1,255}$/,
  bigint: /^\d{1,18}$/,
  uuid: /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i,
};

/** Whether an id fits the column's type. One id that does not would make the database reject the whole statement. */
export const createIdCheck =
  ({ accounts }: ProductMapping) =>
  (id: string): boolean =>
    shapes[accounts.idType].test(id);
