import { authorization } from './authorization.ts';
import { connections } from './connections.ts';
import { hostileOperations } from './hostile.ts';
import { latency } from './latency.ts';
import { usage } from './usage.ts';

const benches: Readonly<Record<string, () => Promise<boolean>>> = {
  authorization,
  connections,
  hostile: hostileOperations,
  latency,
  usage,
};

/** Runs the named benchmark, or all of them without a name. */
const [requested] = process.argv.slice(2);
const names = requested === undefined ? Object.keys(benches) : [requested];
for (const name of names) {
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (!bench) {
    process.stderr.write(`Usage: npm run bench -- [${Object.keys(benches).join(' | ')}]\n`);
    process.exitCode = 2;
    break;
  }
  if (!(await bench())) process.exitCode = 1;
}
