import { latency } from './latency.ts';

const benches: Readonly<Record<string, () => Promise<boolean>>> = { latency };

const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(benches);
for (const name of names) {
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (!bench) {
    process.stderr.write(`npm run bench -- [${Object.keys(benches).join(' | ')}]\n`);
    process.exitCode = 2;
    break;
  }
  if (!(await bench())) process.exitCode = 1;
}
