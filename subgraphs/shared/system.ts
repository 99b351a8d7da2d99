/** The systems that own facts, as the schema names them. */
export type SystemOfRecord = 'CRM' | 'BILLING' | 'PRODUCT' | 'SUPPORT' | 'STATUS';
