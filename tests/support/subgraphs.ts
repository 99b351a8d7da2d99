import { silentLog } from '@customer-graph/process/log';
import { generateKeys, type KeyPair } from '@customer-graph/protocol/keys';
import type { Subgraph } from '@customer-graph/protocol/messages';
import { createLocalSubgraphs } from '../../processes/local-subgraphs.ts';
import { readSubgraphList } from '../../processes/subgraph-list.ts';
import { configureSubgraphs, loadSubgraphs } from '../../processes/subgraph-module.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { noPace } from './graph.ts';
import { copyJournal } from './journal.ts';

export interface BareSubgraphs extends AsyncDisposable {
  readonly all: Readonly<Record<'accounts' | 'billing' | 'usage' | 'support' | 'consistency', Subgraph>>;
  /** The gateway's signing keys. */
  readonly gatewayKeys: KeyPair;
  /** The consistency subgraph's keys for its calls. */
  readonly consistencyKeys: KeyPair;
  /** The accounts subgraph's keys for links. */
  readonly linksKeys: KeyPair;
}

/** Starts the subgraphs over a sandbox, without a gateway. */
export async function startSubgraphs(sandbox: Sandbox): Promise<BareSubgraphs> {
  const journal = copyJournal();
  const environment = { ...noPace, ...sandbox.environment, JOURNAL_DIRECTORY: journal.directory };
  const [gatewayKeys, linksKeys, consistencyKeys] = [generateKeys(), generateKeys(), generateKeys()];
  const local = await createLocalSubgraphs({
    subgraphs: configureSubgraphs(await loadSubgraphs(readSubgraphList()), environment),
    gatewayKey: gatewayKeys.publicKey,
    linksKeys,
    callerKeys: new Map([['consistency', consistencyKeys]]),
    log: silentLog,
  });
  return {
    all: Object.fromEntries(local.subgraphs) as BareSubgraphs['all'],
    gatewayKeys,
    consistencyKeys,
    linksKeys,
    async [Symbol.asyncDispose]() {
      await local[Symbol.asyncDispose]();
      await journal[Symbol.asyncDispose]();
    },
  };
}
