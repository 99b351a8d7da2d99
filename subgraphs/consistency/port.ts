import type { Operation, Promised } from './domain/operation.ts';

/** What came of a try of one system's part. */
export type Tried = Done | Failed;
export interface Done {
  readonly kind: 'DONE';
  /** False: there was nobody to tell. */
  readonly isTold?: boolean;
  /** Accounts that are to be brought into agreement because of it. */
  readonly reconcile?: readonly string[];
}
export interface Failed {
  readonly kind: 'FAILED';
  /** Of the closed table. */
  readonly code: string;
  readonly isRetryable: boolean;
}

/** Something that a vendor told of, to be looked after: what it is about is read again. */
export interface Delivery {
  /** The same for the same news, however often they come. */
  readonly id: string;
  /** `customer:…`, `account:…` or `ticket:…`. */
  readonly subject: string;
}

/**
 * What the consistency subgraph needs of whatever drives promises to their end, also after a restart. What it keeps is what it is given: ids and codes. A part may be tried
 * again although it was done: parts write how it is, not what to change.
 */
export interface Durable extends AsyncDisposable {
  /** Takes up what an earlier process left; otherwise that happens with the first promise. Fails where nothing could be promised now. */
  begin(): Promise<void>;
  /** Takes up what other processes have left since: how much that was. */
  takeUp(): Promise<number>;
  /** Promises it; what was promised under the same id stays as it was. */
  promise(promised: Promised): Promise<void>;
  /** Stores it before it answers; what came before under the same id is not looked after again. */
  accept(delivery: Delivery): Promise<void>;
  /** Whether it ended before the deadline; milliseconds since the epoch. */
  isSettled(id: string, deadline: number): Promise<boolean>;
  operation(id: string): Promise<Operation | null>;
  /** Accounts with a promise that is not kept yet, or was made since then; milliseconds since the epoch. */
  accountsSince(time: number): Promise<readonly string[]>;
  /** What was given up since then, though it might be taken some day. */
  failedSince(time: number): Promise<readonly Promised[]>;
}
