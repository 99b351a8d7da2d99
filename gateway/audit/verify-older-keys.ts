import { ageOfKey as ageOf, type AuditKeys } from './keys.ts';
import type { TrailClaims } from './trail-claims.ts';

/**
 * How long chains of an older key, or of none, may be adopted by chains of a newer key: gateways restart one after another,
 * and each opens a chain once a day. Later, an older key proves nothing: it may be known to others, and no key is known to all.
 */
const adoptionMs = 2 * 86_400_000;

/**
 * Chains that were written with an older key, or without one, count only as far as a chain with a newer key names them, soon
 * after that key was first used.
 *
 * @param lastOf the number of a chain's last record
 */
export function verifyOlderKeys(
  { chains, named }: TrailClaims,
  keys: AuditKeys,
  lastOf: (chain: string) => number,
): string[] {
  const problems: string[] = [];
  const firstUse = (olderThan: number): number =>
    Math.min(...[...chains.values()].filter(({ ageOfKey }) => ageOfKey < olderThan).map(({ at }) => at.getTime()));
  for (const [chain, { ageOfKey }] of chains) {
    if (ageOfKey === 0) continue;
    const newKeySince = firstUse(ageOfKey);
    const adopted = named.filter(({ by, head }) => {
      const namer = chains.get(by);
      return (
        head.chain === chain &&
        namer !== undefined &&
        namer.ageOfKey < ageOfKey &&
        namer.at.getTime() <= newKeySince + adoptionMs
      );
    });
    const isWithoutKey = ageOfKey === ageOf(keys, null);
    const state = isWithoutKey ? 'was written without a key' : 'was written with an older key';
    if (adopted.length === 0) problems.push(`${chain}: ${state}, and no chain with a newer key names it`);
    else if (isWithoutKey) {
      const until = Math.max(...adopted.map(({ head }) => head.seq));
      if (lastOf(chain) > until) problems.push(`${chain}: ${state}, and is named only up to number ${until}`);
    }
  }
  return problems;
}
