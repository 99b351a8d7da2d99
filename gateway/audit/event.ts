import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';

/** What was done, or tried. Who, which account, what, how it ended, and in which request: no value of a customer's data. */
export const auditedAct = z.strictObject({
  /** Of this act alone; what a mutation came to has that of its attempt. */
  id: z.string(),
  /** As the client knows it: it may have chosen it. */
  requestId: z.string(),
  /** The caller's kind and the subject of their token; null where no token was good. */
  principal: z
    .strictObject({ kind: z.enum(['ANONYMOUS', 'CUSTOMER', 'STAFF', 'PARTNER']), subject: z.string().nullable() })
    .nullable(),
  /** Accounts by their id. */
  accounts: z.array(z.string()),
  kind: z.enum(['MUTATION', 'READ', 'REFUSAL']),
  /** A coordinate of the schema, "Mutation.updateAccount" or "Account.billing"; "request" for what was refused as a whole. */
  action: z.string(),
  /** ATTEMPTED stands before a mutation runs, and a second event says how it ended; UNKNOWN where its answer was lost with another’s. */
  outcome: z.enum(['ATTEMPTED', 'SUCCEEDED', 'FAILED', 'REFUSED', 'UNKNOWN']),
  /** A code of the closed table where it did not succeed. */
  code: z.string().nullable(),
});
export type AuditedAct = z.infer<typeof auditedAct>;

/** So many of the latest chains a new one names: each is named by as many as follow it. */
export const headsNamed = 50;

/** A chain begins by naming the heads of those before it, so that one that goes missing is missed. */
export const chainHead = z.strictObject({ chain: z.string(), seq: z.number(), hash: z.string() });
export type ChainHead = z.infer<typeof chainHead>;

const content = z.discriminatedUnion('type', [
  /** `key` tells which key the chain is written with, and nothing of the key. */
  z.strictObject({ type: z.literal('OPENED'), key: z.string().nullable(), previous: z.array(chainHead) }),
  z.strictObject({ type: z.literal('ACT'), act: auditedAct }),
  /** Chains that were deleted because they were old enough. */
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
  /** SHA-256 over everything above, or HMAC-SHA-256 where there is a key; in hexadecimal. */
  hash: z.string(),
});
export type AuditRecord = z.infer<typeof auditRecord>;

/** With a key, nobody without it can make a chain anew. */
export type AuditKey = string | null;

const hashOf = ({ chain, seq, at, prev, content: what }: Omit<AuditRecord, 'hash'>, key: AuditKey): string =>
  (key === null ? createHash('sha256') : createHmac('sha256', key))
    .update(JSON.stringify([chain, seq, at, prev, what]))
    .digest('hex');

/** What tells keys apart. */
export const keyIdOf = (key: AuditKey): string | null =>
  key === null ? null : createHash('sha256').update(`key id ${key}`).digest('hex').slice(0, 16);

/** The next record of a chain. */
export function nextRecord(
  chain: string,
  head: ChainHead | null,
  at: Date,
  what: AuditContent,
  key: AuditKey,
): AuditRecord {
  const record = { chain, seq: (head?.seq ?? 0) + 1, at: at.toISOString(), prev: head?.hash ?? chain, content: what };
  return { ...record, hash: hashOf(record, key) };
}

export const isIntact = (record: AuditRecord, key: AuditKey): boolean => record.hash === hashOf(record, key);
