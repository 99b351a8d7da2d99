/** A published article that everyone may read. Drafts and restricted articles never become one. */
export interface Article {
  readonly id: string;
  readonly sectionId: string;
  readonly title: string;
  /** Plain text. */
  readonly snippet: string | null;
  readonly htmlBody: string | null;
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
  readonly helpfulVotes: number;
  readonly totalVotes: number;
  readonly labels: readonly string[];
}

/** A section with at least one article that everyone may read. */
export interface HelpSection {
  readonly id: string;
  readonly name: string;
  readonly articles: readonly Article[];
}

export const isArticleId = (id: string): boolean => /^\d{1,15}$/.test(id);
