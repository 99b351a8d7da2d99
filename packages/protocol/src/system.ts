/** Values of the schema's enum SystemOfRecord. */
export const systemsOfRecord = ['CRM', 'BILLING', 'PRODUCT', 'SUPPORT', 'STATUS'] as const;
/** A system that owns facts about customers. */
export type SystemOfRecord = (typeof systemsOfRecord)[number];
