import type { PaymentMethod } from '../domain/payment.ts';
import type { PaymentMethodResolvers } from '../generated/schema.ts';

export interface PaymentMethodParent extends PaymentMethod {
  readonly customerId: string;
}

export const toPaymentMethods = (methods: readonly PaymentMethod[], customerId: string): PaymentMethodParent[] =>
  methods.map((method) => ({ ...method, customerId }));

export const paymentMethodResolvers: PaymentMethodResolvers = {
  isDefault: async ({ id, customerId }, _arguments, { loaders }) =>
    (await loaders.customer.load(customerId))?.defaultPaymentMethod?.id === id,
};
