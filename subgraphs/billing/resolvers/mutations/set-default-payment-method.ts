import type { MutationResolvers } from '../../generated/schema.ts';
import type { CustomerWrites } from '../../services/customer-writes.ts';
import { methodDone, type PaymentMethods } from '../../services/payment-methods.ts';
import { toPaymentMethodPayload } from './payment-method-payload.ts';

export const setDefaultPaymentMethodMutation =
  (writes: CustomerWrites, methods: PaymentMethods): Required<MutationResolvers>['setDefaultPaymentMethod'] =>
  async (_parent, { input }, context) => {
    const { paymentMethodId, subscriptionIds = null } = input;
    const outcome = await writes('setDefaultPaymentMethod', input, context, methodDone, (customerId, { key }) =>
      methods.setDefault(customerId, { paymentMethodId, subscriptionIds }, key, context),
    );
    return toPaymentMethodPayload(outcome, methods, context);
  };
