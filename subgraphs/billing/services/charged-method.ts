import type { Context } from '../context.ts';
import { chargedMethodIdOf, type Customer } from '../domain/customer.ts';
import type { PaymentMethod } from '../domain/payment.ts';
import { isLive, type Subscription } from '../domain/subscription.ts';

/** The method with this id. One of the older kind is not read with its customer or subscription. */
async function methodOf(
  id: string,
  known: readonly (PaymentMethod | null)[],
  customerId: string,
  { loaders }: Context,
): Promise<PaymentMethod | null> {
  const read = known.find((method) => method?.id === id);
  return read ?? (await loaders.paymentMethods.load(customerId)).find((method) => method.id === id) ?? null;
}

/** The payment method for the invoices of a customer; null: none. */
export const defaultMethodOf = ({ id, defaultPaymentMethod, defaultSourceId }: Customer, context: Context) =>
  defaultPaymentMethod ?? (defaultSourceId === null ? null : methodOf(defaultSourceId, [], id, context));

/** The payment method that the next invoice of a subscription is charged to; null: none. */
export async function chargedMethodOf(subscription: Subscription, context: Context): Promise<PaymentMethod | null> {
  const { customerId } = subscription;
  const customer = isLive(subscription) ? await context.loaders.customer.load(customerId) : null;
  const id = customer && chargedMethodIdOf(subscription, customer);
  if (!customer || id === null) return null;
  return methodOf(id, [subscription.paymentMethod, customer.defaultPaymentMethod], customerId, context);
}
