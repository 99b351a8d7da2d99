import DataLoader from 'dataloader';
import { beforeDeadline } from '@customer-graph/process/before-deadline';
import { GraphError } from '@customer-graph/protocol/errors';
import type { SystemOfRecord } from '@customer-graph/protocol/system';
import { currentUpstreamContext, withoutUpstreamContext, type UpstreamContext } from './context.ts';

/** Options of `coalesce`. */
export interface CoalesceOptions<Key, Value> {
  /** The system that errors name. */
  readonly system: SystemOfRecord;
  /** Looks up all keys in one call. Returns the values in the order of the keys. */
  readonly run: (keys: readonly Key[]) => Promise<readonly Value[]>;
  /** Maximum number of keys in one call. */
  readonly maxKeys: number;
}

/** Time that the first look-up waits for others, in milliseconds. */
const gatherMs = 5;

/**
 * Combines look-ups of several requests into one call, for vendors with narrow limits. Nothing is cached. No request's deadline
 * ends the shared call, but each request waits only until its own deadline.
 *
 * @throws {GraphError} UPSTREAM_TIMEOUT at the deadline of the waiting request
 * @example
 * const findOwner = coalesce({ system: 'CRM', run: (emails) => searchOwners(emails), maxKeys: 100 });
 */
export function coalesce<Key, Value>({
  system,
  run,
  maxKeys,
}: CoalesceOptions<Key, Value>): (key: Key) => Promise<Value> {
  const loader = new DataLoader<Key, Value>((keys) => withoutUpstreamContext(() => run(keys)), {
    cache: false,
    maxBatchSize: maxKeys,
    batchScheduleFn: (dispatch) => void setTimeout(dispatch, gatherMs),
  });
  const counted = new WeakSet<UpstreamContext>();
  return async (key) => {
    const context = currentUpstreamContext();
    const deadline = context?.deadline;
    // A shared call counts once for each request that takes part in it.
    if (context && !counted.has(context)) {
      counted.add(context);
      context.count.calls += 1;
    }
    const value = loader.load(key);
    return deadline === undefined
      ? value
      : beforeDeadline(deadline, value, () => new GraphError('UPSTREAM_TIMEOUT', { system }));
  };
}
