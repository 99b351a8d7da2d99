/** The systems that own facts, as the schema names them. */
export const systemsOfRecord = ['CRM', 'BILLING', 'PRODUCT', 'SUPPORT', 'STATUS'] as const;
export type SystemOfRecord = (typeof systemsOfRecord)[number];
