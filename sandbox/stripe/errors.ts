/** An error response in Stripe's format. */
export class StripeError extends Error {
  override readonly name = 'StripeError';
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
      [field: string]: unknown;
    },
  ) {
    super(error.message);
    this.status = status;
    this.body = { error };
    this.code = error.code;
  }
}

export const invalid = (message: string, param?: string, code?: string): StripeError =>
  new StripeError(400, { type: 'invalid_request_error', message, ...(param && { param }), ...(code && { code }) });

export const missing = (kind: string, id: string, param = 'id'): StripeError =>
  new StripeError(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
    param,
  });

/** The error body of a status that a fault demands. */
export function stripeErrorOfStatus(status: number): object {
  if (status === 429)
    return { error: { type: 'invalid_request_error', code: 'rate_limit', message: 'Request rate limit exceeded.' } };
  if (status === 401) return { error: { type: 'invalid_request_error', message: 'Invalid API Key provided.' } };
  if (status >= 500) return { error: { type: 'api_error', message: 'An unknown error occurred.' } };
  return { error: { type: 'invalid_request_error', message: 'The request could not be carried out.' } };
}
