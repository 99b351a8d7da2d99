import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Names and versions of a lock file's packages; of no file, none. */
function versionsOf(file: string): string {
  const path = `${folder}${file}`;
  if (!existsSync(path)) return '';
  const { packages } = JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, { version?: string }> };
  return Object.entries(packages)
    .flatMap(([name, { version }]) => (name === '' ? [] : [`${name}@${version ?? ''}`]))
    .sort()
    .join();
}

/**
 * Installs the gateways to compare with, unless they are there in the versions of the lock file. They are apart from the
 * repository's own packages, which CI and images install.
 */
export function installPeers(): void {
  if (versionsOf('node_modules/.package-lock.json') === versionsOf('package-lock.json')) return;
  process.stderr.write('installing the gateways to compare with (bench/peers)\n');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0)
    throw new Error('npm ci in bench/peers failed. Without Hive: --engines ours,stock,undici,bff,limit');
}
