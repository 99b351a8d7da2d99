import { setTimeout as delay } from 'node:timers/promises';

/** Keeps look-ups short while the system behind them fails or hangs, as long as an earlier result may be used instead. */
export interface Outage {
  /**
   * The result of a look-up, or the earlier one where the look-up fails or takes too long. During an outage one look-up at a
   * time asks the system; the others get their earlier result at once. A late result still counts for the next requests.
   *
   * @param earlier undefined: there is none that may be used, so the look-up is awaited
   * @param deadline milliseconds since the epoch. A client that waits less than the patience learns nothing about the system:
   *   its look-up is awaited, and tells nothing about an outage.
   */
  bridge<T>(lookUp: () => Promise<T>, earlier: T | undefined, deadline: number): Promise<T>;
}

/** How long a look-up is awaited where an earlier result may be used, in milliseconds. */
const patienceMs = 500;

export function createOutage(): Outage {
  let isOutage = false;
  let isProbing = false;

  async function observed<T>(lookUp: () => Promise<T>): Promise<T> {
    try {
      const result = await lookUp();
      isOutage = false;
      return result;
    } catch (error) {
      isOutage = true;
      throw error;
    }
  }

  return {
    async bridge(lookUp, earlier, deadline) {
      if (deadline - Date.now() <= patienceMs) return lookUp();
      if (earlier === undefined) return observed(lookUp);
      if (isOutage && isProbing) return earlier;
      isProbing = true;
      const running = observed(lookUp).finally(() => (isProbing = false));
      const patience = new AbortController();
      const late = delay(patienceMs, undefined, { signal: patience.signal, ref: false }).then(() => {
        isOutage = true;
        return earlier;
      });
      late.catch(() => undefined);
      try {
        return await Promise.race([running, late]);
      } catch {
        return earlier;
      } finally {
        running.catch(() => undefined);
        patience.abort();
      }
    },
  };
}
