import { PassThrough, type Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { badInput, GraphError } from '@customer-graph/protocol/errors';
import type { Access } from '../access/access.ts';
import type { Actor } from '../audit/actor.ts';
import { attempts, outcomeOf } from '../audit/mutations.ts';
import type { Audit } from '../audit/audit.ts';
import { recordQuietly } from '../operation/record.ts';
import type { ForwardUpload } from './forward.ts';

/** Maximum size of a file. Zendesk permits 50 MB (Zendesk API, "Attachments"), but files are not trusted. */
const maxBytes = 20 * 1024 * 1024;
/** Types that are common in support and safe to open. */
const types: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
  'text/csv',
  'application/json',
  'application/zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
]);
const longestName = 200;
/** Maximum number of concurrent uploads of one caller. Each holds a connection to the help desk while the client sends. */
const maxConcurrent = 3;

/** For the multipart parser: one file, and nothing else. */
export const uploadLimits = { limits: { files: 1, fields: 0, parts: 1, fileSize: maxBytes, headerPairs: 20 } } as const;

export interface UploadOptions {
  readonly request: FastifyRequest;
  readonly access: Access;
  readonly actor: Actor;
  /** Concurrent uploads are counted by this key. */
  readonly rateKey: string;
  readonly audit: Audit;
  /** Streams the file to the subgraph. */
  readonly upload: ForwardUpload;
}

/** Running uploads, by caller. */
const running = new Map<string, number>();

/** Receives one file from a caller with `support:write`, streams it to the subgraph, and returns its token. Nothing touches a disk here. */
export async function receiveUpload(options: UploadOptions): Promise<string> {
  const { rateKey } = options;
  const others = running.get(rateKey) ?? 0;
  if (others >= maxConcurrent) throw new GraphError('RATE_LIMITED');
  running.set(rateKey, others + 1);
  try {
    await assertMayUpload(options.access);
    return await forwardAudited(options, await readFile(options.request));
  } finally {
    const left = (running.get(rateKey) ?? 1) - 1;
    if (left > 0) running.set(rateKey, left);
    else running.delete(rateKey);
  }
}

async function assertMayUpload(access: Access): Promise<void> {
  if (access.kind === 'ANONYMOUS') throw new GraphError('UNAUTHENTICATED');
  access.prepareToChange();
  const scopes = (await access.viewerAccount())?.scopes ?? access.scopes;
  if (!scopes.includes('support:write')) throw new GraphError('FORBIDDEN');
}

interface ReceivedFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Readable;
  /** Whether the file exceeded the limit. */
  readonly isTruncated: () => boolean;
  /** Drains the request: an unread file would hold the connection, here and at the help desk. */
  readonly discard: () => void;
}

async function readFile(request: FastifyRequest): Promise<ReceivedFile> {
  const file = request.isMultipart() ? await request.file().catch(() => undefined) : undefined;
  if (!file) throw badInput('The body must be multipart/form-data with one file.');
  // Control characters and slashes could make a path or a header of the name.
  const fileName = ((file.filename as string | undefined) ?? '').replace(/[\p{Cc}/\\]/gu, '_').slice(-longestName);
  const contentType = file.mimetype.toLowerCase();
  if (fileName === '' || !types.has(contentType)) {
    file.file.resume();
    throw badInput(
      fileName === ''
        ? 'The file must have a name.'
        : 'The file must be an image, a PDF, text, CSV, JSON, a ZIP archive, or a document or sheet of Office Open XML.',
    );
  }
  const content = file.file.pipe(new PassThrough());
  // Without a listener an error before the first read would end the process.
  content.on('error', () => undefined);
  // A truncated file must not arrive as a complete one.
  const abort = () => content.destroy(new Error('the upload is incomplete'));
  file.file.once('limit', abort);
  // A client that disconnects does not end the stream.
  request.raw.once('aborted', abort);
  request.raw.once('close', () => {
    if (!request.raw.complete) abort();
  });
  return {
    fileName,
    contentType,
    content,
    isTruncated: () => file.file.truncated,
    discard() {
      content.destroy();
      file.file.unpipe(content);
      file.file.resume();
    },
  };
}

/** Records the upload, forwards the file, and records the outcome. An upload that cannot be recorded is not forwarded. */
async function forwardAudited({ access, actor, audit, upload }: UploadOptions, file: ReceivedFile): Promise<string> {
  const { fileName, contentType, content } = file;
  const [attempt] = attempts(actor, [{ action: 'uploads', accountId: null }]);
  try {
    if (attempt) await audit.record([attempt], access.assertion().answerBy);
  } catch (error) {
    file.discard();
    throw new GraphError('UPSTREAM_UNAVAILABLE', {
      cause: error,
      message: 'Changes cannot be recorded at the moment, so none are made. Try again later.',
    });
  }
  let token: string | null = null;
  let code: string | null = null;
  try {
    token = await upload({ fileName, contentType }, content, access.assertion());
    return token;
  } catch (error) {
    code = error instanceof GraphError ? error.code : 'INTERNAL';
    if (file.isTruncated()) throw badInput(`The file must have at most ${maxBytes} bytes.`);
    throw error;
  } finally {
    file.discard();
    if (attempt) await recordQuietly(audit, [outcomeOf(attempt, token === null ? null : {}, code)]);
  }
}
