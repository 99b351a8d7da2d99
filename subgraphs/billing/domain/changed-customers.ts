/** A place in the list of changes, which is newest first. */
export interface EventPosition {
  /** Milliseconds since the epoch: the end of the list. */
  readonly since: number;
  /** The last change that was read; null: from the newest. */
  readonly after: string | null;
}

/** One page of the list of changes. */
export interface ChangedCustomers {
  /** Without duplicates. */
  readonly customerIds: readonly string[];
  /** The last change of the page; null: the list ends with it. */
  readonly next: string | null;
}
