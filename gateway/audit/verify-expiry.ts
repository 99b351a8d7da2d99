import { isBeyondRetention } from './chain-name.ts';
import type { TrailClaims } from './trail-claims.ts';

export interface Expiry {
  /** Chains that may be missing, because a chain recorded their deletion at the right time. */
  readonly expired: ReadonlySet<string>;
  readonly problems: readonly string[];
}

/** Accepts the deletions of chains that were old enough. A chain that may not record any is a problem of its own. */
export function verifyExpiry({ expired }: TrailClaims, retentionDays: number): Expiry {
  const accepted = new Set<string>();
  const problems: string[] = [];
  for (const { by, chain, at, retentionDays: recorded } of expired) {
    if (!isBeyondRetention(chain, recorded ?? retentionDays, at))
      problems.push(`${chain}: is recorded as expired by ${by} before its time`);
    else accepted.add(chain);
  }
  return { expired: accepted, problems };
}
