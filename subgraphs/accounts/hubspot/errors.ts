import { GraphError } from '../../shared/errors.ts';

const statusOf = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number'
    ? error.code
    : undefined;

/** Whether HubSpot says that there is no such thing. */
export const isHubSpotNotFound = (error: unknown): boolean => statusOf(error) === 404;

/** Whether HubSpot says that a value cannot be taken. */
export const isHubSpotInvalid = (error: unknown): boolean => statusOf(error) === 400;

/** Whether HubSpot says that there is one already. */
export const isHubSpotConflict = (error: unknown): boolean => statusOf(error) === 409;

/**
 * HubSpot's refusals as errors of the closed table. What the upstream client has already named passes. 401 and 403 mean the graph's own
 * token (private apps, "Scopes"): nothing the client could put right. The SDK's message quotes the body: it is not kept.
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

/** Runs a call of the SDK, its failures translated once. */
export async function throughHubSpot<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw fromHubSpotError(error);
  }
}
