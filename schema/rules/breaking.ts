import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/** A break that was decided on: the change in @graphql-inspector's words, and where the decision stands. */
export interface DecidedBreak {
  readonly change: string;
  /** A file in docs/decisions. */
  readonly decision: string;
}

/** Changes of the published API that break clients and that no decision covers. */
export async function undecidedBreaks(
  published: string,
  api: string,
  decided: readonly DecidedBreak[],
): Promise<string[]> {
  const changes = await diff(buildSchema(published), buildSchema(api));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message)
    .filter((message) => !decided.some(({ change }) => change === message));
}
