import type Stripe from 'stripe';
import type { PortalFlow } from '../../domain/portal.ts';

export const toStripePortalFlow = (flow: PortalFlow): Stripe.BillingPortal.SessionCreateParams.FlowData => {
  switch (flow.kind) {
    case 'PAYMENT_METHOD_UPDATE':
      return { type: 'payment_method_update' };
    case 'SUBSCRIPTION_UPDATE':
      return { type: 'subscription_update', subscription_update: { subscription: flow.subscriptionId } };
    case 'SUBSCRIPTION_CANCEL':
      return { type: 'subscription_cancel', subscription_cancel: { subscription: flow.subscriptionId } };
    default:
      return flow satisfies never;
  }
};
