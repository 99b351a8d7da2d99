import type { WriteResult } from '../port.ts';
import { fromHubSpotError, isHubSpotInvalid, isHubSpotNotFound } from './errors.ts';

/** Runs a write. Throws a `GraphError` for every failure that a `WriteResult` does not cover. */
export async function tryWrite(write: () => Promise<unknown>): Promise<WriteResult> {
  try {
    await write();
    return 'DONE';
  } catch (error) {
    if (isHubSpotNotFound(error)) return 'MISSING';
    if (isHubSpotInvalid(error)) return 'REFUSED';
    throw fromHubSpotError(error);
  }
}
