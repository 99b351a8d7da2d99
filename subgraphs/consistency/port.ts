import type { FollowingSystem, Operation, StartedOperation } from './domain/operation.ts';

/** The result of one attempt. Stored by the engine. */
export type AttemptResult = Done | Failed;
export interface Done {
  readonly kind: 'DONE';
  /** True: there was nothing to write, because the system takes no part (no product webhook is configured). */
  readonly isSkipped?: boolean;
  /** Accounts to reconcile next. */
  readonly reconcile?: readonly string[];
}
export interface Failed {
  readonly kind: 'FAILED';
  /** An error code of the closed table. */
  readonly code: string;
  readonly isRetryable: boolean;
}

/** A vendor event to process. It carries no values: the object is read from its owner. */
export interface Delivery {
  /** The same for the same event, however often the vendor sends it. */
  readonly id: string;
  /** `customer:<id>`, `account:<id>` or `ticket:<id>`. */
  readonly subject: string;
}

/** The work that the engine drives. Handlers never throw, and may run again after success: they write absolute values. */
export interface WorkHandlers {
  /** One attempt to write the owner's current values to a following system. */
  readonly syncFollower: (system: FollowingSystem, operation: StartedOperation) => Promise<AttemptResult>;
  /** One attempt to process a vendor event. */
  readonly processDelivery: (delivery: Delivery) => Promise<AttemptResult>;
}

export type CreateWorkflowEngine = (handlers: WorkHandlers) => WorkflowEngine;

/**
 * Drives started operations and vendor events to their end, also after a restart. It stores ids and codes only.
 * Every method rejects with UPSTREAM_UNAVAILABLE while nothing can be stored.
 */
export interface WorkflowEngine extends AsyncDisposable {
  /** Resolves once operations can be started. The first call also resumes the work of an earlier process. */
  ensureReady(): Promise<void>;
  /** Resumes the work that other processes left unfinished, and returns how many workflows that were. */
  recoverAbandoned(): Promise<number>;
  /** Starts an operation. A second start with the same id has no effect. */
  start(operation: StartedOperation): Promise<void>;
  /** Stores a vendor event, then processes it in the background. An id that was accepted before is ignored. */
  accept(delivery: Delivery): Promise<void>;
  /**
   * Waits for the end of an operation.
   *
   * @param deadline milliseconds since the epoch
   * @returns false: the deadline passed first
   */
  waitFor(id: string, deadline: number): Promise<boolean>;
  operation(id: string): Promise<Operation | null>;
  /** Accounts with an unfinished operation, or with one that was started since then; milliseconds since the epoch. */
  accountsSince(time: number): Promise<readonly string[]>;
  /** Operations that failed since then but may succeed if repeated; milliseconds since the epoch. */
  failedSince(time: number): Promise<readonly StartedOperation[]>;
}
