import Stripe from 'stripe';
import { badInput, GraphError } from '@customer-graph/protocol/errors';

/** The upstream client's own error, which the SDK wraps. */
function upstreamErrorIn(error: unknown): GraphError | undefined {
  if (error instanceof GraphError) return error;
  if (!(error instanceof Stripe.errors.StripeConnectionError)) return undefined;
  const { detail, cause } = error as { detail?: unknown; cause?: unknown };
  return [detail, cause].find((inner) => inner instanceof GraphError);
}

export const isStripeNotFound = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError && (error.code === 'resource_missing' || error.statusCode === 404);

/** Whether the request's customer does not exist. A link to a deleted customer then reads as empty lists. */
export const isStripeCustomerMissing = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError && error.code === 'resource_missing' && error.param === 'customer';

/** Whether Stripe refused a payment: a declined card, or no card to charge (Stripe API, "Errors": 402). */
export const isStripePaymentRefused = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError && error.statusCode === 402;

/** Whether Stripe refused the price or quantity of a subscription item, such as a price in another currency. */
export const isStripeItemRefused = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError &&
  error.statusCode === 400 &&
  /(^|\[)items\b/.test(error.param ?? '');

export const stripeCode = (error: unknown): string | undefined =>
  error instanceof Stripe.errors.StripeError ? error.code : undefined;

/**
 * Translates an error of the SDK into the closed table (Stripe API, "Errors"). 401 and 403 concern the graph's own key, so the
 * client cannot correct them. Stripe's message may quote the request, so it is dropped.
 */
export function fromStripeError(error: unknown): GraphError {
  const upstreamError = upstreamErrorIn(error);
  if (upstreamError) return upstreamError;
  if (!(error instanceof Stripe.errors.StripeError)) {
    const cause = new Error(`Stripe SDK: ${error instanceof Error ? error.name : typeof error}`);
    return new GraphError('UPSTREAM_INVALID_RESPONSE', { system: 'BILLING', cause });
  }
  const cause = new Error(`Stripe status ${error.statusCode ?? 'none'}: ${error.type} ${error.code ?? ''}`);
  if (error.statusCode === 401 || error.statusCode === 403) {
    return new GraphError('UPSTREAM_UNAVAILABLE', { system: 'BILLING', retryable: false, cause });
  }
  // The cursor's element was deleted or belongs to another customer.
  if (error.code === 'resource_missing' && error.param === 'starting_after')
    return badInput('after is not a cursor of this list.');
  // A request with the same idempotency key is still running.
  if (error.code === 'idempotency_key_in_use' || error.statusCode === 409)
    return new GraphError('UPSTREAM_UNAVAILABLE', { system: 'BILLING', retryable: true, cause });
  if (error.statusCode === undefined) return new GraphError('UPSTREAM_UNAVAILABLE', { system: 'BILLING', cause });
  return new GraphError('INTERNAL', { system: 'BILLING', cause });
}

/** Runs a call of the SDK and translates its error. */
export async function callStripe<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw fromStripeError(error);
  }
}
