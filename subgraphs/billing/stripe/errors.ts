import Stripe from 'stripe';
import { badInput, GraphError } from '../../shared/errors.ts';

/** The SDK wraps what its HTTP client throws: what the upstream client said stands underneath. */
function underneath(error: unknown): GraphError | undefined {
  if (error instanceof GraphError) return error;
  if (!(error instanceof Stripe.errors.StripeConnectionError)) return undefined;
  const { detail, cause } = error as { detail?: unknown; cause?: unknown };
  return [detail, cause].find((inner) => inner instanceof GraphError);
}

export const isStripeNotFound = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError && (error.code === 'resource_missing' || error.statusCode === 404);

/** Whether it is the customer that there is not: a link leads nowhere, and there is none of anything. */
export const isStripeCustomerMissing = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError && error.code === 'resource_missing' && error.param === 'customer';

/** Whether it is a payment that Stripe refused: a declined card, or none to charge (Stripe API, "Errors": 402). */
export const isStripeRefused = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError && error.statusCode === 402;

export const stripeCode = (error: unknown): string | undefined =>
  error instanceof Stripe.errors.StripeError ? error.code : undefined;

/**
 * Stripe's refusals as errors of the closed table (Stripe API, "Errors"). 401 and 403 mean the graph's own key: nothing the client
 * could put right. Stripe's message may quote what was sent: it is not kept.
 */
export function fromStripeError(error: unknown): GraphError {
  const known = underneath(error);
  if (known) return known;
  if (!(error instanceof Stripe.errors.StripeError)) {
    const cause = new Error(`Stripe SDK: ${error instanceof Error ? error.name : typeof error}`);
    return new GraphError('UPSTREAM_INVALID_RESPONSE', { system: 'BILLING', cause });
  }
  const cause = new Error(`Stripe answered ${error.statusCode ?? 'nothing'}: ${error.type} ${error.code ?? ''}`);
  if (error.statusCode === 401 || error.statusCode === 403) {
    return new GraphError('UPSTREAM_UNAVAILABLE', { system: 'BILLING', retryable: false, cause });
  }
  // A cursor names an element: one that is gone, or somebody else's.
  if (error.code === 'resource_missing' && error.param === 'starting_after')
    return badInput('after is not a cursor of this list.');
  // The same key is still being carried out.
  if (error.code === 'idempotency_key_in_use' || error.statusCode === 409)
    return new GraphError('UPSTREAM_UNAVAILABLE', { system: 'BILLING', retryable: true, cause });
  if (error.statusCode === undefined) return new GraphError('UPSTREAM_UNAVAILABLE', { system: 'BILLING', cause });
  return new GraphError('INTERNAL', { system: 'BILLING', cause });
}

/** Runs a call of the SDK, its failures translated once. */
export async function throughStripe<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw fromStripeError(error);
  }
}
