import { createHmac, timingSafeEqual } from 'node:crypto';
import { webhookToleranceMs } from './webhook.ts';

/** Whether one of the secrets, of which there are two while they change, made the signature; told in the same time wherever they differ. */
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

/** @param time milliseconds since the epoch */
export const isRecent = (time: number): boolean => Math.abs(Date.now() - time) <= webhookToleranceMs;
