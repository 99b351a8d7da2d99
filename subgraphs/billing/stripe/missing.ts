import { fromStripeError, isStripeCustomerMissing, isStripeNotFound } from './errors.ts';

/** Runs a read of one object. Null if Stripe does not have it. */
export async function nullIfMissing<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isStripeNotFound(error)) return null;
    throw fromStripeError(error);
  }
}

/** Runs a read of a customer's objects. `empty` if the customer does not exist. */
export async function emptyWithoutCustomer<T>(empty: NoInfer<T>, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (isStripeCustomerMissing(error)) return empty;
    throw fromStripeError(error);
  }
}
