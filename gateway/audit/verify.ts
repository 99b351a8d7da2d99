import { isBeyondRetention } from './chain-name.ts';
import type { AnchorStatement } from './anchor.ts';
import type { AuditKeys } from './keys.ts';
import type { AuditStore } from './store.ts';
import { collectClaims, type NamedHead } from './trail-claims.ts';
import { verifyChain, type ChainVerification } from './verify-chain.ts';
import { verifyExpiry } from './verify-expiry.ts';
import { verifyOlderKeys } from './verify-older-keys.ts';

export interface VerifyOptions {
  readonly store: Pick<AuditStore, 'chains'>;
  readonly keys: AuditKeys;
  readonly retentionDays: number;
  /** Statements from outside, with valid signatures. */
  readonly statements?: readonly AnchorStatement[];
  /** Default: now. */
  readonly at?: Date;
}

export interface Verification {
  readonly chains: number;
  readonly records: number;
  /** Every difference from the written trail, as a sentence. */
  readonly problems: readonly string[];
}

/** Verifies the whole trail: each chain by itself, against the chains that name it, and against statements from outside. */
export async function verifyAudit(options: VerifyOptions): Promise<Verification> {
  const { store, keys, retentionDays, statements = [], at = new Date() } = options;
  const claims = await collectClaims(store, keys);
  const named: readonly NamedHead[] = [
    ...claims.named,
    ...statements.flatMap((statement) =>
      statement.heads.map((head) => ({ by: `the anchor of ${statement.at}`, head })),
    ),
  ];
  const asked = new Map<string, Set<number>>();
  for (const { head } of named) asked.set(head.chain, (asked.get(head.chain) ?? new Set()).add(head.seq));

  const problems: string[] = [];
  const verified = new Map<string, ChainVerification>();
  let records = 0;
  for await (const stored of store.chains()) {
    const chain = verifyChain(stored, keys, asked.get(stored.chain) ?? new Set());
    records += stored.records.length;
    problems.push(...chain.problems);
    // A chain that was only begun has no records.
    if (chain.last > 0) verified.set(stored.chain, chain);
  }

  const expiry = verifyExpiry(claims, retentionDays);
  problems.push(...expiry.problems);
  for (const { by, head } of named) {
    const chain = verified.get(head.chain);
    if (chain) problems.push(...differences(head, chain, by));
    else if (!expiry.expired.has(head.chain) && !isLongExpired(head.chain))
      problems.push(`${head.chain}: is missing, but ${by} names it`);
  }
  problems.push(...verifyOlderKeys(claims, keys, (chain) => verified.get(chain)?.last ?? 0));
  const present = new Set([...verified.keys(), ...expiry.expired]).size;
  for (const statement of statements)
    if (statement.chains > present && !isBeyondRetentionAt(statement))
      problems.push(`the anchor of ${statement.at} counts ${statement.chains} chains, the trail has ${present}`);
  return { chains: verified.size, records, problems: [...new Set(problems)] };

  /** The chain that recorded the deletion may have expired itself. */
  function isLongExpired(chain: string): boolean {
    return isBeyondRetention(chain, 2 * retentionDays, at);
  }
  function isBeyondRetentionAt(statement: AnchorStatement): boolean {
    return Date.parse(statement.at) + retentionDays * 86_400_000 < at.getTime();
  }
}

function differences({ chain, seq, hash }: NamedHead['head'], verified: ChainVerification, by: string): string[] {
  if (verified.last < seq)
    return [`${chain}: truncated: ends at number ${verified.last}, but ${by} names its number ${seq}`];
  return seq > 0 && verified.hashes.get(seq) !== hash
    ? [`${chain}: number ${seq} is not the record that ${by} names`]
    : [];
}
