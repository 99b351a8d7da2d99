import fc from 'fast-check';
import { parseArgs } from 'node:util';
import { attemptsOf } from './attempts.ts';
import { startWorld } from './world.ts';

/** Runs many random operations: npm run test:fuzz -- --operations 20000 --seed 7 */
const { values } = parseArgs({
  options: { operations: { type: 'string', default: '20000' }, seed: { type: 'string' } },
});
const operations = Number(values.operations);
const startedAt = Date.now();
const world = await startWorld();
const batch = 4;
let asked = 0;
const result = await fc.check(
  fc.asyncProperty(attemptsOf(world, batch), async (attempts) => {
    asked += attempts.length;
    if (asked % 2_000 === 0)
      process.stdout.write(`${asked} operations, ${((Date.now() - startedAt) / 1_000).toFixed(0)} s\n`);
    const leaks = await world.run(attempts);
    if (leaks.length > 0) throw new Error(leaks.join('\n'));
  }),
  { numRuns: Math.ceil(operations / batch), ...(values.seed !== undefined && { seed: Number(values.seed) }) },
);
if (result.failed) process.stdout.write(`${fc.defaultReportMessage(result)}\n`);
process.stdout.write(
  `${asked} operations as ${world.principals.length} principals, ${((Date.now() - startedAt) / 1_000).toFixed(0)} s, seed ${result.seed}: ${result.failed ? 'A LEAK' : 'no leak'}\n`,
);
await world[Symbol.asyncDispose]();
process.exitCode = result.failed ? 1 : 0;
