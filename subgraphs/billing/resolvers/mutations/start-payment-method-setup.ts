import type { MutationResolvers } from '../../generated/schema.ts';
import type { BillingSource } from '../../port.ts';
import type { CustomerWrites } from '../../services/customer-writes.ts';
import { setupDone, type PaymentMethods } from '../../services/payment-methods.ts';

export const startPaymentMethodSetupMutation =
  (
    writes: CustomerWrites,
    methods: PaymentMethods,
    source: BillingSource,
  ): Required<MutationResolvers>['startPaymentMethodSetup'] =>
  async (_parent, { input }, context) => {
    const outcome = await writes('startPaymentMethodSetup', input, context, setupDone, (customerId, { key }) =>
      methods.startSetup(customerId, key),
    );
    if ('refused' in outcome) return { clientSecret: null, userErrors: [...outcome.refused] };
    // The journal keeps only the id. The secret is read again for every repeat.
    return { clientSecret: await source.setupSecret(outcome.done.setupId), userErrors: [] };
  };
