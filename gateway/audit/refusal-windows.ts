import { countOf, type AuditEvent } from './event.ts';

const windowMs = 60_000;
/** Numbers of windows at a time. Strangers have few: a flood from many addresses must cost a bounded number of bytes. */
const limits = { strangers: 100, known: 2_000 } as const;
/** Number of account ids that one record of repeated refusals keeps. */
const maxAccounts = 20;

interface RefusalWindow {
  readonly event: AuditEvent;
  readonly accounts: Set<string>;
  readonly endsAt: number;
  count: number;
  first: Date;
  last: Date;
}

export interface RefusalWindows {
  /** Counts refusals, and returns those to record now: the first of each caller, action and code. */
  add(refusals: readonly AuditEvent[], at: Date): readonly AuditEvent[];
  /** Ends the windows that are over, and returns one event for the repeated refusals of each. */
  end(at: Date): readonly AuditEvent[];
  /** Ends all windows. */
  endAll(): readonly AuditEvent[];
}

/**
 * Repeated refusals of a caller, action and code become one event a minute. The first is recorded at once, so that a crash
 * loses counts only.
 */
export function createRefusalWindows(): RefusalWindows {
  const strangers = new Map<string, RefusalWindow>();
  const known = new Map<string, RefusalWindow>();

  const open = (event: AuditEvent, at: Date): RefusalWindow => ({
    event,
    accounts: new Set(),
    endsAt: at.getTime() + windowMs,
    count: 0,
    first: at,
    last: at,
  });

  function count(window: RefusalWindow, event: AuditEvent, at: Date): void {
    if (window.count === 0) window.first = at;
    window.count += countOf(event);
    window.last = at;
    for (const account of event.accounts) if (window.accounts.size < maxAccounts) window.accounts.add(account);
  }

  /** Whether the refusal must be recorded now. */
  function addOne(event: AuditEvent, at: Date): boolean {
    const isStranger = (event.principal?.subject ?? null) === null;
    const [windows, limit] = isStranger ? [strangers, limits.strangers] : [known, limits.known];
    const key = keyOf(event);
    const window = windows.get(key);
    if (window) {
      count(window, event, at);
      return false;
    }
    if (windows.size < limit) {
      windows.set(key, open(event, at));
      return true;
    }
    const others = windows.get(othersKey) ?? open(othersOf(event), at);
    windows.set(othersKey, others);
    count(others, event, at);
    return false;
  }

  function endWindows(windows: Map<string, RefusalWindow>, at: Date | null): AuditEvent[] {
    const ended: AuditEvent[] = [];
    for (const [key, window] of windows) {
      if (at !== null && window.endsAt > at.getTime()) continue;
      windows.delete(key);
      if (window.count === 0) continue;
      ended.push(summaryOf(window));
      // While refusals go on, the next window records nothing at its start: one record a minute.
      if (at !== null) windows.set(key, open(window.event, at));
    }
    return ended;
  }

  return {
    add: (refusals, at) => refusals.filter((event) => addOne(event, at)),
    end: (at) => [...endWindows(strangers, at), ...endWindows(known, at)],
    endAll: () => [...endWindows(strangers, null), ...endWindows(known, null)],
  };
}

const othersKey = 'others';

const keyOf = ({ principal, source, action, code }: AuditEvent): string =>
  JSON.stringify([principal?.kind, principal?.subject, source, action, code]);

/** The event for callers beyond the number of windows. */
const othersOf = ({ id, requestId }: AuditEvent): AuditEvent => ({
  id,
  requestId,
  principal: null,
  accounts: [],
  kind: 'REFUSAL',
  action: 'others',
  outcome: 'REFUSED',
  code: null,
});

const summaryOf = ({ event, accounts, count, first, last }: RefusalWindow): AuditEvent => ({
  ...event,
  accounts: [...accounts],
  repeated: { count, first: first.toISOString(), last: last.toISOString() },
});
