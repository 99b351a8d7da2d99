import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { RefusalReason } from './refusal-reason.ts';

/** Minimum time between two log lines of one kind, in milliseconds: a flood of bad tokens must not flood the log. */
const intervalMs = 60_000;
const maxKinds = 100;

/** Logs why tokens are refused: the first refusal of a kind at once, then one line a minute with the count since the last. */
export function createRefusalLog(log: Logger): (reason: RefusalReason) => void {
  const kinds = new LRUCache<string, { loggedAt: number; refused: number }>({ max: maxKinds });
  return ({ kind, text }) => {
    const state = kinds.get(kind) ?? { loggedAt: -Infinity, refused: 0 };
    kinds.set(kind, state);
    state.refused += 1;
    const now = Date.now();
    if (now - state.loggedAt < intervalMs) return;
    log.info({ reason: text, refused: state.refused }, 'token refused');
    state.loggedAt = now;
    state.refused = 0;
  };
}
