import { createServer, type RequestListener } from 'node:http';
import { readPeerEnvironment } from '../engines/environment.ts';

/** The parts of Hive that are used here. Its packages are installed only with the first run of the bench. */
interface HiveGateway {
  readonly createGatewayRuntime: (options: Readonly<Record<string, unknown>>) => RequestListener;
}

const importHere = async <Module>(name: string): Promise<Module> => (await import(name)) as Module;

/** Hive Gateway with its defaults, without its log. `--rust`: with the planner of its Rust router. */
const { port, supergraph } = readPeerEnvironment();
const { createGatewayRuntime } = await importHere<HiveGateway>('@graphql-hive/gateway-runtime');
const planner = process.argv.includes('--rust')
  ? await importHere<{ unifiedGraphHandler: unknown }>('@graphql-hive/router-runtime')
  : undefined;
const gateway = createGatewayRuntime({
  supergraph,
  logging: false,
  maskedErrors: false,
  // By default, requests at the same time share equal fetches. Real callers ask for different customers.
  transportEntries: { '*.http': { options: { deduplicateInflightRequests: false } } },
  ...(planner && { unifiedGraphHandler: planner.unifiedGraphHandler }),
});
createServer(gateway).listen(port, '127.0.0.1');
