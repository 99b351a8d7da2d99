import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/** A breaking change with a decision. */
export interface DecidedBreak {
  /** The message of @graphql-inspector. */
  readonly change: string;
  /** A file in docs/decisions. */
  readonly decision: string;
}

/** Returns the breaking changes of the published API without a decision. */
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
