/** For a DataLoader over an owner without a batch call: asks for all keys at once, and lets one failure cost its own key alone. */
export const each = <Key, Value>(
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
