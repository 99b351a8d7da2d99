import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { z } from 'zod';

/** An Ed25519 key pair. */
export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/**
 * Verifies signatures of one signer. Several keys while its key is rotated: signatures of each are valid. A secret key verifies the
 * tokens of its one other holder.
 */
export type VerificationKey = KeyObject | readonly KeyObject[];

/** Generates a new key pair, for `npm run keys` and for a process that both signs and verifies. */
export const generateKeys = (): KeyPair => generateKeyPairSync('ed25519');

/** Returns PKCS #8 DER in base64, the format of `privateKeyVariable`. */
export const encodePrivateKey = (key: KeyObject): string =>
  key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
/** Returns SPKI DER in base64, the format of `publicKeyVariable`. */
export const encodePublicKey = (key: KeyObject): string =>
  key.export({ format: 'der', type: 'spki' }).toString('base64');

/** Returns null for any other text. The cause is dropped, because it could contain the key. */
function parseKey(parse: (der: Buffer) => KeyObject, text: string): KeyObject | null {
  try {
    const key = parse(Buffer.from(text, 'base64'));
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

/** A variable with a private key, as `npm run keys` prints it. */
export const privateKeyVariable = z.string().transform((text, context): KeyObject => {
  const key = parseKey((der) => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }), text);
  if (key) return key;
  context.addIssue({
    code: 'custom',
    message: 'must be an Ed25519 private key, PKCS #8 DER in base64 (npm run keys prints one)',
  });
  return z.NEVER;
});

/** Old and new key during a rotation. */
const maxKeys = 2;

/** A variable with a public key, as `npm run keys` prints it, or with two of them, separated by a comma or white space. */
export const publicKeyVariable = z.string().transform((text, context): readonly KeyObject[] => {
  const keys = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((each) => parseKey((der) => createPublicKey({ key: der, format: 'der', type: 'spki' }), each));
  const valid = keys.filter((key) => key !== null);
  if (valid.length === keys.length && valid.length > 0 && valid.length <= maxKeys) return valid;
  context.addIssue({
    code: 'custom',
    message: 'must be one or two Ed25519 public keys, SPKI DER in base64 (npm run keys prints one)',
  });
  return z.NEVER;
});

/** Bytes of a shared key: as long as the hash (RFC 7518, 3.2). */
const macBytes = 32;

/** Returns a new key for `macKeyVariable`. */
export const generateMacKey = (): string => randomBytes(macBytes).toString('base64');

/** A variable with a key that the gateway and one subgraph share, or with two of them during a rotation: the first one signs. */
export const macKeyVariable = z.string().transform((text, context): readonly [KeyObject, ...KeyObject[]] => {
  const keys = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((each) => Buffer.from(each, 'base64'));
  const [first, ...more] = keys.filter(({ length }) => length >= macBytes).map((key) => createSecretKey(key));
  if (first && more.length + 1 === keys.length && keys.length <= maxKeys) return [first, ...more];
  context.addIssue({
    code: 'custom',
    message: 'must be one or two keys of 32 bytes or more in base64 (npm run keys -- --mac prints them)',
  });
  return z.NEVER;
});
