import { z } from 'zod';
import { isSigned, sign, type AuditKey, type AuditKeys } from './keys.ts';

/** The last record of a chain. */
export const chainHead = z.strictObject({ chain: z.string(), seq: z.number(), hash: z.string() });
export type ChainHead = z.infer<typeof chainHead>;

/** A head as it is stored. Without the key nobody can write one for a shortened chain. */
export const storedHead = chainHead.extend({
  /** HMAC-SHA-256 over the head. Null: written without a key, or by a version that did not sign heads. */
  mac: z.string().nullable().default(null),
});
export type StoredHead = z.infer<typeof storedHead>;

const signedPart = ({ chain, seq, hash }: ChainHead) => [chain, seq, hash] as const;

export const signHead = ({ chain, seq, hash }: ChainHead, key: AuditKey): StoredHead => ({
  chain,
  seq,
  hash,
  mac: sign(key, 'head', signedPart({ chain, seq, hash })),
});

export const isHeadSigned = (head: StoredHead, keys: AuditKeys): boolean =>
  isSigned(keys, 'head', signedPart(head), head.mac);

/** The head of a chain before its first record. */
export const emptyHead = (chain: string): ChainHead => ({ chain, seq: 0, hash: chain });
