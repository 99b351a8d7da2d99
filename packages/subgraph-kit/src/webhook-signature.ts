import { createHmac, timingSafeEqual } from 'node:crypto';
import { webhookToleranceMs } from '@customer-graph/protocol/webhook';

/**
 * Returns whether one of the secrets made the signature (HMAC-SHA-256, base64). The comparison takes constant time.
 *
 * @param secrets more than one while a secret is rotated
 * @param signed the signed parts, in order
 */
export function isSignedBy(
  secrets: readonly string[],
  signed: readonly (string | Buffer)[],
  signature: string | undefined,
): boolean {
  if (signature === undefined) return false;
  const given = Buffer.from(signature, 'base64');
  return secrets
    .map((secret) => {
      const hmac = createHmac('sha256', secret);
      for (const part of signed) hmac.update(part);
      const expected = hmac.digest();
      return given.length === expected.length && timingSafeEqual(given, expected);
    })
    .includes(true);
}

/**
 * Returns whether a signature is recent enough: at most five minutes old or ahead.
 *
 * @param time milliseconds since the epoch
 */
export const isRecent = (time: number): boolean => Math.abs(Date.now() - time) <= webhookToleranceMs;
