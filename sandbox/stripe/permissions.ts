import { StripeError } from './errors.ts';
import { textsOf, type Parameters } from './parameters.ts';

/** The resource behind a path, as permissions name it. Prices are plans there. */
const resources: readonly (readonly [RegExp, string])[] = [
  [/^\/v1\/customers\/[^/]+\/payment_methods/, 'payment_method'],
  [/^\/v1\/customers/, 'customer'],
  [/^\/v1\/subscription(s|_items|_schedules)/, 'subscription'],
  [/^\/v1\/invoice(s|_payments)/, 'invoice'],
  [/^\/v1\/payment_methods/, 'payment_method'],
  [/^\/v1\/payment_intents/, 'payment_intent'],
  [/^\/v1\/charges/, 'charge'],
  [/^\/v1\/credit_notes/, 'credit_note'],
  [/^\/v1\/prices/, 'plan'],
  [/^\/v1\/products/, 'product'],
  [/^\/v1\/entitlements/, 'entitlement'],
  [/^\/v1\/setup_intents/, 'setup_intent'],
  [/^\/v1\/billing_portal/, 'customer_portal'],
  [/^\/v1\/events/, 'event'],
  [/^\/v1\/webhook_endpoints/, 'webhook'],
];

/** The resource that an expanded field adds to a response. */
const expanded: Readonly<Record<string, string>> = {
  latest_charge: 'charge',
  payment_method: 'payment_method',
  default_payment_method: 'payment_method',
  subscriptions: 'subscription',
  latest_invoice: 'invoice',
  payment_intent: 'payment_intent',
  product: 'product',
};

/**
 * Throws the StripeError of a restricted key that lacks a permission (Stripe, "Restricted API keys"). An expansion needs
 * the permission to read what it adds.
 */
export function assertPermitted(
  method: string,
  path: string,
  input: Parameters,
  { missingPermissions }: { readonly missingPermissions: readonly string[] },
): void {
  const resource = resources.find(([shape]) => shape.test(path))?.[1];
  const needed = [
    ...(resource ? [`${resource}_${method === 'GET' ? 'read' : 'write'}`] : []),
    ...textsOf(input, 'expand')
      .flatMap((field) => field.split('.'))
      .flatMap((segment) => (expanded[segment] ? [`${expanded[segment]}_read`] : [])),
  ];
  const lacking = needed.find((permission) => missingPermissions.includes(permission));
  if (lacking === undefined) return;
  throw new StripeError(403, {
    type: 'invalid_request_error',
    message: `The provided key 'rk_test_*******' does not have the required permissions for this endpoint on account 'acct_sandbox'. Having the 'rak_${lacking}' permission would allow this request to continue.`,
  });
}
