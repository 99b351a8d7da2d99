import { rename, rm, writeFile } from 'node:fs/promises';

/** Replaces a file by renaming another: a crash leaves the old text or the new one. A failure leaves no other file. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.new`;
  try {
    await writeFile(temporary, text, { mode: 0o600 });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
