import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

/** The signing keys of one issuer. */
export interface SigningKeys {
  published(): readonly JWK[];
  sign(payload: Readonly<Record<string, unknown>>, typ: string): Promise<string>;
  /** Signs later tokens with a new key. The old key stays published. */
  rotate(): Promise<void>;
}

type Key = { readonly kid: string; readonly privateKey: CryptoKey; readonly jwk: JWK };

async function createKey(): Promise<Key> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = crypto.randomUUID();
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}

export async function createSigningKeys(): Promise<SigningKeys> {
  let keys: [Key, ...Key[]] = [await createKey()];
  return {
    published: () => keys.map(({ jwk }) => jwk),
    sign(payload, typ) {
      const [{ kid, privateKey }] = keys;
      return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid, typ }).sign(privateKey);
    },
    async rotate() {
      keys = [await createKey(), ...keys];
    },
  };
}
