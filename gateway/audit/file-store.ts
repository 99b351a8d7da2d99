import { access, constants, mkdir, open, readdir, readFile, rm, statfs, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '@customer-graph/process/configuration';
import { parseJson } from '@customer-graph/process/parse-json';
import { storedHead, type StoredHead } from './head.ts';
import { replaceFile } from './replace-file.ts';
import { NoRoomError, type AuditStore, type StoredChain } from './store.ts';

const recordsSuffix = '.jsonl';
const headSuffix = '.head.json';

/**
 * One file per chain with one record per line, and a small file with the chain's head, which shows if records are cut off.
 * Several processes may share the directory, because each writes chains of its own.
 */
export async function createFileStore(directory: string): Promise<AuditStore> {
  await assertWritable(directory);
  const handles = new Map<string, FileHandle>();
  const fileOf = (chain: string, suffix: string): string => join(directory, `${chain}${suffix}`);

  async function closeAll(): Promise<void> {
    const open = [...handles.values()];
    handles.clear();
    for (const handle of open) await handle.close();
  }

  const handleOf = async (chain: string): Promise<FileHandle> => {
    const known = handles.get(chain);
    if (known) return known;
    // Only the current chain is written, so older files are closed.
    await closeAll();
    const handle = await open(fileOf(chain, recordsSuffix), 'a', 0o600);
    handles.set(chain, handle);
    return handle;
  };

  const chainsWith = async (suffix: string): Promise<string[]> =>
    (await readdir(directory))
      .filter((name) => name.endsWith(suffix))
      .map((name) => name.slice(0, -suffix.length))
      .sort();

  async function headOf(chain: string): Promise<StoredHead | null> {
    const text = await readFile(fileOf(chain, headSuffix), 'utf8').catch(() => '');
    return storedHead.safeParse(parseJson(text)).data ?? null;
  }

  /** A crash leaves the old head or the new one. */
  const writeHead = (head: StoredHead): Promise<void> =>
    replaceFile(fileOf(head.chain, headSuffix), JSON.stringify(head));

  async function remove(chains: readonly string[]): Promise<void> {
    for (const chain of chains)
      for (const suffix of [recordsSuffix, headSuffix]) await rm(fileOf(chain, suffix), { force: true });
  }

  return {
    // The head comes before the first record: a crash between them must not look like a removed head.
    async begin(head) {
      try {
        await writeHead(head);
      } catch (error) {
        throw isNoRoom(error) ? new NoRoomError('no room for a new audit chain', { cause: error }) : error;
      }
    },

    async append(batch, head) {
      const handle = await handleOf(head.chain);
      const { size } = await handle.stat();
      try {
        await handle.appendFile(batch.map((record) => `${JSON.stringify(record)}\n`).join(''));
        await handle.datasync();
        await writeHead(head);
      } catch (error) {
        if (!isNoRoom(error)) {
          // The directory may be gone. Later records must not go to a file that nobody can find.
          await closeAll();
          throw error;
        }
        await handle.truncate(size);
        throw new NoRoomError('no room for audit records', { cause: error });
      }
    },

    async *heads() {
      for (const chain of (await chainsWith(headSuffix)).reverse()) {
        const head = await headOf(chain);
        if (head?.chain === chain) yield head;
      }
    },

    async *chains(): AsyncIterable<StoredChain> {
      const names = new Set([...(await chainsWith(recordsSuffix)), ...(await chainsWith(headSuffix))]);
      for (const chain of names) {
        // The head first: a gateway may write while the trail is read, and records beyond the head are no problem.
        const head = await headOf(chain);
        const text = await readFile(fileOf(chain, recordsSuffix), 'utf8').catch(() => '');
        // A line without an end was cut off by a crash.
        yield { chain, records: text.split('\n').slice(0, -1), head };
      }
    },

    removable: async () => (await chainsWith(recordsSuffix)).filter((chain) => !handles.has(chain)),

    remove,

    async freeBytes() {
      const { bavail, bsize } = await statfs(directory);
      return bavail * bsize;
    },

    [Symbol.asyncDispose]: closeAll,
  };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';

/** The disk, the quota or the file's limit is exhausted. */
const isNoRoom = (error: unknown): boolean => ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error));

async function assertWritable(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await access(directory, constants.W_OK);
  } catch (error) {
    throw new ConfigurationError([`AUDIT_DIRECTORY: ${directory} cannot be written (${codeOf(error)})`]);
  }
}
