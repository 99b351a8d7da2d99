import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { Environment } from '@customer-graph/process/configuration';
import { silentLog } from '@customer-graph/process/log';
import { parseIdentityConfig } from '../gateway/identity/config.ts';
import { diagnoseIdentity } from '../gateway/identity/diagnosis.ts';
import { createTokenVerifier } from '../gateway/identity/token-verifier.ts';
import {
  documentedProviders,
  documentedVariables,
  type DocumentedToken,
  type Expected,
} from './support/documented-providers.ts';
import { startIssuerServer, type IssuerServer } from './support/issuer-server.ts';

type Json = Readonly<Record<string, unknown>>;

let server: IssuerServer;
beforeAll(async () => {
  server = await startIssuerServer();
});
afterAll(async () => server[Symbol.asyncDispose]());

interface Run {
  readonly id: string;
  readonly variables: Environment;
  readonly keys: readonly Json[];
  readonly userinfo?: Json | undefined;
  readonly token: Omit<DocumentedToken, 'expected'>;
  readonly expected: Expected;
}

/** Verifies a token with the configuration; the provider's addresses are those of the server. */
async function verify({ id, variables, keys, userinfo, token, expected }: Run): Promise<void> {
  server.serve(id, { issuer: variables.OIDC_ISSUER ?? '', keys, ...(userinfo && { userinfo }) });
  const providers = parseIdentityConfig({
    ...variables,
    ...(variables.OIDC_JWKS_URL
      ? { OIDC_JWKS_URL: server.keysUrl(id) }
      : { OIDC_DISCOVERY_URL: server.discoveryUrl(id) }),
  });
  const lines: { readonly msg: string; readonly reason?: string }[] = [];
  const log = pino(
    { level: 'info' },
    { write: (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[0]) },
  );
  const text = token.opaque ?? (await server.sign({ kid: 'k', ...token.header }, token.payload ?? {}));
  const [verified] = await Promise.allSettled([createTokenVerifier({ providers, log }).verify(`Bearer ${text}`)]);
  const { findings } = await diagnoseIdentity(providers, text, silentLog);
  const told = findings.filter(({ subject }) => subject === 'token');
  expect(JSON.stringify([...lines, ...findings])).not.toContain(text);
  if (!(expected instanceof RegExp)) {
    expect(verified).toMatchObject({ status: 'fulfilled', value: expected });
    expect(told).toMatchObject([{ severity: 'OK' }]);
    expect(findings.filter(({ severity }) => severity !== 'OK')).toEqual([]);
    return;
  }
  expect(verified).toMatchObject({ status: 'rejected', reason: { code: 'UNAUTHENTICATED' } });
  expect(lines.filter(({ msg }) => msg === 'token refused')).toMatchObject([
    { reason: expect.stringMatching(expected) },
  ]);
  expect(told).toMatchObject([{ severity: 'ERROR', says: expect.stringMatching(expected) }]);
}

const now = Math.floor(Date.now() / 1_000);
const times = { iat: now, exp: now + 3_600 };

describe('the documented configuration', () => {
  const cases = documentedProviders.flatMap(({ tokens, ...provider }) =>
    tokens.map((token) => [`${provider.block}: ${token.name}`, provider, token] as const),
  );

  test('has tokens for every block of the document', () => {
    const blocks = [...new Set(documentedProviders.map(({ block }) => block))];
    expect(blocks.sort()).toEqual([...documentedVariables.keys()].sort());
  });

  test.each(cases)('%s', async (_title, { block, issuer, userinfo }, { expected, ...token }) => {
    const variables = documentedVariables.get(block) ?? {};
    await verify({
      id: block,
      variables,
      keys: [
        { kid: 'k', ...(block === 'entra-common' && { issuer: variables.OIDC_ISSUER }) },
        { kid: 'personal', issuer: 'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0' },
      ],
      userinfo,
      token: { ...token, payload: { iss: issuer ?? variables.OIDC_ISSUER, ...times, ...token.payload } },
      expected,
    });
  });
});

