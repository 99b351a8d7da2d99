import { encodePrivateKey, encodePublicKey, generateKeys } from '@customer-graph/protocol/keys';
import { listFileOf, readSubgraphList } from '../processes/subgraph-list.ts';
import { variableOf } from '../processes/subgraph-process.ts';

/**
 * Prints new keys for split processes: the gateway's for assertions, the directory's for signed links, and one pair for
 * each subgraph that calls others.
 */
const callers = readSubgraphList(listFileOf(process.env)).filter(({ entry }) => entry.permissions.calls.length > 0);
for (const name of ['GATEWAY', 'LINKS', ...callers.map((caller) => variableOf(caller.name))]) {
  const { privateKey, publicKey } = generateKeys();
  process.stdout.write(
    `${name}_PRIVATE_KEY=${encodePrivateKey(privateKey)}\n${name}_PUBLIC_KEY=${encodePublicKey(publicKey)}\n`,
  );
}
