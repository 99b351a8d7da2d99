import { ConfigurationError, parseTogether } from '@customer-graph/process/configuration';
import { disposeAll } from '@customer-graph/process/dispose';
import { createLog, parseLogLevel } from '@customer-graph/process/log';
import { parseMutualTls } from '@customer-graph/process/mutual-tls';
import { parseNetwork, useNetwork } from '@customer-graph/process/network';
import { runProcess } from '@customer-graph/process/run';
import { createAssertionSigner } from '@customer-graph/protocol/assertion';
import { createHttpTransport } from '@customer-graph/protocol/http-transport';
import { serveSubgraph } from '@customer-graph/subgraph-kit/serve';
import { refusePublishedCredentials } from './published-credentials.ts';
import { createSharedResources } from './shared-resources.ts';
import { listFileOf, readSubgraphList } from './subgraph-list.ts';
import { configureSubgraphs, isLocal, loadSubgraph } from './subgraph-module.ts';
import { parseSubgraphProcess } from './subgraph-process.ts';

/** One subgraph as a process of its own: `npm run start:subgraph -- <name>`. */
await runProcess(async () => {
  const list = readSubgraphList(listFileOf(process.env));
  const local = list.filter(isLocal);
  const [, , wanted] = process.argv;
  const subgraph = local.find(({ name }) => name === wanted);
  if (!subgraph)
    throw new ConfigurationError([
      `the subgraph's name is needed, one of ${local.map(({ name }) => name).join(', ')}; got ${wanted ?? 'none'}`,
    ]);
  const loaded = await loadSubgraph(subgraph);
  const { level, configured, own, tls, network } = parseTogether({
    level: () => parseLogLevel(process.env),
    configured: () => configureSubgraphs([loaded], process.env),
    own: () => parseSubgraphProcess(subgraph, list, process.env),
    tls: () => parseMutualTls(process.env),
    network: () => parseNetwork(process.env),
    published: () => refusePublishedCredentials(process.env),
  });
  useNetwork(network);
  const { name } = subgraph;
  const log = createLog(name, level);
  const resources = createSharedResources();
  const transports = new Map([...own.urls].map(([target, url]) => [target, createHttpTransport(url, tls)]));
  const [running] = await Promise.all(
    configured.map(({ create }) =>
      create({
        name,
        processName: name,
        gatewayKey: own.gatewayKey,
        callerKeys: own.callerKeys,
        linksKey: own.linksKey,
        linksKeys: own.linksKeys,
        callSigner: own.callKey && createAssertionSigner(own.callKey),
        transportTo(target) {
          const transport = transports.get(target);
          if (!transport) throw new Error(`supergraph.yaml does not permit ${name} to call ${target}`);
          return transport;
        },
        shared: resources.shared,
        log,
      }),
    ),
  );
  if (!running) throw new Error(`${name} was not created`);
  const service = await serveSubgraph(running, { port: own.port, host: own.host, drainMs: own.drainMs, log, tls });
  await running.start?.();
  return {
    drainMs: own.drainMs,
    async [Symbol.asyncDispose]() {
      await disposeAll([service, ...transports.values(), resources]);
    },
  };
});