interface ContractToken {
  readonly name: string;
  readonly header?: Json;
  readonly payload?: Json;
  readonly opaque?: string;
}
interface ContractProvider {
  readonly id: string;
  readonly discovery?: {
    readonly document: { readonly issuer: string } | null;
    readonly keys?: { readonly keys: readonly Json[] };
    readonly withPolicyIssuer?: { readonly issuer: string };
  };
  readonly tokens: readonly ContractToken[];
}

const customer = (subject: string): Expected => ({ kind: 'CUSTOMER', subject });
const staff = (subject: string): Expected => ({ kind: 'STAFF', subject });

/** Results by the ids and tokens of the contract, with the documented block and what a tenant's own values change in it. */
interface ContractCase {
  readonly block: string;
  readonly results: readonly Expected[];
  readonly own?: (provider: ContractProvider, token: ContractToken) => Environment;
}

const text = (value: unknown): string => [value].flat().map(String).join(',');
const claim =
  (name: string) =>
  (_provider: ContractProvider, { payload }: ContractToken) =>
    text(payload?.[name]);
const audienceOf =
  (name: string) =>
  (provider: ContractProvider, token: ContractToken): Environment => ({
    OIDC_AUDIENCE: claim(name)(provider, token),
  });
const withFirstAudience = ({ tokens: [first] }: ContractProvider): Environment => ({
  OIDC_AUDIENCE: text(first?.payload?.aud),
});

const contractCases: Readonly<Record<string, ContractCase>> = {
  auth0: {
    block: 'auth0',
    results: [customer('auth0|66f0c1d2e3a4b5c6d7e8f901'), customer('auth0|66f0c1d2e3a4b5c6d7e8f901')],
    own: audienceOf('aud'),
  },
  'auth0-no-audience': { block: 'auth0', results: [/^is opaque/, /^is encrypted/] },
  'okta-custom': {
    block: 'okta',
    results: [staff('00uinvented0001'), /^is of an application/],
    own: (_provider, { payload }) => ({ OIDC_CLIENTS: text(payload?.cid) }),
  },
  'okta-org': {
    block: 'okta',
    results: [/^has the issuer https:\/\/dev-4711\.okta\.com, but/],
    own: () => ({ OIDC_ISSUER: 'https://dev-4711.okta.com/oauth2/default' }),
  },
  'entra-v2': {
    block: 'entra-v2',
    results: [
      staff('7d7c2f3a-6c0c-4c6e-8f0e-0d6c3d0c9a33'),
      /^is of an application/,
      customer('7d7c2f3a-6c0c-4c6e-8f0e-0d6c3d0c9a33'),
    ],
    own: withFirstAudience,
  },
  'entra-v1': {
    block: 'entra-v1',
    results: [customer('7d7c2f3a-6c0c-4c6e-8f0e-0d6c3d0c9a33')],
    own: withFirstAudience,
  },
  'entra-common': {
    block: 'entra-common',
    results: [customer('c2a7b1de-1f52-4c0b-8d6e-7f3f0f5b9c22/0e1d2c3b-4a59-4687-9a6b-5c4d3e2f1a77')],
    own: (provider, { payload }) => ({ ...withFirstAudience(provider), OIDC_TENANTS: text(payload?.tid) }),
  },
  'azure-ad-b2c': {
    block: 'b2c',
    results: [customer('7d7c2f3a-6c0c-4c6e-8f0e-0d6c3d0c9a33'), customer('7d7c2f3a-6c0c-4c6e-8f0e-0d6c3d0c9a33')],
    own: (provider, { payload }) => ({
      ...withFirstAudience(provider),
      ...(text(payload?.iss).includes('/tfp/') && {
        ...documentedVariables.get('b2c-tfp'),
        ...withFirstAudience(provider),
        OIDC_REQUIRED_CLAIMS: '',
        OIDC_ISSUER: provider.discovery?.withPolicyIssuer?.issuer ?? '',
      }),
    }),
  },
  'entra-external-id': {
    block: 'entra-external-id',
    results: [customer('7d7c2f3a-6c0c-4c6e-8f0e-0d6c3d0c9a33')],
    own: withFirstAudience,
  },
  cognito: {
    block: 'cognito',
    results: [staff('8b1f0c2e-7d3a-4a56-b0de-1f2a3b4c5d88'), customer('8b1f0c2e-7d3a-4a56-b0de-1f2a3b4c5d88')],
    own: audienceOf('client_id'),
  },
  keycloak: {
    block: 'keycloak',
    results: [/^is for account, but/, staff('2d9d0f7e-3b1a-4f7d-8e2b-6a5c4d3e2f99'), /^is for no audience/],
  },
  google: {
    block: 'auth0',
    results: [/^is opaque/, /^is an ID token/],
    own: (_provider, { payload }) => ({ OIDC_AUDIENCE: payload ? text(payload.aud) : 'portal' }),
  },
  duende: { block: 'duende', results: [customer('88421113'), /^is for https:\/\/id\.quayside\.example\/resources/] },
  pingone: {
    block: 'pingone',
    results: [customer('f0e1d2c3-0000-4000-8000-00000000a001'), customer('f0e1d2c3-0000-4000-8000-00000000a001')],
    own: withFirstAudience,
  },
  'workos-session': { block: 'workos-session', results: [customer('user_01INVENTED000000000001')] },
  'workos-connect': {
    block: 'workos-connect',
    results: [customer('user_01INVENTED000000000001')],
    own: withFirstAudience,
  },
  clerk: { block: 'clerk', results: [customer('user_invented0001')], own: audienceOf('azp') },
  zitadel: {
    block: 'zitadel',
    results: [/^is opaque/, staff('290000000000000004')],
    own: (_provider, { payload }) => ({ OIDC_AUDIENCE: payload ? text(payload.aud) : 'portal' }),
  },
};

