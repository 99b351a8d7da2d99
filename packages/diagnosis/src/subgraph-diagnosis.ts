import type { Logger } from 'pino';
import type { Environment } from '@customer-graph/process/configuration';
import type { DiagnosisFacts } from './facts.ts';
import type { Finding, Mode } from './findings.ts';

export interface DiagnosisContext {
  /** The gateway's public URL, to which vendors send webhooks. Null: not configured. */
  readonly publicUrl: string | null;
  readonly log: Logger;
}

export interface DiagnosisResult {
  readonly findings: readonly Finding[];
  readonly mode: Mode;
  readonly facts: DiagnosisFacts;
  /** Closes connections that functions in `facts` use. The doctor calls it after the comparison. */
  readonly dispose?: () => Promise<void>;
}

/**
 * The default export of a subgraph's `diagnosis.ts`.
 *
 * @example
 * const diagnosis: SubgraphDiagnosis<StatusConfig> = {
 *   label: 'Status page',
 *   parseConfig: parseStatusConfig,
 *   async diagnose(config, { log }) {
 *     const found = createFindings('STATUS');
 *     found.ok('credentials', 'accepted');
 *     return { findings: found.list, mode: null, facts: {} };
 *   },
 * };
 * export default diagnosis;
 */
export interface SubgraphDiagnosis<Config = unknown> {
  /** The system's name in findings and headings, such as `HubSpot`. */
  readonly label: string;
  /** The variable whose credential decides between live and test data. Required if a result can have a mode. */
  readonly credential?: string;
  /** Throws a `ConfigurationError` that names every bad variable. */
  parseConfig(environment: Environment): Config;
  /** Reads the same data as the subgraph, and changes nothing. Failures of the system become findings; it does not reject. */
  diagnose(config: Config, context: DiagnosisContext): Promise<DiagnosisResult>;
}
