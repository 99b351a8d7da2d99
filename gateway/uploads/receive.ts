import { PassThrough, Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { beforeDeadline } from '@customer-graph/process/before-deadline';
import { badInput, GraphError } from '@customer-graph/protocol/errors';
import type { Access } from '../access/access.ts';
import type { Actor } from '../audit/actor.ts';
import { attempts, outcomeOf } from '../audit/mutations.ts';
import type { Audit } from '../audit/audit.ts';
import { recordQuietly } from '../operation/record.ts';
import { arrivalLimits, arriving, tooSlow } from './arrival.ts';
import { cleanFileName, isAcceptedType, isOfType } from './content-type.ts';
import type { ForwardUpload } from './forward.ts';
import { readHead } from './head.ts';
import type { Scan } from './scan.ts';
import type { FileSlots } from '../limits/file-slots.ts';

/** Maximum size of a file. Zendesk permits 50 MB (Zendesk API, "Attachments"), but files are not trusted. */
const maxBytes = 20 * 1024 * 1024;
/** Bytes that must arrive before the file is forwarded: enough to detect its type. */
const headBytes = 64 * 1024;

/** For the multipart parser: one file, and nothing else. */
export const uploadLimits = { limits: { files: 1, fields: 0, parts: 1, fileSize: maxBytes, headerPairs: 20 } } as const;

export interface UploadServices {
  readonly audit: Audit;
  readonly slots: FileSlots;
  readonly scan: Scan;
  /** Streams the file to the subgraph. */
  readonly upload: ForwardUpload;
}

export interface UploadOptions extends UploadServices {
  readonly request: FastifyRequest;
  readonly access: Access;
  readonly actor: Actor;
  /** Concurrent uploads are counted by this key. */
  readonly rateKey: string;
}

/** Receives one file from a caller with `support:write`, streams it to the subgraph, and returns its token. Nothing touches a disk here. */
export async function receiveUpload(options: UploadOptions): Promise<string> {
  // Before anything is looked up: a flood of uploads must cost little.
  const callerSlot = options.slots.takeForCaller(options.rateKey);
  try {
    const accountId = await accountOfUpload(options.access);
    const accountSlot = accountId === null ? undefined : options.slots.takeForAccount(accountId);
    try {
      return await forwardAudited(options, await readFile(options.request));
    } finally {
      accountSlot?.[Symbol.dispose]();
    }
  } finally {
    callerSlot[Symbol.dispose]();
  }
}

/** The caller's account; null: they work in no account. Throws for a caller without `support:write`. */
async function accountOfUpload(access: Access): Promise<string | null> {
  if (access.kind === 'ANONYMOUS') throw new GraphError('UNAUTHENTICATED');
  access.prepareToChange();
  const account = await access.viewerAccount();
  if (!(account?.scopes ?? access.scopes).includes('support:write')) throw new GraphError('FORBIDDEN');
  return account?.id ?? null;
}

interface ReceivedFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: AsyncIterable<Buffer>;
  /** Whether the file exceeded the limit. */
  readonly isTruncated: () => boolean;
  /** Drains the request: an unread file would hold the connection, here and at the help desk. */
  readonly discard: () => void;
}

async function readFile(request: FastifyRequest): Promise<ReceivedFile> {
  const first = request.isMultipart() ? request.file().catch(() => undefined) : Promise.resolve(undefined);
  const file = await beforeDeadline(Date.now() + arrivalLimits.idleMs, first, tooSlow);
  if (!file) throw badInput('The body must be multipart/form-data with one file.');
  const contentType = file.mimetype.toLowerCase();
  // The parser's type leaves out that a part may have no name.
  const named: { readonly filename?: string } = file;
  const fileName = cleanFileName(named.filename ?? '', contentType);
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
  const isTruncated = () => file.file.truncated;
  const discard = () => {
    content.destroy();
    file.file.unpipe(content);
    file.file.resume();
  };
  try {
    if (fileName === '') throw badInput('The file must have a name.');
    if (!isAcceptedType(contentType)) throw notAccepted();
    const { head, whole } = await readHead(arriving(content, arrivalLimits), headBytes);
    if (!(await isOfType(contentType, head)))
      throw badInput(`The content of the file is not ${contentType}, as which it was sent.`);
    return { fileName, contentType, content: whole, isTruncated, discard };
  } catch (error) {
    discard();
    throw error instanceof GraphError ? error : badInput('The file did not arrive completely.');
  }
}

const notAccepted = (): GraphError =>
  badInput(
    'The file must be an image, a PDF, text, CSV, JSON, a ZIP archive, or a document or sheet of Office Open XML.',
  );

/** Records the upload, forwards the file, and records the outcome. An upload that cannot be recorded is not forwarded. */
async function forwardAudited(
  { access, actor, audit, scan, upload }: UploadOptions,
  file: ReceivedFile,
): Promise<string> {
  const { fileName, contentType } = file;
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
  /** Why the content ended early. The subgraph only sees an incomplete file. */
  let refusal: unknown;
  const content = Readable.from(scan(file.content)).once('error', (error) => (refusal = error));
  try {
    token = await upload({ fileName, contentType }, content, access.assertion());
    return token;
  } catch (error) {
    const reason = refusal instanceof GraphError ? refusal : error;
    code = reason instanceof GraphError ? reason.code : 'INTERNAL';
    if (file.isTruncated()) throw badInput(`The file must have at most ${maxBytes} bytes.`);
    throw reason;
  } finally {
    content.destroy();
    file.discard();
    if (attempt) await recordQuietly(audit, [outcomeOf(attempt, token === null ? null : {}, code)]);
  }
}
