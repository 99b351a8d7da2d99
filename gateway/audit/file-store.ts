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
import { ConfigurationError } from '../../subgraphs/shared/configuration.ts';
import { chainHead, headsNamed, type ChainHead } from './event.ts';
import type { AuditStore, StoredChain } from './store.ts';

const records = '.jsonl';
const head = '.head.json';

/**
 * A file a chain, a record a line, and beside it a small file with the head: what is cut off at the end is missed there. Several processes may write to one folder,
 * each its own chain.
 */
export async function createFileStore(directory: string): Promise<AuditStore> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await access(directory, constants.W_OK);
  } catch (error) {
    throw new ConfigurationError([
      `AUDIT_DIRECTORY: cannot be written to: ${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'}`,
    ]);
  }
  const handles = new Map<string, FileHandle>();
  const at = (chain: string, kind: string): string => join(directory, `${chain}${kind}`);

  const handleOf = async (chain: string): Promise<FileHandle> => {
    const known = handles.get(chain);
    if (known) return known;
    // The one before is of yesterday, or was given up.
    for (const [name, handle] of handles) {
      handles.delete(name);
      await handle.close();
    }
    const handle = await open(at(chain, records), 'a', 0o600);
    handles.set(chain, handle);
    return handle;
  };

  const namesOf = async (kind: string): Promise<string[]> =>
    (await readdir(directory))
      .filter((name) => name.endsWith(kind))
      .map((name) => name.slice(0, -kind.length))
      .sort();

  async function headOf(chain: string): Promise<ChainHead | null> {
    try {
      return chainHead.parse(JSON.parse(await readFile(at(chain, head), 'utf8')));
    } catch {
      return null;
    }
  }

  /** Replaced as a whole: a crash leaves the old one or the new one. */
  async function writeHead(written: ChainHead): Promise<void> {
    await writeFile(at(written.chain, `${head}.new`), JSON.stringify(written), { mode: 0o600 });
    await rename(at(written.chain, `${head}.new`), at(written.chain, head));
  }

  return {
    // Before its first record: a record without a head would look as if somebody had taken the head away.
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
      const found = await Promise.all((await namesOf(head)).slice(-headsNamed).map(headOf));
      return found.filter((each) => each !== null);
    },

    async *chains(): AsyncIterable<StoredChain> {
      const names = new Set([...(await namesOf(records)), ...(await namesOf(head))]);
      for (const chain of names) {
        const text = await readFile(at(chain, records), 'utf8').catch(() => '');
        // What stands after the last end of a line was never written to its end.
        yield { chain, records: text.split('\n').slice(0, -1), head: await headOf(chain) };
      }
    },

    async expired(before) {
      const found: string[] = [];
      for (const chain of await namesOf(records)) {
        // Nothing was added since, whatever stands in it.
        const { mtime } = await stat(at(chain, records));
        if (!handles.has(chain) && mtime < before) found.push(chain);
      }
      return found;
    },

    async remove(chains) {
      for (const chain of chains) for (const kind of [records, head]) await rm(at(chain, kind), { force: true });
    },

    async [Symbol.asyncDispose]() {
      for (const handle of handles.values()) await handle.close();
    },
  };
}
