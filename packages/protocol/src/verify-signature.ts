import { errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose';
import type { VerificationKey } from './keys.ts';

/**
 * Returns the claims of a token that one of the keys signed.
 *
 * @throws if none of them did, or the token does not meet the options
 */
export async function verifySignature<Claims>(
  token: string,
  key: VerificationKey,
  options: JWTVerifyOptions,
): Promise<JWTPayload & Claims> {
  for (const each of [key].flat()) {
    try {
      return (await jwtVerify<Claims>(token, each, options)).payload;
    } catch (error) {
      // A token that fails for another reason, such as its age, fails with every key.
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
    }
  }
  throw new errors.JWSSignatureVerificationFailed();
}
