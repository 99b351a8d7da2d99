import { textOf, type Parameters } from '../parameters.ts';
import type { Collection, StripeObject } from '../store.ts';
import type { Router } from './router.ts';

/** A filter that accepts everything if the value is undefined. */
export const fieldEquals =
  (field: string, value: unknown) =>
  (object: StripeObject): boolean =>
    value === undefined || object[field] === value;

/** The objects of the customer in the input; without a customer, all. Throws a StripeError for an unknown customer. */
export function ofCustomer(router: Router, collection: Collection, input: Parameters): StripeObject[] {
  const id = textOf(input, 'customer');
  if (id === undefined) return router.store.list(collection);
  router.requireObject('customers', id, 'customer');
  return router.store.by(collection, 'customer', id);
}
