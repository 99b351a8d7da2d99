import { ConfigurationError, isGiven } from '@customer-graph/process/configuration';
import { disposeAll } from '@customer-graph/process/dispose';
import { createLog } from '@customer-graph/process/log';
import { parseNetwork, useNetwork } from '@customer-graph/process/network';
import { runCommand } from '@customer-graph/process/run';
import { createAssertionSigner } from '@customer-graph/protocol/assertion';
import { generateKeys } from '@customer-graph/protocol/keys';
import type { SubgraphTool } from '@customer-graph/subgraph-kit/tool';
import { withRunningSandbox } from './running-sandbox.ts';
import { createLocalSubgraphs } from './local-subgraphs.ts';
import { refusePublishedCredentials } from './published-credentials.ts';
import { createSharedResources } from './shared-resources.ts';
import { listFileOf, readSubgraphList } from './subgraph-list.ts';
import { configureSubgraphs, isLocal, loadSubgraphs } from './subgraph-module.ts';

/** A command-line tool of a subgraph: `node processes/tool.ts <tool> [arguments]`, found by its name in the manifests. */
await runCommand(async () => {
  const [, , wanted = '', ...argv] = process.argv;
  refusePublishedCredentials(process.env);
  useNetwork(parseNetwork(process.env));
  const list = readSubgraphList(listFileOf(process.env));
  const owner = list.filter(isLocal).find(({ manifest }) => Object.hasOwn(manifest.tools, wanted));
  const file = owner?.manifest.tools[wanted];
  if (!owner || file === undefined) throw new ConfigurationError([`no subgraph has a tool "${wanted}"`]);
  const { default: tool } = (await import(new URL(file, owner.folder).href)) as { readonly default: SubgraphTool };
  const log = createLog('tools', 'error');
  const keys = generateKeys();
  const callSigner = createAssertionSigner(keys.privateKey);
  if (!tool.callsSubgraphs) {
    const resources = createSharedResources();
    const transportTo = (): never => {
      throw new Error(`${wanted} calls no subgraphs`);
    };
    try {
      return await tool.run({ environment: process.env, callSigner, transportTo, shared: resources.shared, log }, argv);
    } finally {
      await disposeAll([resources]);
    }
  }

  const { environment } = await withRunningSandbox(process.env);
  // The tool acts in the place of its subgraph, so the others run here without it.
  const { calls } = owner.entry.permissions;
  const targets = list.filter(({ name }) => calls.includes(name));
  // An embedded journal belongs to the running program; a tool must not open its folder.
  const own = isGiven(environment, 'JOURNAL_DATABASE_URL')
    ? environment
    : { ...environment, JOURNAL_DIRECTORY: 'memory' };
  const subgraphs = await createLocalSubgraphs({
    subgraphs: configureSubgraphs(await loadSubgraphs(targets), own),
    gatewayKey: generateKeys().publicKey,
    extraCallers: [{ calls, publicKey: keys.publicKey }],
    log,
  });
  try {
    const transportTo = (name: string) => {
      const transport = subgraphs.transports.get(name);
      if (!transport) throw new Error(`supergraph.yaml does not permit ${owner.name} to call ${name}`);
      return transport;
    };
    return await tool.run({ environment: own, callSigner, transportTo, shared: subgraphs.shared, log }, argv);
  } finally {
    await subgraphs[Symbol.asyncDispose]();
  }
});
