export const vendors = ['hubspot', 'stripe', 'zendesk', 'product', 'identity'] as const;
export type Vendor = (typeof vendors)[number];

/** One request to a stand-in. */
export interface Call {
  readonly vendor: Vendor;
  readonly method: string;
  /** Without the query, which may contain e-mail addresses. */
  readonly path: string;
  /** The HTTP status; 0 if the connection was broken. */
  readonly status: number;
  readonly durationMs: number;
  /** RFC 3339. */
  readonly startedAt: string;
}

export interface CallLog {
  add(call: Call): void;
  list(): readonly Call[];
  clear(): void;
}

const maxCalls = 100_000;

export function createCallLog(): CallLog {
  let calls: Call[] = [];
  return {
    add(call) {
      calls.push(call);
      if (calls.length > maxCalls) calls = calls.slice(-maxCalls / 2);
    },
    list: () => calls,
    clear() {
      calls = [];
    },
  };
}
