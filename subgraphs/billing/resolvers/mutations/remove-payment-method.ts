import { userError } from '@customer-graph/protocol/user-error';
import type { MutationResolvers } from '../../generated/schema.ts';
import type { CustomerWrites } from '../../services/customer-writes.ts';
import { methodDone, type PaymentMethods } from '../../services/payment-methods.ts';
import { toPaymentMethodPayload } from './payment-method-payload.ts';

export const removePaymentMethodMutation =
  (writes: CustomerWrites, methods: PaymentMethods): Required<MutationResolvers>['removePaymentMethod'] =>
  async (_parent, { input }, context) => {
    if (input.subscriptionIds) {
      const message = 'subscriptionIds is for setDefaultPaymentMethod only.';
      return { paymentMethods: null, userErrors: [userError('INVALID_INPUT', message, 'subscriptionIds')] };
    }
    const outcome = await writes('removePaymentMethod', input, context, methodDone, (customerId, attempt) =>
      methods.remove(customerId, input.paymentMethodId, attempt, context),
    );
    return toPaymentMethodPayload(outcome, methods, context);
  };
