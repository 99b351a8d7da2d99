import { createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseEnvironment, type Environment } from '@customer-graph/process/configuration';
import { silentLog } from '@customer-graph/process/log';
import { createAssertionSigner, createAssertionVerifier } from '@customer-graph/protocol/assertion';
import { generateKeys, macKeyVariable, privateKeyVariable } from '@customer-graph/protocol/keys';
import { commandAudience } from '@customer-graph/protocol/messages';
import { createLinksSigner, createLinksVerifier } from '@customer-graph/protocol/signed-links';
import { systemAssertion } from '@customer-graph/protocol/system-assertion';
import { createSubgraph } from '@customer-graph/subgraph-kit/subgraph';
import { parseGatewayProcess } from '../gateway/config.ts';
import { readSubgraphList } from '../processes/subgraph-list.ts';
import { parseSubgraphProcess } from '../processes/subgraph-process.ts';
import { runToEnd } from './support/processes.ts';

type Variables = Readonly<Record<string, string>>;

const list = readSubgraphList();
const sdl = `${readFileSync(new URL('../schema/shared.graphql', import.meta.url), 'utf8')}
extend type Query { forecast: String @authenticated }`;
const noLink = { state: 'MISSING' } as const;
const variablesIn = (text: string): Variables =>
  Object.fromEntries([...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]));

const keysFor = async (environment: Variables, ...args: string[]): Promise<string> => {
  const { code, output, errors } = await runToEnd('tools/keys.ts', environment, args);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return output;
};

