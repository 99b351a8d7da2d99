import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The cache of prepared databases: beside the packages, so that a new installation begins with an empty one. Only who may
 * change the packages' code can change it.
 */
const pglite = import.meta.resolve('@electric-sql/pglite');
const packages = pglite.slice(0, pglite.lastIndexOf('/node_modules/') + '/node_modules/'.length);
const folder = fileURLToPath(new URL('.cache/customer-graph/databases/', packages));

/** Templates that were not used for this long are deleted, in milliseconds: content that depends on the day has one a day. */
const unusedMs = 2 * 24 * 3_600_000;

// PGlite's files are named after their content, so another version has other names.
const fileOf = async (key: string): Promise<string> => {
  const { size, mtimeMs } = await stat(fileURLToPath(pglite));
  const name = createHash('sha256')
    .update(JSON.stringify([key, size, mtimeMs]))
    .digest('hex')
    .slice(0, 32);
  return join(folder, `${name}.tar`);
};

/** The archive of a template; null if there is none. */
export async function findTemplate(key: string): Promise<string | null> {
  const file = await fileOf(key);
  const isThere = await utimes(file, new Date(), new Date()).then(
    () => true,
    // One that may be read but not touched, in a cache of another user.
    () => existsSync(file),
  );
  return isThere ? file : null;
}

/** Does nothing where the cache cannot be written, as in a container: the database is then made at each start. */
export async function storeTemplate(key: string, content: Blob): Promise<void> {
  const unfinished = join(folder, `${randomUUID()}.unfinished`);
  try {
    await mkdir(folder, { recursive: true });
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(new Uint8Array(await content.arrayBuffer()));
      await file.sync();
    } finally {
      await file.close();
    }
    // Another process finds all of it or nothing. Of two that store the same, the later one replaces the earlier one.
    await rename(unfinished, await fileOf(key));
    await removeUnused();
  } catch {
    await rm(unfinished, { force: true }).catch(() => undefined);
  }
}

export async function removeTemplate(key: string): Promise<void> {
  await rm(await fileOf(key), { force: true }).catch(() => undefined);
}

async function removeUnused(): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const { mtimeMs } = await stat(file);
    if (Date.now() - mtimeMs > unusedMs) await rm(file, { force: true });
  }
}
