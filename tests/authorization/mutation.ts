import { matrixFile, read } from '../../schema/files.ts';
import { readMatrix } from '../../schema/matrix.ts';
import { differences } from './observe.ts';
import { rules, withoutRule } from './rules.ts';

/** Removes each rule in turn. The comparison with the matrix must detect every removal. */
const committed = readMatrix(read(matrixFile));
const all = rules();
const survivors: string[] = [];
const startedAt = Date.now();
for (const rule of all) {
  const noticed = await differences(committed, withoutRule(rule)).then(
    (found) => found.length > 0,
    // A schema that does not compose cannot be deployed, so the removal counts as detected.
    () => true,
  );
  if (!noticed) survivors.push(rule.name);
}
for (const name of survivors) process.stdout.write(`undetected: ${name}\n`);
process.stdout.write(
  `${all.length} rules removed in turn, ${survivors.length} removals undetected, ${((Date.now() - startedAt) / 1_000).toFixed(0)} s\n`,
);
process.exitCode = all.length > 0 && survivors.length === 0 ? 0 : 1;
