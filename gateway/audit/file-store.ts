import {
  access,
  constants,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '@customer-graph/process/configuration';
import { parseJson } from '@customer-graph/process/parse-json';
import { chainHead, maxNamedHeads, type ChainHead } from './record.ts';
import type { AuditStore, StoredChain } from './store.ts';

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

  const handleOf = async (chain: string): Promise<FileHandle> => {
    const known = handles.get(chain);
    if (known) return known;
    // Only the current chain is written, so older files are closed.
    for (const [name, handle] of handles) {
      handles.delete(name);
      await handle.close();
    }
    const handle = await open(fileOf(chain, recordsSuffix), 'a', 0o600);
    handles.set(chain, handle);
    return handle;
  };

  const chainsWith = async (suffix: string): Promise<string[]> =>
    (await readdir(directory))
      .filter((name) => name.endsWith(suffix))
      .map((name) => name.slice(0, -suffix.length))
      .sort();

  async function headOf(chain: string): Promise<ChainHead | null> {
    const text = await readFile(fileOf(chain, headSuffix), 'utf8').catch(() => '');
    return chainHead.safeParse(parseJson(text)).data ?? null;
  }

  /** Replaces the file by renaming: a crash leaves the old head or the new one. */
  async function writeHead(head: ChainHead): Promise<void> {
    const temporary = fileOf(head.chain, `${headSuffix}.new`);
    await writeFile(temporary, JSON.stringify(head), { mode: 0o600 });
    await rename(temporary, fileOf(head.chain, headSuffix));
  }

  return {
    // The head comes before the first record: a crash between them must not look like a removed head.
    begin: (chain) => writeHead({ chain, seq: 0, hash: chain }),

    async append(batch) {
      const last = batch.at(-1);
      if (!last) return;
      const handle = await handleOf(last.chain);
      await handle.appendFile(batch.map((record) => `${JSON.stringify(record)}\n`).join(''));
      await handle.datasync();
      await writeHead({ chain: last.chain, seq: last.seq, hash: last.hash });
    },

    async heads() {
      const latest = (await chainsWith(headSuffix)).slice(-maxNamedHeads);
      const heads = await Promise.all(latest.map(headOf));
      return heads.filter((head) => head !== null);
    },

    async *chains(): AsyncIterable<StoredChain> {
      const names = new Set([...(await chainsWith(recordsSuffix)), ...(await chainsWith(headSuffix))]);
      for (const chain of names) {
        const text = await readFile(fileOf(chain, recordsSuffix), 'utf8').catch(() => '');
        // A line without an end was cut off by a crash.
        yield { chain, records: text.split('\n').slice(0, -1), head: await headOf(chain) };
      }
    },

    async expired(before) {
      const found: string[] = [];
      for (const chain of await chainsWith(recordsSuffix)) {
        const { mtime: lastWritten } = await stat(fileOf(chain, recordsSuffix));
        if (!handles.has(chain) && lastWritten < before) found.push(chain);
      }
      return found;
    },

    async remove(chains) {
      for (const chain of chains)
        for (const suffix of [recordsSuffix, headSuffix]) await rm(fileOf(chain, suffix), { force: true });
    },

    async [Symbol.asyncDispose]() {
      for (const handle of handles.values()) await handle.close();
    },
  };
}

async function assertWritable(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await access(directory, constants.W_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new ConfigurationError([`AUDIT_DIRECTORY: ${directory} cannot be written (${code})`]);
  }
}
