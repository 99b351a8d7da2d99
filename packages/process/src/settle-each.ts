/**
 * Loads every key in parallel and returns a value or an error for each, in the order of the keys.
 * For a DataLoader over a vendor without a batch call: one failure affects only its own key.
 */
export const settleEach = <Key, Value>(
  keys: readonly Key[],
  load: (key: Key) => Promise<Value>,
): Promise<(Value | Error)[]> =>
  Promise.all(
    keys.map((key) =>
      load(key).catch((error: unknown) =>
        error instanceof Error ? error : new Error('not an error', { cause: error }),
      ),
    ),
  );
