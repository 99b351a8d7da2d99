import { appendFile } from 'node:fs/promises';
import { AwsClient } from 'aws4fetch';
import type { Logger } from 'pino';
import type { Anchor } from './anchor.ts';

const dayMs = 86_400_000;
const timeoutMs = 10_000;

/** The log, which most operators already store apart. */
export const logAnchor = (log: Logger): Anchor => ({
  name: 'log',
  publish: async (statement) => log.info({ statement }, 'audit anchor'),
});

/** A file that is only appended to, on another volume than the trail. */
export const fileAnchor = (path: string): Anchor => ({
  name: 'AUDIT_ANCHOR_FILE',
  publish: (statement) => appendFile(path, `${JSON.stringify(statement)}\n`, { mode: 0o600, flush: true }),
});

export interface ObjectStorage {
  /** The URL of the bucket, with a prefix if wanted. */
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** How long an object cannot be deleted by anyone, in days. */
  readonly retentionDays: number;
}

/** S3 or compatible storage with object lock: an object for each statement, which nobody can replace or delete. */
export function objectAnchor({ url, region, accessKeyId, secretAccessKey, retentionDays }: ObjectStorage): Anchor {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 });
  return {
    name: 'AUDIT_ANCHOR_URL',
    async publish(statement) {
      const body = `${JSON.stringify(statement)}\n`;
      const retainUntil = new Date(Date.parse(statement.at) + retentionDays * dayMs);
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body));
      const name = `${statement.at.replaceAll(':', '-')}-${crypto.randomUUID().slice(0, 8)}.json`;
      const answer = await client.fetch(`${url}/${name}`, {
        method: 'PUT',
        body,
        headers: {
          'content-type': 'application/json',
          'x-amz-content-sha256': Buffer.from(digest).toString('hex'),
          // S3 requires a checksum of objects with a lock (Amazon S3 API, "PutObject").
          'x-amz-checksum-sha256': Buffer.from(digest).toString('base64'),
          'x-amz-object-lock-mode': 'COMPLIANCE',
          'x-amz-object-lock-retain-until-date': retainUntil.toISOString(),
        },
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`the object storage answered with status ${answer.status}`);
    },
  };
}
