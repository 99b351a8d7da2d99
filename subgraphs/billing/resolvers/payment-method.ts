import { defaultMethodIdOf } from '../domain/customer.ts';
import type { PaymentMethodResolvers } from '../generated/schema.ts';

export const paymentMethodResolvers: PaymentMethodResolvers = {
  async isDefault({ id, customerId }, _arguments, { loaders }) {
    const customer = await loaders.customer.load(customerId);
    return customer !== null && defaultMethodIdOf(customer) === id;
  },
};
