import { authorization } from './authorization.ts';
import { connections } from './connections.ts';
import { gateway } from './gateway/scenario.ts';
import { growth } from './growth/scenario.ts';
import { parseOptions, type ScenarioOptions } from './harness/options.ts';
import { hostileOperations } from './hostile.ts';
import { latency } from './latency/scenario.ts';
import { memory } from './memory/scenario.ts';
import { product } from './product/scenario.ts';
import { publicBenchmark } from './public/scenario.ts';
import { start } from './start/scenario.ts';
import { usage } from './usage.ts';
import { vendorLatency } from './vendor-latency.ts';

const withOptions = (scenario: (options: ScenarioOptions) => Promise<boolean>) => (args: readonly string[]) =>
  scenario(parseOptions(args));

const benches: Readonly<Record<string, (args: readonly string[]) => Promise<boolean>>> = {
  gateway: withOptions(gateway),
  latency: withOptions(latency),
  growth: withOptions(growth),
  memory: withOptions(memory),
  product: withOptions(product),
  public: withOptions(publicBenchmark),
  start: withOptions(start),
  authorization,
  connections,
  hostile: hostileOperations,
  usage,
  'vendor-latency': vendorLatency,
};

/** Runs the named benchmark, or all of them without a name. */
const [requested, ...args] = process.argv.slice(2);
const names = requested === undefined ? Object.keys(benches) : [requested];
for (const name of names) {
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (!bench) {
    process.stderr.write(`Usage: npm run bench -- [${Object.keys(benches).join(' | ')}]\n`);
    process.exitCode = 2;
    break;
  }
  if (!(await bench(args))) process.exitCode = 1;
}
