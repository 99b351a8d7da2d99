import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { findTemplate, removeTemplate, storeTemplate } from './template.ts';
import { TemplateFilesystem } from './template-filesystem.ts';

/** A SQL statement with optional parameters. */
export interface Statement {
  readonly text: string;
  readonly parameters?: readonly unknown[];
}

export interface EmbeddedOptions {
  /** The folder of the data; null: it is in memory and lost at the end. */
  readonly directory: string | null;
  /** The content of a database that begins in memory or in an empty folder. */
  readonly content?: readonly Statement[];
  /** Everything else that the content depends on, such as the day. */
  readonly contentVersion?: string;
}

/** The defaults reserve 128 MB for pages, most of which an embedded database never uses. */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=8MB'];
/** Segments of 1 MB in place of 16 MB: the log is most of an empty database, and in memory it stays resident. */
const initDbStartParams = ['--wal-segsize=1', '--no-sync'];
const settings = [`alter system set max_wal_size = '16MB'`, `alter system set min_wal_size = '2MB'`];

/**
 * Opens an embedded Postgres in this thread, which a statement blocks. A new one is copied from a template in the cache, because
 * making one takes seconds. Without a usable template it is made, and stored as a template if the cache can be written.
 *
 * @example
 * const database = await openEmbedded({ directory: null, content: [{ text: 'create table numbers (value int)' }] });
 */
export async function openEmbedded({ directory, content = [], contentVersion = '' }: EmbeddedOptions): Promise<PGlite> {
  // A database, or a folder with other files, from which nothing may be deleted where the template proves damaged.
  if (directory !== null && existsSync(directory) && readdirSync(directory).length > 0)
    return PGlite.create({ dataDir: directory, startParams });
  const key = JSON.stringify([initDbStartParams, settings, content, contentVersion]);
  const template = await findTemplate(key);
  if (template !== null) {
    try {
      if (directory === null) return await PGlite.create({ fs: new TemplateFilesystem(template), startParams });
      return await unpack(new Blob([await readFile(template)]), directory);
    } catch {
      await removeTemplate(key);
      // The folder may hold a part of the template now, which must not become a database.
      if (directory !== null) rmSync(directory, { recursive: true, force: true });
    }
  }
  const database = await make(content);
  const archive = await database.dumpDataDir('none');
  await storeTemplate(key, archive);
  if (directory === null) return database;
  await database.close();
  return unpack(archive, directory);
}

function unpack(archive: Blob, directory: string): Promise<PGlite> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return PGlite.create({ dataDir: directory, loadDataDir: archive, startParams });
}

async function make(content: readonly Statement[]): Promise<PGlite> {
  if (content.length === 0) {
    const database = await PGlite.create({ initDbStartParams, startParams });
    for (const statement of settings) await database.exec(statement);
    // Postgres copies new databases from these two. Nothing creates any here.
    await database.exec(`update pg_database set datistemplate = false where datname like 'template%'`);
    for (const name of ['template0', 'template1']) await database.exec(`drop database ${name}`);
    await database.exec('checkpoint');
    await removeOldLog(database);
    return database;
  }
  const database = await openEmbedded({ directory: null });
  for (const { text, parameters } of content) {
    if (parameters) await database.query(text, [...parameters]);
    else await database.exec(text);
  }
  await database.exec('checkpoint');
  await removeOldLog(database);
  return database;
}

/** The part of Emscripten's file system that is used here; its types are not installed. */
interface Files {
  readdir(path: string): string[];
  unlink(path: string): void;
}

/** After a checkpoint, Postgres keeps the log that it no longer needs as space for new log. */
async function removeOldLog(database: PGlite): Promise<void> {
  const { rows } = await database.query<{ first: string }>(
    'select redo_wal_file as first from pg_control_checkpoint()',
  );
  const first = rows[0]?.first ?? '';
  const files = database.Module.FS as Files;
  const folder = `${PGlite.paths.PGDATA}/pg_wal`;
  for (const name of files.readdir(folder))
    if (/^[0-9A-F]{24}$/.test(name) && name < first) files.unlink(`${folder}/${name}`);
}
