import type { SubgraphServices } from './module.ts';
import type { Environment } from '@customer-graph/process/configuration';

/** Everything that a command-line tool of a subgraph receives. All subgraphs run in the process of the tool. */
export interface ToolServices extends Pick<SubgraphServices, 'transportTo' | 'shared' | 'log'> {
  readonly environment: Environment;
  readonly callSigner: NonNullable<SubgraphServices['callSigner']>;
}

/**
 * A command-line tool: the default export of a file that the subgraph's `manifest.yaml` lists under `tools`.
 *
 * @example
 * export default {
 *   callsSubgraphs: false,
 *   run: async ({ environment }) => ((await countTables(parseConfig(environment))) > 0 ? 0 : 1),
 * } satisfies SubgraphTool;
 */
export interface SubgraphTool {
  /** Whether the tool calls other subgraphs. Only then are they started. */
  readonly callsSubgraphs: boolean;
  /** Runs the tool and returns the exit code. */
  readonly run: (services: ToolServices, argv: readonly string[]) => Promise<number>;
}
