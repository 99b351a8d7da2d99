import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { auditEvent } from './event.ts';

/** The last record of a chain. */
export const chainHead = z.strictObject({ chain: z.string(), seq: z.number(), hash: z.string() });
export type ChainHead = z.infer<typeof chainHead>;

/** Number of latest chains that a new chain names. Each chain is thus named by as many later ones. */
export const maxNamedHeads = 50;

/** The names here are the stored format: renaming one makes existing trails unreadable. */
const content = z.discriminatedUnion('type', [
  /** The first record of a chain. It names earlier chains, so that a missing chain is detected. `key` is the key's id. */
  z.strictObject({ type: z.literal('OPENED'), key: z.string().nullable(), previous: z.array(chainHead) }),
  z.strictObject({ type: z.literal('ACT'), act: auditEvent }),
  /** Chains that were deleted after the retention time. */
  z.strictObject({ type: z.literal('EXPIRED'), chains: z.array(z.string()) }),
]);
export type AuditContent = z.infer<typeof content>;

export const auditRecord = z.strictObject({
  chain: z.string(),
  /** 1, 2, 3 … within the chain. */
  seq: z.number().int().positive(),
  /** RFC 3339, UTC. */
  at: z.string(),
  /** The hash of the record before; the chain's own name for the first. */
  prev: z.string(),
  content,
  /** SHA-256 over all the fields above, or HMAC-SHA-256 with a key; in hexadecimal. */
  hash: z.string(),
});
export type AuditRecord = z.infer<typeof auditRecord>;

/** The key of the hashes; null: none. Without a key, anyone with write access can compute a whole new chain. */
export type AuditKey = string | null;

const hashOf = ({ chain, seq, at, prev, content: hashed }: Omit<AuditRecord, 'hash'>, key: AuditKey): string =>
  (key === null ? createHash('sha256') : createHmac('sha256', key))
    .update(JSON.stringify([chain, seq, at, prev, hashed]))
    .digest('hex');

/** An id that tells keys apart without disclosing them; null without a key. */
export const keyIdOf = (key: AuditKey): string | null =>
  key === null ? null : createHash('sha256').update(`key id ${key}`).digest('hex').slice(0, 16);

/** Records that follow the head of a chain; null: the chain is new. */
export function chainRecords(
  chain: string,
  head: ChainHead | null,
  at: Date,
  contents: readonly AuditContent[],
  key: AuditKey,
): AuditRecord[] {
  let last = head;
  return contents.map((recorded) => {
    const unsigned = {
      chain,
      seq: (last?.seq ?? 0) + 1,
      at: at.toISOString(),
      prev: last?.hash ?? chain,
      content: recorded,
    };
    const record = { ...unsigned, hash: hashOf(unsigned, key) };
    last = record;
    return record;
  });
}

/** Whether a record still has the content that was hashed. */
export const isIntact = (record: AuditRecord, key: AuditKey): boolean => record.hash === hashOf(record, key);
