import { createOwningSubgraphs, owningParsers } from '../gateway/owning-subgraphs.ts';
import { withRunningSandbox } from '../sandbox/running.ts';
import { createFollowers } from '../subgraphs/consistency/followers.ts';
import { createOwners, type Owners } from '../subgraphs/consistency/owners.ts';
import { createAssertionSigner } from '../subgraphs/shared/assertion/assertion.ts';
import { generateKeys } from '../subgraphs/shared/assertion/keys.ts';
import { parseTogether, type Environment } from '../subgraphs/shared/configuration.ts';
import { disposeAll } from '../subgraphs/shared/dispose.ts';
import { parseJournalConfig } from '../subgraphs/shared/journal/config.ts';
import { createJournal } from '../subgraphs/shared/journal/journal.ts';
import { createTurns } from '../subgraphs/shared/journal/turns.ts';
import { createLog } from '../subgraphs/shared/log.ts';
import { createDirectTransport } from '../subgraphs/shared/transport/direct-transport.ts';

export interface OpenedOwners extends AsyncDisposable {
  readonly owners: Owners;
  /** Brings one system to what the owner of the fact says. */
  readonly follow: ReturnType<typeof createFollowers>;
}

/** The systems as the environment names them, or a running sandbox: asked directly, with no gateway between. */
export async function openOwners(given: Environment): Promise<OpenedOwners> {
  const { environment } = await withRunningSandbox(given);
  const { journal: journalConfig, ...config } = parseTogether({
    ...owningParsers(environment),
    journal: () => parseJournalConfig(environment),
  });
  const log = createLog('tools', 'error');
  // An embedded journal is its process's own: turns are taken with others only where a database is shared.
  const journal = createJournal({
    config: journalConfig.databaseUrl === null ? { ...journalConfig, directory: null } : journalConfig,
    name: 'tools',
    log,
  });
  const [gatewayKeys, linksKeys, consistencyKeys] = [generateKeys(), generateKeys(), generateKeys()];
  const subgraphs = await createOwningSubgraphs({
    config,
    journal,
    gatewayKey: gatewayKeys.publicKey,
    consistencyKey: consistencyKeys.publicKey,
    linksKeys,
    log,
  });
  const transports = {
    accounts: createDirectTransport(subgraphs.accounts),
    billing: createDirectTransport(subgraphs.billing),
    usage: createDirectTransport(subgraphs.usage),
    support: createDirectTransport(subgraphs.support),
  };
  const owners = createOwners(transports, createAssertionSigner(consistencyKeys.privateKey));
  return {
    owners,
    follow: createFollowers({ owners, inTurn: createTurns(journal), log }),
    async [Symbol.asyncDispose]() {
      await disposeAll([...Object.values(subgraphs), journal]);
    },
  };
}
