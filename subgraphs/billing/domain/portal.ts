/** The page of the billing system's portal that opens first. */
export type PortalFlow =
  | { readonly kind: 'PAYMENT_METHOD_UPDATE' }
  | { readonly kind: 'SUBSCRIPTION_UPDATE' | 'SUBSCRIPTION_CANCEL'; readonly subscriptionId: string };
