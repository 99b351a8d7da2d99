/** A refusal in Stripe's own words. */
export class StripeRefusal extends Error {
  override readonly name = 'StripeRefusal';
  readonly status: number;
  readonly body: object;
  readonly code: string | undefined;

  constructor(
    status: number,
    error: {
      type: string;
      code?: string;
      message: string;
      param?: string;
      decline_code?: string;
      [more: string]: unknown;
    },
  ) {
    super(error.message);
    this.status = status;
    this.body = { error };
    this.code = error.code;
  }
}

export const invalid = (message: string, param?: string, code?: string): StripeRefusal =>
  new StripeRefusal(400, { type: 'invalid_request_error', message, ...(param && { param }), ...(code && { code }) });

export const missing = (kind: string, id: string, param = 'id'): StripeRefusal =>
  new StripeRefusal(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
    param,
  });

export function stripeErrorOfStatus(status: number): object {
  if (status === 429)
    return { error: { type: 'invalid_request_error', code: 'rate_limit', message: 'Request rate limit exceeded.' } };
  if (status === 401) return { error: { type: 'invalid_request_error', message: 'Invalid API Key provided.' } };
  if (status >= 500) return { error: { type: 'api_error', message: 'An unknown error occurred.' } };
  return { error: { type: 'invalid_request_error', message: 'The request could not be carried out.' } };
}
