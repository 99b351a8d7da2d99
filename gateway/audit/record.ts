import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { auditEvent } from './event.ts';
import { chainHead, type ChainHead } from './head.ts';
import type { AuditKey } from './keys.ts';

/** Number of latest chains that a new chain names. Each chain is thus named by as many later ones. */
export const maxNamedHeads = 50;

/** The names here are the stored format: renaming one makes existing trails unreadable. */
const auditContent = z.discriminatedUnion('type', [
  /** The first record of a chain. It names earlier chains, so that a missing chain is detected. `key` is the key's id. */
  z.strictObject({
    type: z.literal('OPENED'),
    key: z.string().nullable(),
    previous: z.array(chainHead),
    /** 2: the head of a chain with a key is signed. */
    format: z.literal(2).optional(),
  }),
  z.strictObject({ type: z.literal('ACT'), act: auditEvent }),
  /** Chains that were deleted after the retention time. */
  z.strictObject({
    type: z.literal('EXPIRED'),
    chains: z.array(z.string()),
    retentionDays: z.number().optional(),
  }),
  /** Numbers of refusals and reads that were not recorded, because the room was kept for changes. */
  z.strictObject({
    type: z.literal('DROPPED'),
    refusals: z.number(),
    reads: z.number(),
    from: z.string(),
    to: z.string(),
  }),
]);
export type AuditContent = z.infer<typeof auditContent>;

export const auditRecord = z.strictObject({
  chain: z.string(),
  /** 1, 2, 3 … within the chain. */
  seq: z.number().int().positive(),
  /** RFC 3339, UTC. */
  at: z.string(),
  /** The hash of the record before; the chain's own name for the first. */
  prev: z.string(),
  content: auditContent,
  /** SHA-256 over all the fields above, or HMAC-SHA-256 with a key; in hexadecimal. */
  hash: z.string(),
});
export type AuditRecord = z.infer<typeof auditRecord>;

const hashOf = ({ chain, seq, at, prev, content: hashed }: Omit<AuditRecord, 'hash'>, key: AuditKey): string =>
  (key === null ? createHash('sha256') : createHmac('sha256', key))
    .update(JSON.stringify([chain, seq, at, prev, hashed]))
    .digest('hex');

/** Records that follow the head of a chain. */
export function chainRecords(
  head: ChainHead,
  at: Date,
  contents: readonly AuditContent[],
  key: AuditKey,
): readonly AuditRecord[] {
  let last = head;
  return contents.map((content) => {
    const unsigned = {
      chain: head.chain,
      seq: last.seq + 1,
      at: at.toISOString(),
      prev: last.hash,
      // Verification hashes the parsed record, whose fields have the order of the schema.
      content: auditContent.parse(content),
    };
    const record = { ...unsigned, hash: hashOf(unsigned, key) };
    last = record;
    return record;
  });
}

/** Whether a record still has the content that was hashed. */
export const isIntact = (record: AuditRecord, key: AuditKey): boolean => record.hash === hashOf(record, key);
