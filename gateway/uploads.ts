import { PassThrough, type Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { badInput, GraphError } from '../subgraphs/shared/errors.ts';
import type { Assertion } from '../subgraphs/shared/principal.ts';
import type { UploadMetadata } from '../subgraphs/shared/subgraph.ts';
import type { Access } from './access/access.ts';
import { attempts, outcomeOf, type Actor } from './audit/acts.ts';
import type { Audit } from './audit/audit.ts';

export const uploadsPath = '/uploads';

/** Zendesk API, "Attachments": 50 MB. Less, because it is a stranger's. */
const maxBytes = 20 * 1024 * 1024;
/** What people attach to a question, and what nobody has to be afraid to open. */
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
/** How many of one caller's may be under way: a file goes to the help desk as slowly as it comes, and holds a connection there. */
const mostAtOnce = 3;

/** For the parser of forms with files: one file, and nothing else. */
export const uploadLimits = { limits: { files: 1, fields: 0, parts: 1, fileSize: maxBytes, headerPairs: 20 } } as const;

export interface UploadOptions {
  readonly request: FastifyRequest;
  readonly access: Access;
  readonly actor: Actor;
  /** Who is counted. */
  readonly rateKey: string;
  readonly audit: Audit;
  /** Hands the file on as it comes. */
  readonly upload: (metadata: UploadMetadata, content: Readable, assertion: Assertion) => Promise<string>;
}

/** Uploads under way, by who makes them. */
const underWay = new Map<string, number>();

/** A file from whoever may write to support, passed on as it comes: nothing of it touches a disk here. */
export async function receiveUpload(options: UploadOptions): Promise<string> {
  const { rateKey } = options;
  const others = underWay.get(rateKey) ?? 0;
  if (others >= mostAtOnce) throw new GraphError('RATE_LIMITED');
  underWay.set(rateKey, others + 1);
  try {
    return await receive(options);
  } finally {
    const left = (underWay.get(rateKey) ?? 1) - 1;
    if (left > 0) underWay.set(rateKey, left);
    else underWay.delete(rateKey);
  }
}

async function receive({ request, access, actor, audit, upload }: UploadOptions): Promise<string> {
  if (access.kind === 'ANONYMOUS') throw new GraphError('UNAUTHENTICATED');
  access.prepareToChange();
  const scopes = (await access.viewerAccount())?.scopes ?? access.scopes;
  if (!scopes.includes('support:write')) throw new GraphError('FORBIDDEN');
  if (!request.isMultipart()) throw badInput('The body must be multipart/form-data with one file.');
  const file = await request.file().catch(() => undefined);
  if (!file) throw badInput('The body must be multipart/form-data with one file.');
  // The name is for people: what a path or a header could be made of is taken out.
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
  // A file that is cut short must not arrive as if it were whole.
  const content = file.file.pipe(new PassThrough());
  // Before anybody reads it, nobody else would hear of it.
  content.on('error', () => undefined);
  const cut = () => content.destroy(new Error('it did not come to its end'));
  file.file.once('limit', cut);
  // Whoever hangs up half-way does not end it.
  request.raw.once('aborted', cut);
  request.raw.once('close', () => {
    if (!request.raw.complete) cut();
  });
  // What nobody reads any more would hold the connection, here and at the help desk.
  const letGo = () => {
    content.destroy();
    file.file.unpipe(content);
    file.file.resume();
  };
  const [attempt] = attempts(actor, [{ action: 'uploads', accountId: null }]);
  try {
    if (attempt) await audit.record([attempt]);
  } catch (error) {
    letGo();
    throw new GraphError('UPSTREAM_UNAVAILABLE', {
      cause: error,
      message: 'Changes cannot be recorded at the moment: nothing is changed meanwhile.',
    });
  }
  let token: string | null = null;
  let code: string | null = null;
  try {
    token = await upload({ fileName, contentType }, content, access.assertion());
    return token;
  } catch (error) {
    code = error instanceof GraphError ? error.code : 'INTERNAL';
    if (file.file.truncated) throw badInput(`The file must have at most ${maxBytes} bytes.`);
    throw error;
  } finally {
    letGo();
    if (attempt) await audit.record([outcomeOf(attempt, token === null ? null : {}, code)]).catch(() => undefined);
  }
}
