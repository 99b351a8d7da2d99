import type { Idempotency } from '@customer-graph/journal/idempotency';
import type { WithLock } from '@customer-graph/journal/locks';
import type { MutationResolvers } from '../generated/schema.ts';
import type { BillingSource } from '../port.ts';
import type { CustomerLinks } from '../services/customer-links.ts';
import { createCustomerWrites } from '../services/customer-writes.ts';
import { createPaymentMethods } from '../services/payment-methods.ts';
import { createBillingPortalSessionMutation } from './mutations/create-billing-portal-session.ts';
import { payInvoiceMutation } from './mutations/pay-invoice.ts';
import { removePaymentMethodMutation } from './mutations/remove-payment-method.ts';
import { setDefaultPaymentMethodMutation } from './mutations/set-default-payment-method.ts';
import { startPaymentMethodSetupMutation } from './mutations/start-payment-method-setup.ts';
import { updateBillingDetailsMutation } from './mutations/update-billing-details.ts';

export interface MutationOptions {
  readonly source: BillingSource;
  readonly links: CustomerLinks;
  readonly idempotency: Idempotency;
  readonly withLock: WithLock;
  /** Origins to which the billing system's own pages may send people back. */
  readonly returnOrigins: readonly string[];
}

export function createMutationResolvers({
  source,
  links,
  idempotency,
  withLock,
  returnOrigins,
}: MutationOptions): MutationResolvers {
  const writes = createCustomerWrites(links, idempotency);
  const methods = createPaymentMethods(source);
  return {
    startPaymentMethodSetup: startPaymentMethodSetupMutation(writes, methods, source),
    setDefaultPaymentMethod: setDefaultPaymentMethodMutation(writes, methods),
    removePaymentMethod: removePaymentMethodMutation(writes, methods),
    payInvoice: payInvoiceMutation(writes, methods, source),
    updateBillingDetails: updateBillingDetailsMutation(writes, source, withLock),
    createBillingPortalSession: createBillingPortalSessionMutation(writes, source, returnOrigins),
  };
}
