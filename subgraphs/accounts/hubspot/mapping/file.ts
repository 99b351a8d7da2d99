import { createExpect } from '@customer-graph/upstream/expect';
import type { CompanyDocument, DocumentKind } from '../../domain/document.ts';

const expect = createExpect('CRM');

/** A file of the file manager (HubSpot API, Files v3). The SDK leaves it untyped. */
export interface HubSpotFile {
  readonly id: string;
  readonly name?: string | null;
  readonly extension?: string | null;
  readonly type?: string | null;
  readonly size?: number | null;
  readonly path?: string | null;
  readonly archived?: boolean;
  readonly createdAt: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number | null;
}

const kinds: readonly (readonly [RegExp, DocumentKind])[] = [
  [/^contract/, 'CONTRACT'],
  [/^proposal|^offer|^quote/, 'PROPOSAL'],
  [/^certificate|^attestation/, 'CERTIFICATE'],
  [/^specification/, 'SPECIFICATION'],
];

const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  png: 'image/png',
  jpg: 'image/jpeg',
  txt: 'text/plain',
  zip: 'application/zip',
};

/** Null for a file outside the folder: customers must not see it. */
export function fromHubSpotFile(file: HubSpotFile, folder: string): CompanyDocument | null {
  const path = expect.optionalString(file.path, 'path');
  const inside = `${folder.replace(/\/$/, '')}/`;
  if (file.archived === true || path === null || !path.startsWith(inside)) return null;
  const subfolder = path.slice(inside.length).toLowerCase();
  const extension = expect.optionalString(file.extension, 'extension');
  const name = expect.string(file.name, 'name');
  const createdAt = Date.parse(expect.string(file.createdAt, 'createdAt'));
  const expiresAt = expect.optionalInteger(file.expiresAt, 'expiresAt');
  return {
    id: expect.string(file.id, 'id'),
    name: extension && !name.endsWith(`.${extension}`) ? `${name}.${extension}` : name,
    kind: kinds.find(([start]) => start.test(subfolder))?.[1] ?? 'OTHER',
    sizeBytes: expect.optionalInteger(file.size, 'size'),
    contentType: (extension && mediaTypes[extension.toLowerCase()]) ?? null,
    createdAt: expect.integer(createdAt, 'createdAt'),
    expiresOn: expiresAt === null ? null : new Date(expiresAt).toISOString().slice(0, 10),
  };
}
