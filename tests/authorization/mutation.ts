import { matrixFile, read } from '../../schema/files.ts';
import { readMatrix } from '../../schema/matrix.ts';
import { differences } from './observe.ts';
import { rules, withoutRule } from './rules.ts';

/** Takes each rule out in turn, and runs the test of the matrix: it has to notice every one. */
const committed = readMatrix(read(matrixFile));
const all = rules();
const survivors: string[] = [];
const startedAt = Date.now();
for (const rule of all) {
  const noticed = await differences(committed, withoutRule(rule)).then(
    (found) => found.length > 0,
    // What does not even compose nobody can run.
    () => true,
  );
  if (!noticed) survivors.push(rule.name);
}
for (const name of survivors) process.stdout.write(`survives: ${name}\n`);
process.stdout.write(
  `${all.length} rules taken out in turn, ${survivors.length} unnoticed, ${((Date.now() - startedAt) / 1_000).toFixed(0)} s\n`,
);
process.exitCode = all.length > 0 && survivors.length === 0 ? 0 : 1;
