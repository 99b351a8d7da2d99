/** A request to a vendor, as our product sent it. */
export interface RecordedRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface RecordedStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** All calls that one customer view makes to the vendors. */
export interface RecordedView {
  readonly requests: readonly RecordedRequest[];
  readonly statements: readonly RecordedStatement[];
}
