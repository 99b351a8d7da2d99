import { BaseFilesystem, ERRNO_CODES, type FsStats } from '@electric-sql/pglite/basefs';
import { createEntry, openArchive, type Archive, type Entry } from './template-files.ts';

/** Postgres reads and writes whole pages of this size in bytes. */
const pageSize = 8_192;

class FileError extends Error {
  readonly code: number;
  constructor(code: keyof typeof ERRNO_CODES) {
    super(code);
    this.code = ERRNO_CODES[code];
  }
}

/** The data folder of a database in memory that begins as the content of an archive. Only written pages take memory. */
export class TemplateFilesystem extends BaseFilesystem {
  readonly #archive: Archive;
  readonly #open = new Map<number, Entry>();
  #lastDescriptor = 0;

  /** Throws if the archive cannot be read. */
  constructor(archive: string) {
    super();
    this.#archive = openArchive(archive);
  }

  override async closeFs(): Promise<void> {
    this.#archive[Symbol.dispose]();
  }

  #find(path: string): Entry {
    let entry: Entry | undefined = this.#archive.root;
    for (const name of path.split('/').filter(Boolean)) {
      if (entry && !entry.children) throw new FileError('ENOTDIR');
      entry = entry?.children?.get(name);
    }
    if (!entry) throw new FileError('ENOENT');
    return entry;
  }

  #placeOf(path: string): { readonly siblings: Map<string, Entry>; readonly name: string } {
    const names = path.split('/').filter(Boolean);
    const name = names.pop();
    const { children: siblings } = this.#find(names.join('/'));
    if (!siblings || name === undefined) throw new FileError('ENOTDIR');
    return { siblings, name };
  }

  #opened(descriptor: number): Entry {
    const entry = this.#open.get(descriptor);
    if (!entry) throw new FileError('EBADF');
    return entry;
  }

  chmod(path: string, mode: number): void {
    const entry = this.#find(path);
    entry.mode = createEntry(mode, entry.children).mode;
  }

  utimes(path: string, _atime: number, mtime: number): void {
    this.#find(path).mtime = mtime;
  }

  lstat(path: string): FsStats {
    return statsOf(this.#find(path));
  }

  fstat(descriptor: number): FsStats {
    return statsOf(this.#opened(descriptor));
  }

  readdir(path: string): string[] {
    const { children } = this.#find(path);
    if (!children) throw new FileError('ENOTDIR');
    return ['.', '..', ...children.keys()];
  }

  mkdir(path: string, { mode = 0o700 }: { readonly recursive?: boolean; readonly mode?: number } = {}): void {
    const { siblings, name } = this.#placeOf(path);
    if (siblings.has(name)) throw new FileError('EEXIST');
    siblings.set(name, createEntry(mode, new Map()));
  }

  rmdir(path: string): void {
    if (this.#find(path).children?.size !== 0) throw new FileError('ENOTEMPTY');
    this.unlink(path);
  }

  unlink(path: string): void {
    const { siblings, name } = this.#placeOf(path);
    if (!siblings.delete(name)) throw new FileError('ENOENT');
  }

  rename(oldPath: string, newPath: string): void {
    const entry = this.#find(oldPath);
    const { siblings, name } = this.#placeOf(newPath);
    this.unlink(oldPath);
    siblings.set(name, entry);
  }

  open(path: string): number {
    this.#lastDescriptor += 1;
    this.#open.set(this.#lastDescriptor, this.#find(path));
    return this.#lastDescriptor;
  }

  close(descriptor: number): void {
    this.#open.delete(descriptor);
  }

  /** PGlite creates empty files with it. */
  writeFile(path: string, data: string | Uint8Array, { mode = 0o600 }: { readonly mode?: number } = {}): void {
    const { siblings, name } = this.#placeOf(path);
    const entry = createEntry(mode, null);
    siblings.set(name, entry);
    this.#writeTo(entry, Buffer.from(data), 0);
  }

  truncate(path: string, length: number): void {
    const entry = this.#find(path);
    entry.archived = Math.min(entry.archived, length);
    for (const [number, page] of entry.pages) {
      const kept = length - number * pageSize;
      if (kept <= 0) entry.pages.delete(number);
      else page.fill(0, Math.min(kept, pageSize));
    }
    entry.size = length;
  }

  read(descriptor: number, buffer: Uint8Array, offset: number, length: number, position: number): number {
    const entry = this.#opened(descriptor);
    const end = Math.min(position + length, entry.size);
    for (const { page, from, to, at } of partsOf(position, end)) {
      const target = buffer.subarray(offset + at, offset + at + to - from);
      const written = entry.pages.get(page);
      if (written) target.set(written.subarray(from, to));
      else this.#readArchived(entry, target, position + at);
    }
    return Math.max(0, end - position);
  }

  /** @param buffer PGlite gives the memory itself, other than its types say. */
  write(
    descriptor: number,
    buffer: Uint8Array | ArrayBuffer,
    offset: number,
    length: number,
    position: number,
  ): number {
    const memory = buffer instanceof Uint8Array ? buffer : new Uint8Array(buffer);
    this.#writeTo(this.#opened(descriptor), memory.subarray(offset, offset + length), position);
    return length;
  }

  #writeTo(entry: Entry, data: Uint8Array, position: number): void {
    for (const { page, from, to, at } of partsOf(position, position + data.length)) {
      let target = entry.pages.get(page);
      if (!target) {
        target = new Uint8Array(pageSize);
        if (to - from < pageSize) this.#readArchived(entry, target, page * pageSize);
        entry.pages.set(page, target);
      }
      target.set(data.subarray(at, at + to - from), from);
    }
    entry.size = Math.max(entry.size, position + data.length);
    entry.mtime = Date.now();
  }

  /** Zeros where the archive has no content. */
  #readArchived(entry: Entry, target: Uint8Array, position: number): void {
    const count = Math.min(Math.max(0, entry.archived - position), target.length);
    if (count > 0) this.#archive.read(target.subarray(0, count), entry.offset + position);
    target.fill(0, count);
  }
}

/** The parts of a range of bytes, one for each page: where each begins in its page (`from`, `to`) and in the range (`at`). */
function* partsOf(position: number, end: number) {
  for (let done = position; done < end;) {
    const page = Math.floor(done / pageSize);
    const from = done - page * pageSize;
    const to = Math.min(pageSize, end - page * pageSize);
    yield { page, from, to, at: done - position };
    done += to - from;
  }
}

const statsOf = ({ mode, size, mtime }: Entry): FsStats => ({
  ...{ dev: 0, ino: 0, nlink: 1, uid: 0, gid: 0, rdev: 0 },
  ...{ mode, size, blksize: pageSize, blocks: Math.ceil(size / pageSize) },
  ...{ atime: mtime, mtime, ctime: mtime },
});
