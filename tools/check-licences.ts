import { readFileSync } from 'node:fs';
import { licenceProblems, policy, type LockedPackage } from './licences.ts';

const packagesOf = (lockFile: string): Readonly<Record<string, LockedPackage>> => {
  const { packages } = JSON.parse(readFileSync(new URL(lockFile, import.meta.url), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  return packages;
};

/** Checks the licences of all installed packages, which npm records in lock files. It needs no network. */
const packages = {
  ...packagesOf('../package-lock.json'),
  ...Object.fromEntries(
    Object.entries(packagesOf('../bench/peers/package-lock.json')).map(([path, each]) => [`bench/peers/${path}`, each]),
  ),
};
const problems = licenceProblems(packages, policy);
for (const problem of problems) process.stderr.write(`licences: ${problem}\n`);
process.stdout.write(`licences: ${Object.keys(packages).length} packages, ${problems.length} problems\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
