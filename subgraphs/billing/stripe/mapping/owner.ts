import { GraphError } from '@customer-graph/protocol/errors';
import { optional } from '@customer-graph/upstream/shapes';
import { parse, reference } from './fields.ts';

/**
 * Checks that an object that Stripe listed for a customer names no other one.
 *
 * @param customer the object's `customer`: an id, an expanded customer, or nothing
 * @throws {GraphError} UPSTREAM_INVALID_RESPONSE for another customer
 */
export function assertOwner(customer: unknown, customerId: string): void {
  const owner = parse(shape, customer, 'customer');
  if (owner === null || owner === customerId) return;
  throw new GraphError('UPSTREAM_INVALID_RESPONSE', {
    system: 'BILLING',
    cause: new TypeError('customer: must be the customer whose read returned the object'),
  });
}

const shape = optional(reference);
