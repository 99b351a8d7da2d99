import type { Logger } from 'pino';
import type { AssertionSigner } from '@customer-graph/protocol/assertion';
import type { KeyPair, VerificationKey } from '@customer-graph/protocol/keys';
import type { Subgraph } from '@customer-graph/protocol/messages';
import type { Transport } from '@customer-graph/protocol/transport';
import type { Environment } from '@customer-graph/process/configuration';

/** Everything that a process gives to a subgraph. */
export interface SubgraphServices {
  /** The name in the supergraph. */
  readonly name: string;
  /** The name of the process: the subgraph's name, or `graph` in the single process. Shared resources are named after it. */
  readonly processName: string;
  /** Verifies the gateway's assertions. */
  readonly gatewayKey: VerificationKey;
  /** Verify calls of the subgraphs that `supergraph.yaml` permits to call this one. */
  readonly callerKeys: readonly VerificationKey[];
  /** Verifies signed links of listed accounts. */
  readonly linksKey: VerificationKey;
  /** Signs links of listed accounts. Only the directory has it. */
  readonly linksKeys: KeyPair | null;
  /** Signs calls to other subgraphs. Only a subgraph with declared `calls` has it. */
  readonly callSigner: AssertionSigner | null;
  /** Returns the transport to a subgraph of the declared `calls`. Throws for any other name. */
  readonly transportTo: (name: string) => Transport;
  /** Opens a resource once a process and returns it. The process closes it after all subgraphs have stopped. */
  readonly shared: <T extends Disposable | AsyncDisposable>(key: string, open: () => T) => T;
  readonly log: Logger;
}

/** A subgraph with its background work. */
export interface RunningSubgraph extends Subgraph {
  /** Starts the background work. Called once, after the subgraphs that it calls are available. */
  readonly start?: () => Promise<void>;
  /** Runs one round of background work and returns the number of handled items. */
  readonly sweep?: () => Promise<number>;
}

/**
 * The default export of a subgraph's `index.ts`. A process needs nothing else to run it, alone or together with others.
 *
 * @example
 * export default {
 *   parseConfig: parseStatusConfig,
 *   create: (config, services) => createStatusSubgraph({ source: createStatusSource(config, services.log), ...services }),
 * } satisfies SubgraphModule<StatusConfig>;
 */
export interface SubgraphModule<Config> {
  /** Parses the environment. Throws a `ConfigurationError` that names every bad variable. */
  readonly parseConfig: (environment: Environment) => Config;
  /** Builds the subgraph. It must not listen on a port. */
  readonly create: (config: Config, services: SubgraphServices) => Promise<RunningSubgraph>;
}
