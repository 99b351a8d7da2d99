import { closeSync, openSync, readSync } from 'node:fs';

/** A file or folder of a database in memory. */
export interface Entry {
  mode: number;
  /** Milliseconds since the epoch. */
  mtime: number;
  size: number;
  /** Null: a file. */
  readonly children: Map<string, Entry> | null;
  /** Where the archive has the content. */
  readonly offset: number;
  /** How much of the content is still the archive's. */
  archived: number;
  /** Pages that were written since, by their number. */
  readonly pages: Map<number, Uint8Array>;
}

export const folderMode = 0o40000;
export const fileMode = 0o100000;
const permissions = 0o7777;
/** Unit of tar archives in bytes. */
const block = 512;

export function createEntry(mode: number, children: Entry['children'], offset = 0, archived = 0): Entry {
  const kind = children ? folderMode : fileMode;
  const content = { size: archived, archived, offset, pages: new Map() };
  return { mode: kind | (mode & permissions), mtime: Date.now(), children, ...content };
}

/** An archive whose files are read where they lie, so that they take neither time nor memory before they are used. */
export interface Archive extends Disposable {
  readonly root: Entry;
  read(target: Uint8Array, position: number): void;
}

/** Opens an archive as PGlite writes them: ustar without links. Throws if it is damaged. */
export function openArchive(file: string): Archive {
  const descriptor = openSync(file, 'r');
  const read = (target: Uint8Array, position: number): void => {
    for (let done = 0; done < target.length;) {
      const count = readSync(descriptor, target, done, target.length - done, position + done);
      if (count === 0) throw new Error(`${file} is cut off`);
      done += count;
    }
  };
  try {
    return { root: readTree(read), read, [Symbol.dispose]: () => closeSync(descriptor) };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function readTree(read: Archive['read']): Entry {
  const root = createEntry(0o700, new Map());
  const header = Buffer.alloc(block);
  const text = (from: number, length: number): string => {
    const field = header.subarray(from, from + length);
    const end = field.indexOf(0);
    return field.toString('utf8', 0, end < 0 ? length : end);
  };
  for (let position = 0; ;) {
    read(header, position);
    const name = text(0, 100);
    if (name === '') return root;
    if (text(257, 5) !== 'ustar') throw new Error('not an archive of a database');
    const size = parseInt(text(124, 12), 8);
    const path = [text(345, 155), name].join('/').split('/').filter(Boolean);
    const isFolder = text(156, 1) === '5';
    const entry = createEntry(parseInt(text(100, 8), 8), isFolder ? new Map() : null, position + block, size);
    folderOf(root, path).set(path.at(-1) ?? '', entry);
    position += block + Math.ceil(size / block) * block;
  }
}

function folderOf(root: Entry, path: readonly string[]): Map<string, Entry> {
  let folder = root.children;
  for (const name of path.slice(0, -1)) folder = folder?.get(name)?.children ?? null;
  if (!folder) throw new Error('the archive has a file without its folder');
  return folder;
}
