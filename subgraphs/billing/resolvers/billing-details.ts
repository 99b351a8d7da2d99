import type { BillingDetailsResolvers } from '../generated/schema.ts';

export const billingDetailsResolvers: BillingDetailsResolvers = {
  taxIds: ({ taxIds }) => [...taxIds],
};
