import { hkdfSync } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import type { Principal } from '../shared/principal.ts';

/** What a client gets for a file: good for whoever uploaded it, as long as the help desk keeps it. */
export interface UploadTokens {
  seal(uploadToken: string, principal: Principal): Promise<string>;
  /** The help desk's own token; null for one of somebody else's, for an old one, and for what is none. */
  open(token: string, principal: Principal): Promise<string | null>;
}

/** Zendesk API, "Attachments": an upload that no comment names is kept for 60 minutes. */
const lifetime = '60m';
const algorithm = { alg: 'dir', enc: 'A256GCM' } as const;

const subjectOf = (principal: Principal): string =>
  principal.kind === 'ANONYMOUS' ? '' : `${principal.kind} ${principal.subject}`;

/** @param secret what all processes of the subgraph know, and nobody else */
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
