import fc from 'fast-check';
import { parseArgs } from 'node:util';
import { planningBounds } from '../../gateway/planning/bounds.ts';
import { describeFinding, startAnswers, type Finding } from './answers/answers.ts';
import { attemptsOf } from './attempts.ts';
import { drawPlans } from './plans.ts';
import { startWorld } from './world.ts';

/**
 * Runs many random operations: npm run test:fuzz -- --operations 20000 --seed 7
 * Only plans them, without fetching: npm run test:fuzz -- --plans 100000 --seed 7
 * Changes recorded answers of vendors: npm run test:fuzz -- --answers 20000 --seed 7
 */
const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '20000' },
    plans: { type: 'string' },
    answers: { type: 'string' },
    seed: { type: 'string' },
  },
});

async function plan(count: number, seed: number): Promise<void> {
  const startedAt = Date.now();
  const { planned, refused, evaluated, slowestMs } = await drawPlans(count, seed);
  const isWithin = evaluated <= planningBounds.evaluatedPlans;
  process.stdout.write(
    `${planned} operations planned, ${refused} beyond a limit, seed ${seed}, ${((Date.now() - startedAt) / 1_000).toFixed(0)} s: ${evaluated} plans compared at most, ${planningBounds.evaluatedPlans} are allowed; slowest plan ${slowestMs.toFixed(0)} ms\n`,
  );
  process.exitCode = isWithin ? 0 : 1;
}

async function execute(operations: number): Promise<void> {
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
}

/** A field of a kind of request. The same field is reported once for each kind of problem. */
const placeOf = ({ request, mutation, problem }: Finding): string =>
  [
    request.replaceAll(/[?].*$|:\d+|\d{3,}|_\w{8,}/g, ''),
    mutation.path.filter((key) => typeof key === 'string').join('.'),
    problem.replaceAll(/\d+/g, '').slice(0, 12),
  ].join(' ');

async function replay(count: number, firstSeed: number): Promise<void> {
  const answers = await startAnswers();
  const startedAt = Date.now();
  const places = new Set<string>();
  let variants = 0;
  let lists = 0;
  for (let seed = firstSeed; variants < count; seed += 1) {
    const result = await answers.run(seed);
    if (result === null) continue;
    variants += 1;
    if (result.isListLost) lists += 1;
    if (variants % 2_000 === 0)
      process.stdout.write(`${variants} variants, ${((Date.now() - startedAt) / 1_000).toFixed(0)} s\n`);
    for (const finding of result.findings) {
      if (places.has(placeOf(finding))) continue;
      places.add(placeOf(finding));
      process.stdout.write(`${describeFinding(finding)}\n`);
    }
  }
  process.stdout.write(
    `${variants} variants of answers in ${answers.scenarios.length} parts of the graph, seed ${firstSeed}, ${((Date.now() - startedAt) / 1_000).toFixed(0)} s: ${places.size} places with a wrong answer; ${lists} variants cost other elements of the same list\n`,
  );
  await answers[Symbol.asyncDispose]();
  process.exitCode = places.size > 0 ? 1 : 0;
}

if (values.answers !== undefined) await replay(Number(values.answers), Number(values.seed ?? 1));
else if (values.plans === undefined) await execute(Number(values.operations));
else await plan(Number(values.plans), Number(values.seed ?? 1));
