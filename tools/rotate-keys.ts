import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  ConfigurationError,
  parseEnvironment,
  parseTogether,
  type Environment,
} from '@customer-graph/process/configuration';
import {
  encodePrivateKey,
  encodePublicKey,
  generateKeys,
  privateKeyVariable,
  publicKeyVariable,
} from '@customer-graph/protocol/keys';

/** One step of a rotation: every process that it concerns restarts with its variables before the next step begins. */
export interface RotationStep {
  readonly title: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** A signer: the part of its variables' names, and its process. */
export interface Signer {
  readonly name: string;
  readonly process: string;
}

/**
 * Returns the steps that replace the keys of an environment by new ones. A process that is one step ahead of another accepts its
 * signatures, and the other way round.
 *
 * @throws {ConfigurationError} without an old key, or with two
 */
export function rotationOf(signers: readonly Signer[], environment: Environment): readonly RotationStep[] {
  const old = parseTogether(Object.fromEntries(signers.map(({ name }) => [name, () => presentKey(name, environment)])));
  const pairs = signers.map(({ name }) => ({ name, ...generateKeys() }));
  const publicKeys = (of: (name: string, key: KeyObject) => readonly (KeyObject | undefined)[]) =>
    Object.fromEntries(
      pairs.map(({ name, publicKey }) => [
        `${name}_PUBLIC_KEY`,
        of(name, publicKey)
          .flatMap((key) => (key ? [encodePublicKey(key)] : []))
          .join(),
      ]),
    );
  return [
    {
      title: 'every subgraph: accept the old and the new keys',
      variables: publicKeys((name, key) => [old[name], key]),
    },
    {
      title: `${signers.map(({ process }) => process).join(', ')}: sign with the new keys`,
      variables: Object.fromEntries(
        pairs.map(({ name, privateKey }) => [`${name}_PRIVATE_KEY`, encodePrivateKey(privateKey)]),
      ),
    },
    {
      // Longer than the life of a signature.
      title: 'every subgraph, five minutes later: accept the new keys alone',
      variables: publicKeys((_name, key) => [key]),
    },
  ];
}

/** The one public key in use. A process that signs may be configured without it. */
function presentKey(name: string, environment: Environment): KeyObject {
  const variable = `${name}_PUBLIC_KEY`;
  const publicKeys = parseEnvironment(environment, { [variable]: publicKeyVariable.optional() })[variable];
  const own = `${name}_PRIVATE_KEY`;
  const privateKey = parseEnvironment(environment, { [own]: privateKeyVariable.optional() })[own];
  const [present, ...others] = publicKeys ?? (privateKey ? [createPublicKey(privateKey)] : []);
  if (others.length > 0) throw new ConfigurationError([`${variable}: has two keys: finish that rotation first`]);
  if (!present) throw new ConfigurationError([`${variable}: is missing`]);
  return present;
}
