import type { IncomingHttpHeaders } from 'node:http';
import { credentials } from '../credentials.ts';
import { invalid, StripeError } from './errors.ts';

/**
 * Throws the StripeError of a request for another account than `account`. Stripe, "Stripe-Context header" and "Organization
 * API keys": a key of an organization needs Stripe-Context, and Stripe-Account names a connected account only.
 *
 * @param account the account with the data; null: the key's own
 */
export function assertContext(headers: IncomingHttpHeaders, account: string | null): void {
  const { 'stripe-context': context, 'stripe-account': connected, authorization = '' } = headers;
  const isOrganization = authorization.includes(credentials.stripeOrganizationKey);
  if (isOrganization && context === undefined)
    throw invalid('The `Stripe-Context` header is required with an organization API key.');
  const named = context ?? (isOrganization ? undefined : connected) ?? null;
  if (named === account) return;
  throw new StripeError(403, {
    type: 'invalid_request_error',
    code: 'account_invalid',
    message: `The provided key does not have access to account '${String(named)}' (or that account does not exist).`,
  });
}
