import { authorization } from './authorization.ts';
import { hostileShapes } from './hostile.ts';
import { latency } from './latency.ts';
import { usage } from './usage.ts';

const benches: Readonly<Record<string, () => Promise<boolean>>> = {
  authorization,
  hostile: hostileShapes,
  latency,
  usage,
};

/** One by its name, with options of its own; all of them without. */
const [asked] = process.argv.slice(2);
const names = asked === undefined ? Object.keys(benches) : [asked];
for (const name of names) {
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (!bench) {
    process.stderr.write(`npm run bench -- [${Object.keys(benches).join(' | ')}]\n`);
    process.exitCode = 2;
    break;
  }
  if (!(await bench())) process.exitCode = 1;
}
