import { existsSync } from 'node:fs';
import type {
  DiagnosisContext,
  DiagnosisResult,
  SubgraphDiagnosis,
} from '@customer-graph/diagnosis/subgraph-diagnosis';
import type { Environment } from '@customer-graph/process/configuration';
import type { SystemOfRecord } from '@customer-graph/protocol/system';
import type { ListedSubgraph } from '../processes/subgraph-list.ts';

export interface ListedDiagnosis {
  /** The subgraph's system of record in supergraph.yaml. */
  readonly system: SystemOfRecord | undefined;
  readonly diagnosis: SubgraphDiagnosis;
}

/** Loads `diagnosis.ts` of every subgraph that has one in this repository, in the order of the list. */
export async function loadDiagnoses(subgraphs: readonly ListedSubgraph[]): Promise<readonly ListedDiagnosis[]> {
  const loaded: ListedDiagnosis[] = [];
  // One after another: Jest fails to link modules that concurrent imports share.
  for (const { folder, entry } of subgraphs) {
    const file = folder && new URL('diagnosis.ts', folder);
    if (!file || !existsSync(file)) continue;
    const { default: diagnosis } = (await import(file.href)) as { readonly default?: SubgraphDiagnosis };
    if (!diagnosis) throw new Error(`${file.pathname} has no default export`);
    loaded.push({ system: entry.permissions.system, diagnosis });
  }
  return loaded;
}

/** A diagnosis whose configuration was parsed. */
export interface ConfiguredDiagnosis {
  readonly label: string;
  readonly run: (context: DiagnosisContext) => Promise<DiagnosedSystem>;
}

/** The result of one diagnosis, with the names that findings about it use. */
export type DiagnosedSystem = DiagnosisResult & Pick<SubgraphDiagnosis, 'label' | 'credential'>;

/** Throws a `ConfigurationError` that names every bad variable. */
export function configureDiagnosis({ diagnosis }: ListedDiagnosis, environment: Environment): ConfiguredDiagnosis {
  const { label, credential } = diagnosis;
  const config = diagnosis.parseConfig(environment);
  return {
    label,
    run: async (context) => ({
      ...(await diagnosis.diagnose(config, context)),
      label,
      ...(credential !== undefined && { credential }),
    }),
  };
}
