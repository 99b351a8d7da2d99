import DataLoader from 'dataloader';
import { beforeDeadline } from './before-deadline.ts';
import { GraphError } from './errors.ts';
import type { SystemOfRecord } from './system.ts';
import { currentUpstreamContext, withoutUpstreamContext, type UpstreamContext } from './upstream/context.ts';

export interface CoalesceOptions<Key, Value> {
  /** Named in errors. */
  readonly system: SystemOfRecord;
  /** In the order of the keys. */
  readonly run: (keys: readonly Key[]) => Promise<readonly Value[]>;
  readonly maxKeys: number;
}

/** How long the first one waits for others, in milliseconds. */
const gatherMs = 5;

/**
 * Gathers what several requests look up at about the same time into one call, where the vendor's limits are narrow. Nothing is kept: each answer goes to
 * whoever asked. The call is nobody's own, so no deadline ends it; each asker waits as long as its own request may.
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
    // It is somebody's call whoever else shares it: each asker counts it, once.
    if (context && !counted.has(context)) {
      counted.add(context);
      context.count.calls += 1;
    }
    const answer = loader.load(key);
    return deadline === undefined
      ? answer
      : beforeDeadline(deadline, answer, () => new GraphError('UPSTREAM_TIMEOUT', { system }));
  };
}
