import { Transform, type Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import { endOf } from '@customer-graph/process/shorten';
import type { DownloadMetadata } from '@customer-graph/protocol/messages';

/** Maximum size of a file, in bytes. Zendesk permits 50 MB (Zendesk API, "Attachments"). */
const maxBytes = 50 * 1024 * 1024;

/** RFC 9110, 8.3.1: type and subtype, without parameters. */
const mediaType = /^[\w!#$&^.+-]{1,80}\/[\w!#$&^.+-]{1,80}$/;

/**
 * The headers of a file. A browser saves it and never shows it: an HTML file of a stranger would run on the API's origin.
 */
export function fileHeaders({ fileName, contentType, byteSize }: DownloadMetadata): Record<string, string> {
  return {
    'content-type': contentType !== null && mediaType.test(contentType) ? contentType : 'application/octet-stream',
    'content-disposition': contentDisposition(cleanName(fileName), { type: 'attachment' }),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    // Compressed, a file would have no length.
    'content-encoding': 'identity',
    ...(byteSize !== null && { 'content-length': String(byteSize) }),
  };
}

/** In UTF-16 units. */
const longestName = 200;

/** Format characters can reverse the direction of text, so that "gpj.exe" reads "exe.jpg". */
const cleanName = (given: string): string => {
  const cleaned = endOf(given, longestName)
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}/\\]/gu, '_')
    .trim();
  return cleaned === '' ? 'file' : cleaned;
};

/** Whether a file is within the limit, by its declared size. */
export const isTooLarge = ({ byteSize }: DownloadMetadata): boolean => byteSize !== null && byteSize > maxBytes;

/** Passes a file on, and fails once it is beyond the limit: the client then sees a broken answer, never a complete one. */
export function bounded(content: Readable): Readable {
  let size = 0;
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes) done(new Error('the file is beyond the limit'));
      else done(null, chunk);
    },
  });
  content.once('error', (error) => limit.destroy(error));
  limit.once('close', () => content.destroy());
  return content.pipe(limit);
}
