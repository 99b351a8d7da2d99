import type { Finding } from '@customer-graph/diagnosis/findings';
import type { Environment } from '@customer-graph/process/configuration';
import { disposeAll } from '@customer-graph/process/dispose';
import { silentLog } from '@customer-graph/process/log';
import { parseGatewayConfig } from '../gateway/config.ts';
import { diagnoseGateway } from '../gateway/diagnosis.ts';
import { diagnoseIdentity } from '../gateway/identity/diagnosis.ts';
import { refusePublishedCredentials } from '../processes/published-credentials.ts';
import { compareSystems, directoryOf } from './comparison.ts';
import { createConfigurationCheck } from './configuration.ts';
import { configureDiagnosis, type DiagnosedSystem, type ListedDiagnosis } from './diagnoses.ts';
import { checkOpenedAccounts } from './token.ts';
import { checkView } from './view.ts';

export interface ExamineOptions {
  readonly environment: Environment;
  readonly diagnoses: readonly ListedDiagnosis[];
  /** A bearer token. The findings then tell its claims, which accounts it opens, and what its owner's `viewer` is. */
  readonly token?: string | undefined;
  readonly onProgress: (text: string) => void;
}

/** Checks the configuration, every system and the links between them. Reads only. Rejects if the examination itself fails. */
export async function examine({
  environment,
  diagnoses,
  token,
  onProgress,
}: ExamineOptions): Promise<readonly Finding[]> {
  const configuration = createConfigurationCheck(environment);
  const gateway = configuration.parse(parseGatewayConfig);
  configuration.parse(withoutPublishedCredentials);
  const configured = diagnoses.flatMap(
    (listed) => configuration.parse((variables) => configureDiagnosis(listed, variables)) ?? [],
  );
  const context = { publicUrl: gateway?.publicUrl ?? null, log: silentLog };
  const withProgress = async <T>(name: string, work: Promise<T>): Promise<T> => {
    const result = await work;
    onProgress(`${name}: done`);
    return result;
  };
  onProgress(`checking ${['identity provider', ...configured.map(({ label }) => label)].join(', ')}`);
  const [gatewayFindings, identity, systems] = await Promise.all([
    gateway ? diagnoseGateway(gateway, silentLog) : [],
    gateway
      ? withProgress('identity provider', diagnoseIdentity(gateway.identityProviders, token, silentLog))
      : { findings: [], identity: null },
    Promise.all(configured.map(({ label, run }) => withProgress(label, run(context)))),
  ]);
  try {
    onProgress('comparing the systems');
    const directory = directoryOf(systems);
    const opened =
      identity.identity?.kind === 'CUSTOMER' && directory
        ? await checkOpenedAccounts(identity.identity, directory.members)
        : [];
    const viewed = identity.identity && token !== undefined ? await checkView(token, environment) : [];
    const links = await compareSystems(systems);
    const systemFindings = systems.flatMap(({ findings }) => findings);
    const isConfiguration = ({ system }: Finding): boolean => system === 'CONFIGURATION';
    return [
      ...configuration.findings,
      ...gatewayFindings,
      // Text output starts a new section at every change of the system.
      ...systemFindings.filter(isConfiguration),
      ...identity.findings,
      ...opened,
      ...viewed,
      ...systemFindings.filter((finding) => !isConfiguration(finding)),
      ...links,
    ];
  } finally {
    await disposeSystems(systems);
  }
}

const withoutPublishedCredentials = (environment: Environment): Environment => {
  refusePublishedCredentials(environment);
  return environment;
};

const disposeSystems = (systems: readonly DiagnosedSystem[]): Promise<void> =>
  disposeAll(systems.map(({ dispose }) => dispose && { [Symbol.asyncDispose]: dispose }));
