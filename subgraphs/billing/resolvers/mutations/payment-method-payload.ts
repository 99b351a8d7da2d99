import type { Context } from '../../context.ts';
import type { CustomerWriteOutcome } from '../../services/customer-writes.ts';
import type { MethodDone, PaymentMethods } from '../../services/payment-methods.ts';

/** The payload of a change to the payment methods: all of them, read again. */
export async function toPaymentMethodPayload(
  outcome: CustomerWriteOutcome<MethodDone>,
  methods: PaymentMethods,
  context: Context,
) {
  if ('refused' in outcome) return { paymentMethods: null, userErrors: [...outcome.refused] };
  const { customerId } = outcome;
  const paymentMethods = customerId === null ? null : [...(await methods.readBack(customerId, context))];
  return { paymentMethods, userErrors: [] };
}
