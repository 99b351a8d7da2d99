import { z } from 'zod';
import { chainHead, isHeadSigned, type ChainHead } from './head.ts';
import { isSigned, sign, type AuditKeys } from './keys.ts';
import { maxNamedHeads } from './record.ts';
import type { AuditStore } from './store.ts';

const unsignedStatement = z.strictObject({
  type: z.literal('AUDIT_ANCHOR'),
  /** RFC 3339, UTC. */
  at: z.string(),
  /** Number of chains in the trail. */
  chains: z.number(),
  /** The heads of the latest chains. Each names the chains before it. */
  heads: z.array(chainHead),
});

/** A statement of the trail's content at one time. A copy outside the trail shows later whether records were removed. */
export const anchorStatement = unsignedStatement.extend({
  /** HMAC-SHA-256 over the fields above; null: written without a key. */
  mac: z.string().nullable(),
});
export type AnchorStatement = z.infer<typeof anchorStatement>;

/**
 * A place outside the trail for statements about it, such as a log, another volume or object storage.
 *
 * @example
 * const siem: Anchor = { name: 'SIEM', publish: (statement) => send(JSON.stringify(statement)) };
 */
export interface Anchor {
  /** For the log. */
  readonly name: string;
  /** Stores a statement durably. Rejects if that fails; the next statement then covers it. */
  publish(statement: AnchorStatement): Promise<void>;
}

const signedPart = ({ type, at, chains, heads }: Omit<AnchorStatement, 'mac'>) => ({
  type,
  at,
  chains,
  heads: heads.map(({ chain, seq, hash }) => [chain, seq, hash]),
});

export const isStatementSigned = (statement: AnchorStatement, keys: AuditKeys): boolean =>
  isSigned(keys, 'anchor', signedPart(statement), statement.mac);

/**
 * States what the trail holds now; null: nothing yet.
 *
 * @param own the last record of this process, which the store may not show yet
 */
export async function stateTrail(
  store: Pick<AuditStore, 'heads'>,
  keys: AuditKeys,
  own: ChainHead | null,
  at: Date,
): Promise<AnchorStatement | null> {
  const heads: ChainHead[] = [];
  let chains = 0;
  for await (const stored of store.heads()) {
    // A head that was placed by somebody else must not enter a signed statement.
    if (keys.current !== null && !isHeadSigned(stored, keys)) continue;
    if (stored.seq === 0) continue;
    chains += 1;
    const { chain, seq, hash } = stored.chain === own?.chain ? own : stored;
    if (heads.length < maxNamedHeads) heads.push({ chain, seq, hash });
  }
  if (heads.length === 0) return null;
  const statement = { type: 'AUDIT_ANCHOR' as const, at: at.toISOString(), chains, heads };
  return { ...statement, mac: sign(keys.current, 'anchor', signedPart(statement)) };
}
