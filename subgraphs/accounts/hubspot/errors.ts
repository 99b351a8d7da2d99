import { GraphError } from '@customer-graph/protocol/errors';

const statusOf = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number'
    ? error.code
    : undefined;

/** Whether the object does not exist. */
export const isHubSpotNotFound = (error: unknown): boolean => statusOf(error) === 404;

/** Whether HubSpot does not accept a value. */
export const isHubSpotInvalid = (error: unknown): boolean => statusOf(error) === 400;

/** Whether the credentials lack the permission. */
export const isHubSpotForbidden = (error: unknown): boolean => statusOf(error) === 403;

/** Whether the object exists already. */
export const isHubSpotConflict = (error: unknown): boolean => statusOf(error) === 409;

/**
 * Translates an error of the SDK into a `GraphError`. 401 and 403 concern the graph's own credentials, so a
 * retry cannot help. The SDK's message is dropped: it quotes the response body.
 */
export function fromHubSpotError(error: unknown): GraphError {
  if (error instanceof GraphError) return error;
  const status = statusOf(error);
  const cause = new Error(
    status === undefined
      ? `HubSpot SDK: ${error instanceof Error ? error.name : typeof error}`
      : `HubSpot answered ${status}`,
  );
  if (status === 401 || status === 403)
    return new GraphError('UPSTREAM_UNAVAILABLE', { system: 'CRM', retryable: false, cause });
  if (status === undefined || status < 400)
    return new GraphError('UPSTREAM_INVALID_RESPONSE', { system: 'CRM', cause });
  return new GraphError('INTERNAL', { system: 'CRM', cause });
}

/** Runs a call of the SDK. Throws a `GraphError` if it fails. */
export async function throughHubSpot<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw fromHubSpotError(error);
  }
}

/** Runs a call of the SDK. Null: the object does not exist. Throws a `GraphError` if it fails otherwise. */
export async function orNullIfMissing<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (isHubSpotNotFound(error)) return null;
    throw fromHubSpotError(error);
  }
}
