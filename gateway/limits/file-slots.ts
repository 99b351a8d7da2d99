import { GraphError } from '@customer-graph/protocol/errors';

/** Files that are sent at the same time. Each holds connections while it lasts. Throws RATE_LIMITED where no slot is left. */
export interface FileSlots {
  takeForCaller(caller: string): Disposable;
  takeForAccount(accountId: string): Disposable;
}

/** A ticket may have ten files, and a page sends or shows them at once. */
const perCaller = 10;
const perAccount = 20;
/** Of all callers. Fewer than the connections for files (packages/upstream, packages/protocol), so that none waits for another. */
const inAll = 60;

/** @param verb what happens to the files, for the message */
export function createFileSlots(verb: 'uploaded' | 'downloaded'): FileSlots {
  const used = new Map<string, number>();

  /** Takes one of each key's slots. */
  function take(keys: readonly (readonly [key: string, limit: number])[]): Disposable {
    if (keys.some(([key, limit]) => (used.get(key) ?? 0) >= limit))
      throw new GraphError('RATE_LIMITED', { message: `Too many files are being ${verb} at once. Try again later.` });
    for (const [key] of keys) used.set(key, (used.get(key) ?? 0) + 1);
    return {
      [Symbol.dispose]() {
        for (const [key] of keys) {
          const left = (used.get(key) ?? 1) - 1;
          if (left > 0) used.set(key, left);
          else used.delete(key);
        }
      },
    };
  }

  return {
    takeForCaller: (caller) =>
      take([
        ['all', inAll],
        [`caller ${caller}`, perCaller],
      ]),
    takeForAccount: (accountId) => take([[`account ${accountId}`, perAccount]]),
  };
}