/** The environments of all processes before a rotation and after each of its steps. */
async function rotate(): Promise<Variables[]> {
  const before = variablesIn(await keysFor({}));
  const steps = (await keysFor(before, '--rotate')).split(/^# (?=\d\. )/m).slice(1);
  const environments = [before];
  for (const step of steps) environments.push({ ...environments.at(-1), ...variablesIn(step) });
  return environments;
}

const configOf = (name: string, environment: Environment) => {
  const listed = list.find((subgraph) => subgraph.name === name);
  if (!listed) throw new Error(`no subgraph ${name}`);
  return parseSubgraphProcess(listed, list, environment);
};

/** Whether a subgraph process with one environment accepts what the processes with another one sign. */
async function accepts(receiver: Variables, signer: Variables) {
  const { gatewayKey, callerKeys, linksKey } = configOf('billing', receiver);
  await using subgraph = await createSubgraph({
    name: 'billing',
    sdl,
    resolvers: { Query: { forecast: () => 'sunny' } },
    createLoaders: () => null,
    gatewayKey,
    subgraphCalls: [{ keys: callerKeys, handlers: new Map([['greet', async () => 'hello']]) }],
    log: silentLog,
  });
  const assertion = systemAssertion(Date.now() + 5_000);
  const body = JSON.stringify({ query: '{ __typename }' });
  const gateway = createAssertionSigner(parseGatewayProcess(signer).signingKey);
  const query = await subgraph.query({ body, assertion: gateway.sign(assertion, 'billing', body) });
  const { CONSISTENCY_PRIVATE_KEY } = parseEnvironment(signer, { CONSISTENCY_PRIVATE_KEY: privateKeyVariable });
  const caller = createAssertionSigner(CONSISTENCY_PRIVATE_KEY);
  const call = await subgraph.command('greet', {
    body,
    assertion: caller.sign(assertion, commandAudience('billing', 'greet'), body),
  });
  const signing = configOf('accounts', signer).linksKeys;
  if (!signing) throw new Error('accounts signs no links');
  const links = createLinksSigner(signing.privateKey).sign(
    {
      id: '1',
      formerIds: [],
      links: { billing: noLink, product: noLink, support: noLink },
      scopes: [],
      ownTicketsOnly: false,
    },
    assertion.principal,
  );
  const linksAccepted = async (key: Parameters<typeof createLinksVerifier>[0]) =>
    (await createLinksVerifier(key).verify(links, '1', assertion.principal)) !== null;
  return {
    query: query.status === 200,
    call: call.status === 200,
    links: await linksAccepted(linksKey),
    directory: await linksAccepted(configOf('accounts', receiver).linksKey),
  };
}
const all = (accepted: boolean) => ({ query: accepted, call: accepted, links: accepted, directory: accepted });

describe('a rotation of the keys between processes', () => {
  test('no request fails while processes restart with each step one by one, and the old keys end with the last step', async () => {
    const environments = await rotate();
    expect(environments).toHaveLength(4);
    for (const [step, signer] of environments.entries()) {
      for (const [other, receiver] of environments.entries()) {
        // Within one step, some processes are still at the step before it.
        if (Math.abs(step - other) <= 1)
          expect([step, other, await accepts(receiver, signer)]).toEqual([step, other, all(true)]);
      }
    }
    const [before = {}, , , after = {}] = environments;
    expect(await accepts(after, before)).toEqual(all(false));
    expect(await accepts(before, after)).toEqual(all(false));
  });

  test('prints the steps in order, each with the processes that it concerns', async () => {
    const before = variablesIn(await keysFor({}));
    const printed = await keysFor(before, '--rotate');
    expect(printed.match(/^# .*|^\w+(?==)/gm)).toEqual([
      expect.stringMatching(/^# 1\. every subgraph: accept the old and the new keys/),
      ...['GATEWAY_PUBLIC_KEY', 'LINKS_PUBLIC_KEY', 'CONSISTENCY_PUBLIC_KEY'],
      expect.stringMatching(/^# 2\. gateway, accounts, consistency: sign with the new keys/),
      ...['GATEWAY_PRIVATE_KEY', 'LINKS_PRIVATE_KEY', 'CONSISTENCY_PRIVATE_KEY'],
      expect.stringMatching(/^# 3\. every subgraph, five minutes later: accept the new keys alone/),
      ...['GATEWAY_PUBLIC_KEY', 'LINKS_PUBLIC_KEY', 'CONSISTENCY_PUBLIC_KEY'],
    ]);
    for (const name of ['GATEWAY', 'LINKS', 'CONSISTENCY'])
      expect(printed).not.toContain(before[`${name}_PRIVATE_KEY`]);
  });

  test('derives old public keys from private keys, and refuses missing ones and an unfinished rotation', async () => {
    const { GATEWAY_PUBLIC_KEY = '', LINKS_PUBLIC_KEY = '', ...privateKeys } = variablesIn(await keysFor({}));
    const rotated = await keysFor(privateKeys, '--rotate');
    expect(rotated).toContain(`GATEWAY_PUBLIC_KEY=${GATEWAY_PUBLIC_KEY},`);
    const twice = { GATEWAY_PUBLIC_KEY: `${GATEWAY_PUBLIC_KEY},${LINKS_PUBLIC_KEY}`, LINKS_PUBLIC_KEY };
    expect(await runToEnd('tools/keys.ts', twice, ['--rotate'])).toMatchObject({
      code: 78,
      output: '',
      errors: expect.stringMatching(
        /GATEWAY_PUBLIC_KEY: has two keys: finish that rotation first[^]*CONSISTENCY_PUBLIC_KEY: is missing/,
      ),
    });
  });
});

test.each([',', ' ', ', ', '\n'])('a public key variable takes two keys, separated by %j', async (separator) => {
  const keys = variablesIn(await keysFor({}));
  const { GATEWAY_PUBLIC_KEY = '', LINKS_PUBLIC_KEY = '' } = keys;
  const { gatewayKey } = configOf('billing', {
    ...keys,
    GATEWAY_PUBLIC_KEY: `${GATEWAY_PUBLIC_KEY}${separator}${LINKS_PUBLIC_KEY}`,
  });
  expect(gatewayKey).toHaveLength(2);
  const three = { ...keys, GATEWAY_PUBLIC_KEY: [GATEWAY_PUBLIC_KEY, LINKS_PUBLIC_KEY, GATEWAY_PUBLIC_KEY].join() };
  expect(() => configOf('billing', three)).toThrow('GATEWAY_PUBLIC_KEY: must be');
});

describe('a key that the gateway shares with one subgraph', () => {
  const body = JSON.stringify({ query: '{ __typename }' });
  const assertion = systemAssertion(Date.now() + 60_000);
  const algorithmIn = (token: string): unknown =>
    (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { alg: unknown }).alg;

  async function processes() {
    const pairs = variablesIn(await keysFor({}));
    const shared = variablesIn(await keysFor({}, '--mac'));
    const other = variablesIn(await keysFor({}, '--mac'));
    const signerOf = (environment: Variables) => {
      const { signingKey, macKeys } = parseGatewayProcess({ ...pairs, ...environment });
      return createAssertionSigner(signingKey, macKeys);
    };
    const accepts = (environment: Variables, token: string, audience = 'billing') =>
      createAssertionVerifier(configOf('billing', { ...pairs, ...environment }).gatewayKey).verify(
        token,
        audience,
        body,
      ) !== null;
    return { pairs, shared, other, signerOf, accepts };
  }

  test('authenticates requests to it, and calls, while others are signed', async () => {
    const { shared, signerOf, accepts } = await processes();
    const signer = signerOf({ MAC_KEY_BILLING: shared.MAC_KEY_BILLING ?? '' });
    const token = signer.sign(assertion, 'billing', body);
    expect(algorithmIn(token)).toBe('HS256');
    expect(algorithmIn(signer.sign(assertion, 'usage', body))).toBe('EdDSA');
    expect(accepts(shared, token)).toBe(true);
    const audience = commandAudience('billing', 'facts');
    expect(accepts(shared, signer.sign(assertion, audience, body), audience)).toBe(true);
  });

  test('is accepted by nobody else, and for no other audience or body', async () => {
    const { shared, other, signerOf, accepts } = await processes();
    const token = signerOf(shared).sign(assertion, 'billing', body);
    expect(accepts(other, token)).toBe(false);
    expect(accepts({}, token)).toBe(false);
    expect(accepts(shared, token, 'usage')).toBe(false);
    expect(accepts(shared, signerOf(shared).sign(assertion, 'billing', `${body} `))).toBe(false);
  });

  test('is replaced without a refused request', async () => {
    const { shared, other, signerOf, accepts } = await processes();
    const [before = '', after = ''] = [shared.MAC_KEY_BILLING, other.MAC_KEY_BILLING];
    const both = { MAC_KEY_BILLING: `${before},${after}` };
    for (const key of [before, after])
      expect(accepts(both, signerOf({ MAC_KEY_BILLING: key }).sign(assertion, 'billing', body))).toBe(true);
    // It may begin, or end, with a subgraph that has a key before its gateway.
    expect(accepts(both, signerOf({}).sign(assertion, 'billing', body))).toBe(true);
  });

  test('cannot be the public key of the gateway', async () => {
    const { pairs, accepts } = await processes();
    const publicKey = createSecretKey(Buffer.from(pairs.GATEWAY_PUBLIC_KEY ?? '', 'base64'));
    const forger = createAssertionSigner(generateKeys().privateKey, new Map([['billing', publicKey]]));
    expect(accepts({}, forger.sign(assertion, 'billing', body))).toBe(false);
  });

  test('must be long enough', () => {
    expect(() => parseEnvironment({ KEY: 'c2hvcnQ=' }, { KEY: macKeyVariable })).toThrow(/32 bytes/);
  });
});
