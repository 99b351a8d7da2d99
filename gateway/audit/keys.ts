import { createHash, createHmac } from 'node:crypto';

/** A key of the hashes; null: none. Without a key, anyone with write access can compute a whole new trail. */
export type AuditKey = string | null;

export interface AuditKeys {
  /** The key that new chains are written with. */
  readonly current: AuditKey;
  /** Earlier keys, the latest first. They verify older chains. */
  readonly previous: readonly string[];
}

export const noKeys: AuditKeys = { current: null, previous: [] };

/** An id that tells keys apart without disclosing them; null without a key. */
export const keyIdOf = (key: AuditKey): string | null =>
  key === null ? null : createHash('sha256').update(`key id ${key}`).digest('hex').slice(0, 16);

const allKeys = ({ current, previous }: AuditKeys): readonly AuditKey[] => [current, ...previous];

/** The key with this id. Undefined: the key is not known. Null: the id of no key. */
export const findKey = (keys: AuditKeys, id: string | null): AuditKey | undefined =>
  id === null ? null : allKeys(keys).find((key) => keyIdOf(key) === id);

/** 0 for the current key, 1 for the one before … Without a key: later than all keys. */
export function ageOfKey(keys: AuditKeys, key: AuditKey): number {
  const position = allKeys(keys).indexOf(key);
  return position < 0 ? allKeys(keys).length : position;
}

/** The signature of a value that is kept outside the chains; null without a key. */
export const sign = (key: AuditKey, purpose: string, value: unknown): string | null =>
  key === null
    ? null
    : createHmac('sha256', key)
        .update(JSON.stringify([purpose, value]))
        .digest('hex');

/** Whether a signature is of one of the keys. */
export const isSigned = (keys: AuditKeys, purpose: string, value: unknown, signature: string | null): boolean =>
  signature !== null && allKeys(keys).some((key) => key !== null && sign(key, purpose, value) === signature);
