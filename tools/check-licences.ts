import { readFileSync } from 'node:fs';
import { licenceProblems, policy, type LockedPackage } from './licences.ts';

/** Checks the licences of all installed packages, which npm records in package-lock.json. It needs no network. */
const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const problems = licenceProblems(packages, policy);
for (const problem of problems) process.stderr.write(`licences: ${problem}\n`);
process.stdout.write(`licences: ${Object.keys(packages).length} packages, ${problems.length} problems\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
