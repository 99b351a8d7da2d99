import { z } from 'zod';
import { optional } from '@customer-graph/upstream/shapes';
import { parse } from './fields.ts';

/**
 * Checks that an object that Stripe listed for a customer names no other one.
 *
 * @param customer the object's `customer`: an id, an expanded customer, or nothing
 * @throws {GraphError} UPSTREAM_INVALID_RESPONSE for another customer
 */
export function assertOwner(customer: unknown, customerId: string): void {
  parse(optional(z.union([z.literal(customerId), z.looseObject({ id: z.literal(customerId) })])), customer, 'customer');
}
