import { LRUCache } from 'lru-cache';
import type { Access } from '../access/access.ts';
import type { Verdict } from './authorizer.ts';
import type { Entered } from './entrances.ts';

/** Verdicts on one operation, by everything that a verdict depends on. */
export interface Verdicts {
  get(key: string): Verdict | undefined;
  set(key: string, verdict: Verdict): void;
}

/** How many are kept for one operation: there are about as many sets of scopes as roles. */
const maxVerdicts = 64;

export const createVerdicts = (): Verdicts => new LRUCache<string, Verdict>({ max: maxVerdicts });

/**
 * What kind of caller it is, what they may do outside accounts and beyond each entrance, and which variables are null: graphql-js refuses an
 * argument for that. Nothing else of the caller or of the variables changes a verdict.
 */
export const verdictKey = (
  { kind, scopes }: Pick<Access, 'kind' | 'scopes'>,
  entered: Entered,
  variables: Readonly<Record<string, unknown>>,
): string =>
  JSON.stringify([
    kind,
    scopes,
    entered,
    Object.keys(variables)
      .filter((name) => variables[name] === null || variables[name] === undefined)
      .sort(),
    Object.keys(variables).sort(),
  ]);
