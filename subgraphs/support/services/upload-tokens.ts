import { hkdfSync } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import type { Principal } from '@customer-graph/protocol/principal';

/** Tokens that clients receive for uploads. They expire together with the upload in the help desk. */
export interface UploadTokens {
  /** Encrypts the help desk's token for one caller. */
  seal(uploadToken: string, principal: Principal): Promise<string>;
  /** Returns the help desk's token; null for an expired or invalid one, and for one of another caller. */
  open(token: string, principal: Principal): Promise<string | null>;
}

/** Zendesk API, "Attachments": an upload that no comment names is kept for 60 minutes. */
const lifetime = '60m';
const algorithm = { alg: 'dir', enc: 'A256GCM' } as const;

const subjectOf = (principal: Principal): string =>
  principal.kind === 'ANONYMOUS' ? '' : `${principal.kind} ${principal.subject}`;

/** @param secret shared by all processes of the subgraph, and secret to others */
export function createUploadTokens(secret: string): UploadTokens {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'customer-graph uploads', 32));
  return {
    seal: (uploadToken, principal) =>
      new EncryptJWT({ upload: uploadToken })
        .setProtectedHeader(algorithm)
        .setSubject(subjectOf(principal))
        .setExpirationTime(lifetime)
        .encrypt(key),
    async open(token, principal) {
      try {
        const { payload } = await jwtDecrypt<{ upload: string }>(token, key, {
          subject: subjectOf(principal),
          keyManagementAlgorithms: [algorithm.alg],
          contentEncryptionAlgorithms: [algorithm.enc],
        });
        return payload.upload;
      } catch {
        return null;
      }
    },
  };
}
