import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** An Ed25519 key pair. */
export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Generates a new key pair, for `npm run keys` and for a process that both signs and verifies. */
export const generateKeys = (): KeyPair => generateKeyPairSync('ed25519');

/** Returns PKCS #8 DER in base64, the format of `privateKeyVariable`. */
export const encodePrivateKey = (key: KeyObject): string =>
  key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
/** Returns SPKI DER in base64, the format of `publicKeyVariable`. */
export const encodePublicKey = (key: KeyObject): string =>
  key.export({ format: 'der', type: 'spki' }).toString('base64');

const keyVariable = (parse: (der: Buffer) => KeyObject, message: string) =>
  z.string().transform((text, context) => {
    try {
      const key = parse(Buffer.from(text, 'base64'));
      if (key.asymmetricKeyType === 'ed25519') return key;
    } catch {
      // Reported below without the cause, which could contain the key.
    }
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

/** A variable with a private key, as `npm run keys` prints it. */
export const privateKeyVariable = keyVariable(
  (key) => createPrivateKey({ key, format: 'der', type: 'pkcs8' }),
  'must be an Ed25519 private key, PKCS #8 DER in base64 (npm run keys prints one)',
);
/** A variable with a public key, as `npm run keys` prints it. */
export const publicKeyVariable = keyVariable(
  (key) => createPublicKey({ key, format: 'der', type: 'spki' }),
  'must be an Ed25519 public key, SPKI DER in base64 (npm run keys prints one)',
);
