import mime from 'mime';
import { z } from 'zod';
import { fieldByField } from '@customer-graph/upstream/field-by-field';
import { identifier, integer, optional, text } from '@customer-graph/upstream/shapes';
import type { CompanyDocument, DocumentKind } from '../../domain/document.ts';
import { parse } from '../parse.ts';
import { maxTime } from './time.ts';

/** A file of the file manager (HubSpot API, Files). The SDK leaves it untyped. */
const fileShape = z.looseObject({
  id: identifier,
  path: optional(text),
  archived: optional(z.boolean()),
});

const kinds: readonly (readonly [RegExp, DocumentKind])[] = [
  [/^contract/, 'CONTRACT'],
  [/^proposal|^offer|^quote/, 'PROPOSAL'],
  [/^certificate|^attestation/, 'CERTIFICATE'],
  [/^specification/, 'SPECIFICATION'],
];

/**
 * The file that an entry of a file property names. Null: none, such as a URL without an id.
 * A file property holds ids. Entries of forms are URLs with the id: HubSpot, "Get a file uploaded via form",
 * /form-integrations/v1/uploaded-files/signed-url-redirect/{fileId}.
 */
export function fileIdOf(entry: string): string | null {
  if (/^\d+$/.test(entry)) return entry;
  return /^https:\/\/[^/]+\/(?:.*\/)?(?:signed-url-redirect|file-preview)\/(\d+)(?:[/?#]|$)/.exec(entry)?.[1] ?? null;
}

/** ISO 8601, or milliseconds since the epoch. */
const timeShape = z
  .union([z.iso.datetime({ offset: true }).transform((at) => Date.parse(at)), integer])
  .refine((time) => Math.abs(time) <= maxTime, 'must be a time');

/** Null for a file outside the folder: customers must not see it. */
export function fromHubSpotFile(file: unknown, folder: string): CompanyDocument | null {
  const { id, path, archived, ...raw } = parse(fileShape, file, 'file');
  const inside = `${folder.replace(/\/$/, '')}/`;
  if (archived === true || path === null || !path.startsWith(inside)) return null;
  const subfolder = path.slice(inside.length).toLowerCase();
  const extension = () => parse(optional(text), raw.extension, 'file.extension');
  // Every document has a name and a time, and documents are sorted by them: without one the list cannot be told.
  const name = parse(text, raw.name, 'file.name');
  const createdAt = parse(timeShape, raw.createdAt, 'file.createdAt');
  return fieldByField<CompanyDocument>({
    id: () => id,
    name() {
      const ending = extension();
      return ending && !name.endsWith(`.${ending}`) ? `${name}.${ending}` : name;
    },
    kind: () => kinds.find(([start]) => start.test(subfolder))?.[1] ?? 'OTHER',
    byteSize: () => parse(optional(integer), raw.size, 'file.size'),
    contentType: () => mime.getType(extension() ?? ''),
    createdAt: () => createdAt,
    expiresOn() {
      const expiresAt = parse(optional(timeShape), raw.expiresAt, 'file.expiresAt');
      return expiresAt === null ? null : new Date(expiresAt).toISOString().slice(0, 10);
    },
  });
}
