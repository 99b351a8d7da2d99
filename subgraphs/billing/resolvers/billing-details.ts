import type { Customer } from '../domain/customer.ts';
import type { BillingDetails } from '../generated/schema.ts';

/** The billing details as the schema has them; null if the customer does not exist. */
export const toDetails = (customer: Customer | null): BillingDetails | null =>
  customer && { ...customer.details, taxIds: [...customer.details.taxIds] };
