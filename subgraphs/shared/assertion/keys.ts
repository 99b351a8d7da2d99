import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { z } from 'zod';

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A fresh Ed25519 pair: what one process that holds both ends needs. */
export const generateKeys = (): KeyPair => generateKeyPairSync('ed25519');

export const encodePrivateKey = (key: KeyObject): string =>
  key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
export const encodePublicKey = (key: KeyObject): string =>
  key.export({ format: 'der', type: 'spki' }).toString('base64');

const parsed = (parse: (der: Buffer) => KeyObject, message: string) =>
  z.string().transform((text, context) => {
    try {
      const key = parse(Buffer.from(text, 'base64'));
      if (key.asymmetricKeyType === 'ed25519') return key;
    } catch {
      // Reported below: the variable's value is a secret and stands in no message.
    }
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

/** A variable that holds what `npm run keys` prints. */
export const privateKeyVariable = parsed(
  (key) => createPrivateKey({ key, format: 'der', type: 'pkcs8' }),
  'must be an Ed25519 private key, PKCS #8 DER in base64 (npm run keys prints one)',
);
export const publicKeyVariable = parsed(
  (key) => createPublicKey({ key, format: 'der', type: 'spki' }),
  'must be an Ed25519 public key, SPKI DER in base64 (npm run keys prints one)',
);
