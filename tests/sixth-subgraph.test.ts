import { describe, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { keyEnvironment } from '../sandbox/environment.ts';
import { composeToFile } from './support/compose.ts';
import { createAsk, startGraph, startTestSandbox } from './support/graph.ts';
import { freePort, startProcess, untilReady } from './support/processes.ts';

const listFile = new URL('./sixth-subgraph/supergraph.yaml', import.meta.url);
const environment = { SUPERGRAPH_CONFIG: fileURLToPath(listFile), SUPERGRAPH: composeToFile(listFile) };

describe('a sixth subgraph in the list', () => {
  test('runs in the single process beside the others', async () => {
    await using graph = await startGraph({ environment });
    const { data, errors } = await graph.ask(
      '{ latestAnnouncement { title } viewer { account { name announcementCount billing { subscription { seats } } } } }',
      { as: 'admin@demo' },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      latestAnnouncement: { title: 'Maintenance on Sunday' },
      viewer: { account: { name: 'Demo Industries', announcementCount: 10, billing: { subscription: { seats: 25 } } } },
    });
  });

  test('resolves accounts of a list with signed links', async () => {
    await using graph = await startGraph({ environment });
    const { data, errors } = await graph.ask('{ accounts(first: 3) { edges { node { name announcementCount } } } }', {
      as: 'staff:admin',
    });
    expect(errors).toEqual([]);
    expect(
      data.accounts.edges.map(({ node }: { node: { announcementCount: unknown } }) => node.announcementCount),
    ).toEqual([10, 10, 10]);
  });

  test('runs as a separate process, and the gateway finds it in the supergraph', async () => {
    await using sandbox = await startTestSandbox();
    const [gatewayPort, accountsPort, ownPort] = await Promise.all([freePort(), freePort(), freePort()]);
    const shared = { ...environment, ...keyEnvironment(), ...sandbox.environment, JOURNAL_DIRECTORY: 'memory' };
    const processOf = (port: number, script: string, ...args: string[]) =>
      startProcess(
        script,
        {
          ...shared,
          PORT: String(port),
          SUBGRAPH_URL_ACCOUNTS: `http://127.0.0.1:${accountsPort}/graphql`,
          SUBGRAPH_URL_ANNOUNCEMENTS: `http://127.0.0.1:${ownPort}/graphql`,
          AUDIT_DIRECTORY: environment.SUPERGRAPH.replace(/[^/]*$/, 'audit'),
        },
        args,
      );
    await using accounts = processOf(accountsPort, 'processes/subgraph.ts', 'accounts');
    await using announcements = processOf(ownPort, 'processes/subgraph.ts', 'announcements');
    await using gateway = processOf(gatewayPort, 'processes/gateway.ts');
    await Promise.all([
      untilReady(accounts, accountsPort),
      untilReady(announcements, ownPort),
      untilReady(gateway, gatewayPort),
    ]);
    const ask = createAsk(`http://127.0.0.1:${gatewayPort}`, sandbox);
    const { data, errors } = await ask(
      '{ latestAnnouncement { title } viewer { account { name announcementCount } } }',
      {
        as: 'admin@demo',
      },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      latestAnnouncement: { title: 'Maintenance on Sunday' },
      viewer: { account: { name: 'Demo Industries', announcementCount: 10 } },
    });
  });

  test('that is not in the list fails the start with the known names', async () => {
    const running = startProcess('processes/subgraph.ts', environment, ['nowhere']);
    await new Promise((resolve) => running.child.once('close', resolve));
    expect(running.child.exitCode).toBe(78);
    expect(running.errors()).toMatch(/one of accounts, .*announcements; got nowhere/);
  });
});
