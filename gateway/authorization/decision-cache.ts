import { LRUCache } from 'lru-cache';
import type { Access } from '../access/access.ts';
import type { ReusableDecision } from './decision.ts';
import type { RootAccountScopes } from './root-accounts.ts';

/** Decisions on one operation, by `decisionKey`. */
export interface DecisionCache {
  get(key: string): ReusableDecision | undefined;
  set(key: string, decision: ReusableDecision): void;
}

/** Decisions of one operation differ by the caller's scopes, so about one per role is enough. */
const maxDecisions = 64;

export const createDecisionCache = (): DecisionCache => new LRUCache<string, ReusableDecision>({ max: maxDecisions });

/**
 * The cache key: the kind of caller, their scopes outside accounts and in each root account, and the names of the present
 * and of the null variables. graphql-js refuses an argument because of a missing or null variable.
 */
export const decisionKey = (
  { kind, scopes }: Pick<Access, 'kind' | 'scopes'>,
  rootAccountScopes: RootAccountScopes,
  variables: Readonly<Record<string, unknown>>,
): string =>
  JSON.stringify([
    kind,
    scopes,
    rootAccountScopes,
    Object.keys(variables)
      .filter((name) => variables[name] === null || variables[name] === undefined)
      .sort(),
    Object.keys(variables).sort(),
  ]);
