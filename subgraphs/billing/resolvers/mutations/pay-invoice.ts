import type { MutationResolvers } from '../../generated/schema.ts';
import type { BillingSource } from '../../port.ts';
import type { CustomerWrites } from '../../services/customer-writes.ts';
import { payInvoice, paymentDone, readPaidInvoice } from '../../services/invoice-payment.ts';
import type { PaymentMethods } from '../../services/payment-methods.ts';

export const payInvoiceMutation =
  (writes: CustomerWrites, methods: PaymentMethods, source: BillingSource): Required<MutationResolvers>['payInvoice'] =>
  async (_parent, { input }, context) => {
    const { invoiceId, paymentMethodId = null } = input;
    const outcome = await writes('payInvoice', input, context, paymentDone, (customerId, attempt) =>
      payInvoice(source, methods, customerId, { invoiceId, paymentMethodId }, attempt),
    );
    if ('refused' in outcome) return { invoice: null, nextAction: null, userErrors: [...outcome.refused] };
    return { ...(await readPaidInvoice(source, outcome.customerId, outcome.done)), userErrors: [] };
  };
