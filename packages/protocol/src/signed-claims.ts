import { createHmac, sign, timingSafeEqual, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '@customer-graph/process/parse-json';
import type { VerificationKey } from './keys.ts';

/** By the type of the key, never by what a token says: a public key must not be taken for a shared secret. */
const algorithmOf = ({ type }: KeyObject): 'EdDSA' | 'HS256' => (type === 'secret' ? 'HS256' : 'EdDSA');

/** The claims of a signed text, with the registered ones (RFC 7519, 4.1) that each has. */
export interface SignedClaims {
  readonly [name: string]: unknown;
  readonly iss: string;
  /** Seconds since the epoch. */
  readonly exp: number;
}

/** Claims that must be present with exactly these values. */
export interface ExpectedClaims {
  readonly iss: string;
  readonly aud?: string;
  readonly sub?: string;
}

// `crit` names extensions that a receiver must understand (RFC 7515, 4.1.11). None is understood here.
const header = z.object({ alg: z.enum(['EdDSA', 'HS256']), crit: z.undefined().optional() });
const registered = z.looseObject({ iss: z.string(), exp: z.number() });

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string): unknown => parseJson(Buffer.from(part, 'base64url').toString('utf8'));

const headers = { EdDSA: encode({ alg: 'EdDSA' }), HS256: encode({ alg: 'HS256' }) } as const;

const macOf = (signed: Buffer, key: KeyObject): Buffer => createHmac('sha256', key).update(signed).digest();

/**
 * Returns the claims as a JSON Web Token (RFC 7519), with an Ed25519 signature of a private key or an HMAC of a secret key. It is made
 * in one synchronous step of 40 microseconds, or 3: handing so little work to a thread pool costs more than the work.
 */
export function signClaims(claims: SignedClaims, key: KeyObject): string {
  const text = `${headers[algorithmOf(key)]}.${encode(claims)}`;
  const signed = Buffer.from(text);
  const signature = key.type === 'secret' ? macOf(signed, key) : sign(null, signed, key);
  return `${text}.${signature.toString('base64url')}`;
}

/** The algorithm that a token names; null: none that is accepted. */
function namedAlgorithm(encoded: string): 'EdDSA' | 'HS256' | null {
  if (encoded === headers.EdDSA) return 'EdDSA';
  if (encoded === headers.HS256) return 'HS256';
  return header.safeParse(decode(encoded)).data?.alg ?? null;
}

function isSignedWith(key: KeyObject, signed: Buffer, signature: Buffer): boolean {
  if (key.type !== 'secret') return verify(null, signed, key, signature);
  const mac = macOf(signed, key);
  return mac.length === signature.length && timingSafeEqual(mac, signature);
}

/**
 * Returns the claims of a token that one of the keys signed. Null for any other token, an expired one, and one whose claims differ
 * from the expected ones.
 */
export function verifyClaims(token: string, key: VerificationKey, expected: ExpectedClaims): SignedClaims | null {
  const [encoded = '', payload = '', signature = '', ...more] = token.split('.');
  const algorithm = namedAlgorithm(encoded);
  if (more.length > 0 || algorithm === null) return null;
  const signed = Buffer.from(`${encoded}.${payload}`);
  const bytes = Buffer.from(signature, 'base64url');
  const keys = [key].flat().filter((each) => algorithmOf(each) === algorithm);
  if (!keys.some((each) => isSignedWith(each, signed, bytes))) return null;
  const claims = registered.safeParse(decode(payload));
  if (!claims.success || claims.data.exp * 1_000 <= Date.now()) return null;
  const matches = Object.entries(expected).every(([name, value]) => claims.data[name] === value);
  return matches ? claims.data : null;
}
