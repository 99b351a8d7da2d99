/** Look-ups for unknown keys that may follow each other at once. */
const burst = 5;
/** Time until one more look-up is permitted, in milliseconds. */
const refillMs = 10_000;

/** Returns a function that takes one look-up from the budget; false: none is left now. */
export function createLookUpBudget(): () => boolean {
  let left = burst;
  let refilledAt = Date.now();
  return () => {
    const now = Date.now();
    left = Math.min(burst, left + (now - refilledAt) / refillMs);
    refilledAt = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