const file = join(process.env.VENDOR_CONTRACTS ?? '', 'identity.tokens.json');
const contract =
  process.env.VENDOR_CONTRACTS && existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly providers: readonly ContractProvider[] }).providers
    : [];

(contract.length > 0 ? describe : describe.skip)('a token of the vendors’ contracts', () => {
  test('has an expected result for every provider', () => {
    expect(contract.map(({ id }) => id).sort()).toEqual(Object.keys(contractCases).sort());
  });

  test.each(
    contract.flatMap((provider) =>
      provider.tokens.map((token, index) => [provider.id, token.name, provider, index] as const),
    ),
  )('%s: %s', async (id, _name, provider, index) => {
    const { block, results, own } = contractCases[id] ?? { block: '', results: [] };
    const token = provider.tokens[index] ?? { name: '' };
    const expected = results[index];
    if (!expected) throw new Error('the token has no expected result');
    const { iat, iss } = token.payload ?? {};
    const shift = now - (typeof iat === 'number' ? iat : 0);
    const moved = Object.fromEntries(
      Object.entries(token.payload ?? {}).map(([name, value]) => [
        name,
        ['iat', 'nbf', 'exp', 'auth_time'].includes(name) && typeof value === 'number' ? value + shift : value,
      ]),
    );
    const { typ, kid } = token.header ?? {};
    await verify({
      id,
      variables: {
        ...documentedVariables.get(block),
        OIDC_ISSUER: provider.discovery?.document?.issuer ?? (typeof iss === 'string' ? iss : 'https://issuer.example'),
        ...own?.(provider, token),
      },
      keys: provider.discovery?.keys?.keys ?? [{ kid }],
      userinfo: { sub: token.payload?.sub },
      token: {
        name: token.name,
        header: { kid, ...(typ !== undefined && { typ }) },
        ...(token.opaque ? { opaque: token.opaque } : { payload: moved }),
      },
      expected,
    });
  });
});
