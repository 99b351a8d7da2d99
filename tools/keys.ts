import { encodePrivateKey, encodePublicKey, generateKeys } from '../subgraphs/shared/assertion/keys.ts';

/** Prints fresh keys for processes that run apart: the gateway's for its assertions, the accounts subgraph's for its links, the consistency subgraph's for its commands. */
for (const name of ['GATEWAY', 'LINKS', 'CONSISTENCY']) {
  const { privateKey, publicKey } = generateKeys();
  process.stdout.write(
    `${name}_PRIVATE_KEY=${encodePrivateKey(privateKey)}\n${name}_PUBLIC_KEY=${encodePublicKey(publicKey)}\n`,
  );
}
