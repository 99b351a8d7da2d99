import { parseArgs } from 'node:util';
import { runCommand } from '@customer-graph/process/run';
import { encodePrivateKey, encodePublicKey, generateKeys, generateMacKey } from '@customer-graph/protocol/keys';
import { listFileOf, readSubgraphList, type ListedSubgraph } from '../processes/subgraph-list.ts';
import { variableOf } from '../processes/subgraph-process.ts';
import { rotationOf, type Signer } from './rotate-keys.ts';

/**
 * Prints new keys for split processes: the gateway's for assertions, the directory's for signed links, and one pair for
 * each subgraph that calls others. `--rotate`: prints the steps that replace the keys of the environment by new ones. `--mac`:
 * prints a key for each subgraph that it shares with the gateway.
 */
await runCommand(async () => {
  const { rotate = false, mac = false } = parseArgs({
    options: { rotate: { type: 'boolean' }, mac: { type: 'boolean' } },
  }).values;
  const list = readSubgraphList(listFileOf(process.env));
  const directory = list.find(({ entry }) => entry.permissions.directory);
  const signers: readonly Signer[] = [
    { name: 'GATEWAY', process: 'gateway' },
    ...(directory ? [{ name: 'LINKS', process: directory.name }] : []),
    ...list
      .filter(({ entry }) => entry.permissions.calls.length > 0)
      .map(({ name }) => ({ name: variableOf(name), process: name })),
  ];
  const lines = mac ? macLines(list) : rotate ? rotationLines(signers) : newKeyLines(signers);
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
});

function macLines(list: readonly ListedSubgraph[]): readonly string[] {
  return list.map(({ name }) => `MAC_KEY_${variableOf(name)}=${generateMacKey()}`);
}

function newKeyLines(signers: readonly Signer[]): readonly string[] {
  return signers.flatMap(({ name }) => {
    const { privateKey, publicKey } = generateKeys();
    return [`${name}_PRIVATE_KEY=${encodePrivateKey(privateKey)}`, `${name}_PUBLIC_KEY=${encodePublicKey(publicKey)}`];
  });
}

function rotationLines(signers: readonly Signer[]): readonly string[] {
  return rotationOf(signers, process.env).flatMap(({ title, variables }, index) => [
    `# ${index + 1}. ${title}`,
    ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
  ]);
}
