import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { generate } from 'selfsigned';
import { silentLog } from '@customer-graph/process/log';
import { parseMutualTls } from '@customer-graph/process/mutual-tls';
import { createAssertionSigner } from '@customer-graph/protocol/assertion';
import { createHttpTransport } from '@customer-graph/protocol/http-transport';
import { generateKeys } from '@customer-graph/protocol/keys';
import { systemAssertion } from '@customer-graph/protocol/system-assertion';
import { serveSubgraph } from '@customer-graph/subgraph-kit/serve';
import { createSubgraph } from '@customer-graph/subgraph-kit/subgraph';

const authority = () =>
  generate([{ name: 'commonName', value: 'test authority' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
const identityOf = async (ca: Awaited<ReturnType<typeof authority>>) => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'process' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { key: ca.private, cert: ca.cert },
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { cert, key, ca: ca.cert };
};

test('with certificates, gateway and subgraph accept only each other’s authority, and never speak without TLS', async () => {
  const ours = await authority();
  const [server, client, stranger] = [
    await identityOf(ours),
    await identityOf(ours),
    await identityOf(await authority()),
  ];
  const keys = generateKeys();
  const sdl = `${readFileSync(new URL('../schema/shared.graphql', import.meta.url), 'utf8')}
extend type Query { forecast: String @authenticated }`;
  const subgraph = await createSubgraph({
    name: 'weather',
    sdl,
    resolvers: { Query: { forecast: () => 'sunny' } },
    createLoaders: () => null,
    gatewayKey: keys.publicKey,
    log: silentLog,
  });
  await using service = await serveSubgraph(subgraph, { port: 0, host: '127.0.0.1', log: silentLog, tls: server });
  expect(service.url).toMatch(/^https:/);
  const body = JSON.stringify({ query: '{ __typename }' });
  const ask = async (tls: typeof client | null, scheme = 'https:') => {
    await using transport = createHttpTransport(`${service.url.replace('https:', scheme)}/graphql`, tls);
    const deadline = Date.now() + 5_000;
    const assertion = createAssertionSigner(keys.privateKey).sign(systemAssertion(deadline), 'weather', body);
    return await transport.query({ body, assertion }, deadline).then(
      ({ status }) => status,
      (error: unknown) => error,
    );
  };
  expect(await ask(client)).toBe(200);
  // The URLs of a supergraph may still say http.
  expect(await ask(client, 'http:')).toBe(200);
  for (const refused of [ask(stranger), ask({ ...stranger, ca: ours.cert }), ask(null), ask(null, 'http:')])
    expect(await refused).not.toBe(200);
});

test('refuses half of a TLS configuration, and files that are not PEM', async () => {
  const { cert, key, ca } = await identityOf(await authority());
  expect(parseMutualTls({})).toBeNull();
  expect(parseMutualTls({ TLS_CERT: cert, TLS_KEY: key, TLS_CA: ca })).toEqual({ cert, key, ca });
  expect(() => parseMutualTls({ TLS_CERT: cert })).toThrow('set all of');
  expect(() => parseMutualTls({ TLS_CERT: cert, TLS_KEY: 'x', TLS_CA: ca })).toThrow('TLS_KEY: must be');
});
